import { GUEST_TOKEN, StorageError } from '@afterword/storage'
import type { Context } from 'hono'

/**
 * The guest's token of a request, when it has one.
 *
 * @throws StorageError `unauthorized` for one that is none
 */
export function tokenOf(c: Context): string | undefined {
  const header = c.req.header('Authorization')
  if (header === undefined) return undefined
  const [, token = ''] = /^Bearer (\S+)$/i.exec(header) ?? []
  if (GUEST_TOKEN.test(token)) return token
  throw new StorageError(
    'unauthorized',
    'The token in Authorization is not a guest’s. Send "Bearer awg_" and 43 characters of base64url, made from 32 random bytes.',
  )
}

/** @throws StorageError `unauthorized` for none, or one that is none */
export function requireToken(c: Context): string {
  const token = tokenOf(c)
  if (token !== undefined) return token
  throw new StorageError(
    'unauthorized',
    'Writing needs a token: send "Authorization: Bearer awg_…", made by the browser.',
  )
}
