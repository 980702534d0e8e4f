import type { IdentityChange, IdentitySettings } from '@afterword/storage/admin'
import * as v from 'valibot'
import { providers, withSecret } from './provider-settings.ts'

/** The key that the site signs its users' tokens with: a secret that both sides know, or the public half of a pair. */
const hostKey = v.variant('algorithm', [
  v.strictObject({
    algorithm: v.literal('HS256'),
    key: v.pipe(v.string(), v.minLength(32, 'A secret has at least 32 characters.'), v.maxLength(1_000)),
  }),
  v.strictObject({
    algorithm: v.literal('EdDSA'),
    key: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(2_000)),
  }),
])

const ways = v.strictObject({
  guests: v.optional(v.boolean(), true),
  email: v.optional(v.boolean(), false),
  host: v.optional(v.nullable(hostKey), null),
  providers: v.optional(providers, []),
})

export type HostKey = v.InferOutput<typeof hostKey>
export type Ways = v.InferOutput<typeof ways>

const WAYS = ['guests', 'email', 'host', 'providers'] as const satisfies readonly (keyof Ways)[]
const NONE: Ways = { guests: true, email: false, host: null, providers: [] }

/** What an owner sends. */
export const identityChange = v.strictObject({
  guests: v.exactOptional(v.boolean()),
  email: v.exactOptional(v.boolean()),
  providers: v.exactOptional(providers),
  host: v.exactOptional(
    v.nullable(
      v.strictObject({
        algorithm: v.picklist(['HS256', 'EdDSA']),
        key: v.nullable(v.pipe(v.string(), v.maxLength(2_000))),
      }),
    ),
  ),
})

/** The ways of a site as they are stored; what cannot be read is no way in. */
export function readWays(json: string): Ways {
  try {
    const result = v.safeParse(ways, JSON.parse(json))
    return result.success ? result.output : NONE
  } catch {
    return NONE
  }
}

/** What is to be stored of what an owner sent. What was not said stays as it is, a key too. */
export function mergeWays(change: IdentityChange, before: Ways) {
  const { guests = before.guests, email = before.email } = change
  return v.safeParse(ways, {
    guests,
    email,
    host: mergedHost(change.host, before.host),
    providers: change.providers?.map((said) => withSecret(said, before.providers)) ?? before.providers,
  })
}

function mergedHost(host: IdentityChange['host'], before: Ways['host']) {
  if (host === undefined) return before
  const kept = before?.algorithm === host?.algorithm ? before?.key : undefined
  return host && { ...host, key: host.key ?? kept ?? '' }
}

/** What owners see: no secret leaves the server. */
export function shownWays({ host, providers: vouching, ...rest }: Ways): IdentitySettings {
  const shown = vouching.map((provider) => ({ ...provider, secret: null }))
  return { ...rest, providers: shown, host: host && { ...host, key: host.algorithm === 'EdDSA' ? host.key : null } }
}

/** What became different, for the books: no key stands in them. */
export function changedWays(before: Ways, after: Ways): string {
  const { guests, email, host, providers: vouching } = after
  const names = vouching.map(({ name, on }) => (on ? name : `${name} (off)`)).join(', ')
  const words: Readonly<Record<keyof Ways, string>> = {
    guests: guests ? 'guests may write' : 'no guests',
    email: email ? 'by e-mail' : 'not by e-mail',
    host: host === null ? 'no users of the site' : `users of the site by ${host.algorithm}`,
    providers: names === '' ? 'no providers' : `with ${names}`,
  }
  return WAYS.filter((way) => JSON.stringify(before[way]) !== JSON.stringify(after[way]))
    .map((way) => words[way])
    .join('; ')
}
