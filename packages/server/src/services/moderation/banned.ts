import type { BanValue, Phase } from './phase.ts'

/** Who was banned writes no more: the author, everybody from where they write (for a day), or links to a host. */
export const banned: Phase = {
  name: 'banned',
  async judge({ author, neighbourhood, hosts }, { past }) {
    const values: BanValue[] = [
      ...(author === undefined ? [] : [{ kind: 'author', value: author.id } as const]),
      ...(neighbourhood === null ? [] : [{ kind: 'neighbourhood', value: neighbourhood } as const]),
      ...hosts.flatMap(parents).map((value) => ({ kind: 'host', value }) as const),
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
