import { hash, randomUUID } from 'node:crypto'
import { StorageError } from '@afterword/storage'
import type { Author } from '@afterword/storage'
import { ACCESS_TOKEN } from '@afterword/storage/identity'
import { findAuthor, holdAuthor, holdGuest } from '../database/authors.ts'
import type { AuthorRow, NewAuthor } from '../database/authors.ts'
import type { Queries } from '../database/queries.ts'
import { findByAccessToken } from '../database/sessions.ts'
import { hashSecret } from './staff/secrets.ts'

/** What the database keeps of a guest's token. The token has 256 random bits, so it needs no salt and no slow hash. */
function hashToken(token: string): string {
  return hash('sha256', token)
}

/**
 * Who this token belongs to on this site: the guest who made it, or who is signed in by it.
 *
 * @throws StorageError `unauthorized` for an access token that is not good here, or not any more
 */
export async function authorOf(
  queries: Queries,
  siteId: number,
  token: string,
  now: number,
): Promise<AuthorRow | undefined> {
  if (!ACCESS_TOKEN.test(token)) return findAuthor(queries, siteId, hashToken(token))
  const known = await findByAccessToken(queries, siteId, hashSecret(token), now)
  if (known !== undefined) return known.author
  throw notGood()
}

/** The same; a guest who was never here gets a row, with an id from which nobody learns the token. */
export async function authorFor(queries: Queries, siteId: number, token: string, now: number): Promise<AuthorRow> {
  const known = await authorOf(queries, siteId, token, now)
  return known ?? holdGuest(queries, newGuest(siteId, token, null, now))
}

/**
 * The same for who writes, under this name from now on when one is given; who is signed in keeps the name of the account.
 * They are held until the transaction ends: a ban comes before or after what they write.
 */
export async function writerFor(
  queries: Queries,
  siteId: number,
  token: string,
  name: string | null,
  now: number,
): Promise<AuthorRow> {
  if (ACCESS_TOKEN.test(token)) {
    const author = await authorFor(queries, siteId, token, now)
    // They may have deleted their account this moment.
    if (!(await holdAuthor(queries, author.id))) throw notGood()
    return author
  }
  return holdGuest(queries, newGuest(siteId, token, name, now))
}

function newGuest(siteId: number, token: string, name: string | null, now: number): NewAuthor {
  return {
    id: randomUUID(),
    site_id: siteId,
    token_hash: hashToken(token),
    name,
    guest: 1,
    badge: null,
    created_at: now,
    folded_name: null,
  }
}

function notGood(): StorageError {
  return new StorageError('unauthorized', 'The access token is not good here, or not any more. Refresh it, or sign in.')
}

/** `null` as long as there is no name: before the first comment. */
export function toAuthor(row: AuthorRow | undefined): Author | null {
  if (row === undefined || row.name === null) return null
  return {
    id: row.id,
    name: row.name,
    guest: row.guest === 1,
    ...(row.badge === null ? {} : { badge: row.badge }),
    ...(row.label === null ? {} : { label: row.label }),
  }
}
