import { GUEST_TOKEN, StorageError } from '@afterword/storage'
import { ACCESS_TOKEN } from '@afterword/storage/identity'
import type { Context } from 'hono'

/**
 * The token of a request, when it has one: a guest's own, or an access token of who is signed in.
 *
 * @throws StorageError `unauthorized` for one that is neither
 */
export function tokenOf(c: Context): string | undefined {
  const header = c.req.header('Authorization')
  if (header === undefined) return undefined
  const [, token = ''] = /^Bearer (\S+)$/i.exec(header) ?? []
  if (GUEST_TOKEN.test(token) || ACCESS_TOKEN.test(token)) return token
  throw new StorageError(
    'unauthorized',
    'The token in Authorization is none of ours. Send "Bearer awg_" and 43 characters of base64url, made from 32 random bytes, or the access token of a session.',
  )
}

/** @throws StorageError `unauthorized` for none, or one that is none */
export function requireToken(c: Context): string {
  const token = tokenOf(c)
  if (token !== undefined) return token
  throw new StorageError(
    'unauthorized',
    'Writing needs a token: send "Authorization: Bearer awg_…", made by the browser, or the access token of a session.',
  )
}

/** @throws StorageError `unauthorized` for none, or a guest's */
export function requireAccess(c: Context): string {
  const token = tokenOf(c)
  if (token !== undefined && ACCESS_TOKEN.test(token)) return token
  throw new StorageError(
    'unauthorized',
    'This needs somebody who is signed in: send the access token of a session, "Authorization: Bearer awa_…".',
  )
}
