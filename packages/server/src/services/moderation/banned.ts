import type { BanValue, Phase } from './phase.ts'

/**
 * Who was banned writes no more: the author, everybody from where they write (for a day), or links to a host. With a badge
 * one is banned by name only: a ban on a network does not lock out the moderators who sit in it.
 */
export const banned: Phase = {
  name: 'banned',
  async judge({ author, neighbourhood, hosts }, { past }) {
    const isMarked = author !== undefined && author.badge !== null
    const values: BanValue[] = [
      ...(author === undefined ? [] : [{ kind: 'author', value: author.id } as const]),
      ...(neighbourhood === null || isMarked ? [] : [{ kind: 'neighbourhood', value: neighbourhood } as const]),
      ...(isMarked ? [] : hosts.flatMap(parents)).map((value) => ({ kind: 'host', value }) as const),
    ]
    const ban = values.length === 0 ? undefined : await past.banOn(values)
    return ban === undefined ? undefined : { what: 'refuse', why: `banned (${ban.kind}): ${ban.why}` }
  },
}

/** A host and those above it: a ban on `example.org` holds for `www.example.org`. */
function parents(host: string): readonly string[] {
  const labels = host.split('.')
  return labels.slice(0, -1).map((_, level) => labels.slice(level).join('.'))
}
