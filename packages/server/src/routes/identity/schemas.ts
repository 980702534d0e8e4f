import { ACCESS_TOKEN, REFRESH_TOKEN } from '@afterword/storage/identity'
import * as v from 'valibot'
import { passage } from '../schemas.ts'

/** What the routes of signing in take, and what they answer with. */

const text = v.pipe(v.string(), v.maxLength(1_000))
const milliseconds = v.pipe(v.number(), v.integer(), v.minValue(0))

export const handOverParams = v.strictObject({ site: v.string(), id: v.string() })
export const nothing = v.strictObject({})

const refresh = v.pipe(v.string(), v.regex(REFRESH_TOKEN, 'It is no refresh token.'))

export const claimInput = v.pipe(
  v.strictObject({
    secret: text,
    code: v.exactOptional(v.pipe(text, v.description('Shown by the window, or sent by mail.'))),
  }),
  v.metadata({ ref: 'ClaimInput' }),
)
export const refreshInput = v.pipe(
  v.strictObject({
    refresh,
    next: v.pipe(refresh, v.description('The token that is to follow, of the same session and 32 new random bytes.')),
  }),
  v.metadata({ ref: 'RefreshInput' }),
)
export const hostInput = v.pipe(
  v.strictObject({
    token: v.pipe(
      v.string(),
      v.maxLength(8_192),
      v.description('A JWT that the site has signed: sub, name, aud, exp.'),
    ),
  }),
  v.metadata({ ref: 'HostInput' }),
)
export const endInput = v.pipe(
  v.strictObject({
    everywhere: v.optional(v.pipe(v.boolean(), v.description('On every device.')), false),
  }),
  v.metadata({ ref: 'EndInput' }),
)

const author = v.strictObject({
  id: v.string(),
  name: v.string(),
  guest: v.boolean(),
  badge: v.exactOptional(v.picklist(['author', 'moderator'])),
})

export const handOver = v.pipe(
  v.strictObject({ id: v.string(), secret: v.string(), expiresIn: milliseconds }),
  v.metadata({ ref: 'HandOver' }),
)

export const farewell = v.pipe(
  v.variant('comments', [
    v.strictObject({ comments: v.literal('remove') }),
    v.strictObject({
      comments: v.literal('keep'),
      as: v.pipe(text, v.description('What stands in the place of the name.')),
    }),
  ]),
  v.metadata({ ref: 'Farewell' }),
)

export const accountData = v.pipe(
  v.strictObject({
    version: v.literal(1),
    site: v.string(),
    at: milliseconds,
    account: v.strictObject({ ...author.entries, label: v.exactOptional(v.string()), createdAt: milliseconds }),
    identities: v.array(
      v.strictObject({
        provider: v.string(),
        subject: v.string(),
        email: v.nullable(v.string()),
        createdAt: milliseconds,
      }),
    ),
    sessions: v.array(v.strictObject({ way: v.string(), createdAt: milliseconds, expiresAt: milliseconds })),
    reactions: v.array(v.strictObject({ page: v.string(), comment: v.string(), reaction: v.string() })),
    reports: v.array(
      v.strictObject({
        page: v.string(),
        comment: v.string(),
        reason: v.string(),
        note: v.nullable(v.string()),
        at: milliseconds,
      }),
    ),
    comments: v.array(
      v.strictObject({
        id: v.string(),
        page: v.string(),
        parent: v.nullable(v.string()),
        name: v.string(),
        status: v.picklist(['published', 'pending', 'removed']),
        createdAt: milliseconds,
        editedAt: v.nullable(milliseconds),
        source: v.string(),
        passage: v.nullable(passage),
      }),
    ),
  }),
  v.metadata({ ref: 'AccountData' }),
)

export const session = v.pipe(
  v.strictObject({
    access: v.pipe(v.string(), v.regex(ACCESS_TOKEN)),
    expiresIn: milliseconds,
    refresh,
    author,
    role: v.nullable(v.picklist(['owner', 'moderator'])),
  }),
  v.metadata({ ref: 'Session' }),
)

export const claim = v.pipe(
  v.variant('state', [
    v.strictObject({ state: v.picklist(['waiting', 'code']) }),
    v.strictObject({ state: v.literal('done'), session }),
  ]),
  v.metadata({ ref: 'Claim' }),
)
