import type { ProviderSettings } from '@afterword/storage/admin'
import * as v from 'valibot'

/** Ids that mean something else in the address of the window. */
const RESERVED: readonly string[] = ['email', 'staff', 'host']
/** A site that offers more ways than this offers none. */
const MOST = 10

const text = v.pipe(v.string(), v.trim(), v.maxLength(1_000))
const needed = v.pipe(text, v.minLength(1, 'It is empty.'))
const address = v.pipe(
  needed,
  v.check((value) => isAddress(value), 'Write the address in full, with https:// and without a password in it.'),
)
const issuer = v.pipe(
  address,
  // Asked for by its document an issuer could call itself whatever it wants.
  v.transform((value) => value.replace(/\/\.well-known\/[^?#]*$/, '')),
  v.check((value) => !/[?#]|\/\.well-known\//.test(value), 'An issuer has neither a query nor a fragment.'),
)
const field = v.pipe(needed, v.maxLength(64))

const common = {
  id: v.pipe(
    v.string(),
    v.regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'An id is made of small Latin letters, digits and hyphens.'),
    v.check((value) => !RESERVED.includes(value), 'This id means something else.'),
  ),
  name: v.pipe(needed, v.maxLength(60)),
  on: v.boolean(),
  clientId: needed,
  secret: v.nullable(text),
}

const openId = v.strictObject({ kind: v.literal('openid'), ...common, issuer })
const gitHub = v.strictObject({ kind: v.literal('github'), ...common })
const oAuth = v.strictObject({
  kind: v.literal('oauth'),
  ...common,
  authorization: address,
  token: address,
  user: address,
  scope: text,
  subject: field,
  called: field,
})

export const provider = v.variant('kind', [openId, gitHub, oAuth])

/** What an owner sends, and what is stored: there `secret: null` is a provider that wants none. */
export const providers = v.pipe(
  v.array(provider),
  v.maxLength(MOST, `A site has at most ${MOST} providers.`),
  v.check((list) => new Set(list.map(({ id }) => id)).size === list.length, 'Two providers have the same id.'),
)

export type Provider = v.InferOutput<typeof provider>

/** The same with the secret that the server has, where none was said and it is for the same address. */
export function withSecret(said: ProviderSettings, before: readonly Provider[]): ProviderSettings {
  if (said.secret !== null) return { ...said, secret: said.secret.trim() === '' ? null : said.secret }
  const known = before.find(({ id }) => id === said.id)
  // A secret belongs to whom it was given for: elsewhere it would be given away.
  const same = known !== undefined && known.clientId === said.clientId.trim() && toldTo(known) === toldTo(said)
  return { ...said, secret: same ? known.secret : null }
}

/** Where the secret is sent to. */
function toldTo(settings: ProviderSettings): string {
  if (settings.kind === 'github') return 'github'
  return settings.kind === 'openid' ? settings.issuer : settings.token
}

function isAddress(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, username, password } = new URL(value)
  return /^https?:$/.test(protocol) && username === '' && password === ''
}
