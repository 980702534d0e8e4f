import { ACCESS_TOKEN, REFRESH_TOKEN } from '../identity.ts'
import type { Claim, HandOver, Session } from '../identity.ts'
import { below, count, fail, nullable, object, oneOf } from './read.ts'
import type { Read } from './read.ts'
import { parseAuthor } from './thread.ts'

/** What a server answers to somebody who signs in. */

const matching =
  (pattern: RegExp, expected: string): Read<string> =>
  (value, field) =>
    typeof value === 'string' && pattern.test(value) ? value : fail(field, expected)

const id = matching(/^[\w-]{1,64}$/, 'an id')
const secret = matching(/^[\w-]{43}$/, 'a secret')

export function parseHandOver(value: unknown, field = ''): HandOver {
  const handOver = object(value, field)
  return {
    id: id(handOver['id'], below(field, 'id')),
    secret: secret(handOver['secret'], below(field, 'secret')),
    expiresIn: count(handOver['expiresIn'], below(field, 'expiresIn')),
  }
}

export function parseSession(value: unknown, field = ''): Session {
  const session = object(value, field)
  return {
    access: matching(ACCESS_TOKEN, 'an access token')(session['access'], below(field, 'access')),
    expiresIn: count(session['expiresIn'], below(field, 'expiresIn')),
    refresh: matching(REFRESH_TOKEN, 'a refresh token')(session['refresh'], below(field, 'refresh')),
    author: parseAuthor(session['author'], below(field, 'author')),
    role: nullable(oneOf('owner', 'moderator'))(session['role'], below(field, 'role')),
  }
}

export function parseClaim(value: unknown, field = ''): Claim {
  const claim = object(value, field)
  const state = oneOf('waiting', 'code', 'done')(claim['state'], below(field, 'state'))
  if (state === 'done') return { state, session: parseSession(claim['session'], below(field, 'session')) }
  return { state }
}
