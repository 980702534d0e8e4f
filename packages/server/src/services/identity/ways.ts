import type { IdentitySettings } from '@afterword/storage/admin'
import * as v from 'valibot'

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

const ways = v.strictObject({ host: v.optional(v.nullable(hostKey), null) })

export type HostKey = v.InferOutput<typeof hostKey>
export type Ways = v.InferOutput<typeof ways>

const NONE: Ways = { host: null }

/** What an owner sends. */
export const identitySettings = v.strictObject({
  host: v.nullable(
    v.strictObject({
      algorithm: v.picklist(['HS256', 'EdDSA']),
      key: v.nullable(v.pipe(v.string(), v.maxLength(2_000))),
    }),
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

/** What is to be stored of what an owner sent. A key that was not said stays as it is. */
export function mergeWays({ host }: IdentitySettings, before: Ways) {
  const kept = before.host?.algorithm === host?.algorithm ? before.host?.key : undefined
  return v.safeParse(ways, { host: host && { ...host, key: host.key ?? kept ?? '' } })
}

/** What owners see: no secret leaves the server. */
export function shownWays({ host }: Ways): IdentitySettings {
  return { host: host && { ...host, key: host.algorithm === 'EdDSA' ? host.key : null } }
}
