import type { Insertable, Selectable } from 'kysely'
import type { AuthorRow } from './authors.ts'
import type { Queries } from './queries.ts'
import type { ReaderSessionsTable } from './tables.ts'

export type ReaderSessionRow = Selectable<ReaderSessionsTable>

/** Adds one, and forgets those whose time is over. */
export async function addReaderSession(
  queries: Queries,
  row: Insertable<ReaderSessionsTable>,
  now: number,
): Promise<void> {
  await queries.deleteFrom('access_tokens').where('expires_at', '<=', now).execute()
  const over = queries.selectFrom('reader_sessions').select('id').where('expires_at', '<=', now)
  await queries.deleteFrom('access_tokens').where('session_id', 'in', over).execute()
  await queries.deleteFrom('reader_sessions').where('expires_at', '<=', now).execute()
  await queries.insertInto('reader_sessions').values(row).execute()
}

export async function findReaderSession(
  queries: Queries,
  siteId: number,
  id: string,
  now: number,
): Promise<ReaderSessionRow | undefined> {
  return queries
    .selectFrom('reader_sessions')
    .selectAll()
    .where('id', '=', id)
    .where('site_id', '=', siteId)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

/** Whether the old one was still good: of two who refresh at once, one is too late. */
export async function rotateReaderSession(
  queries: Queries,
  id: string,
  from: string,
  to: string,
  expiresAt: number,
): Promise<boolean> {
  const result = await queries
    .updateTable('reader_sessions')
    .set({ refresh_hash: to, previous_hash: from, expires_at: expiresAt })
    .where('id', '=', id)
    .where('refresh_hash', '=', from)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function addAccessToken(
  queries: Queries,
  row: { readonly token_hash: string; readonly session_id: string; readonly expires_at: number },
): Promise<void> {
  await queries.insertInto('access_tokens').values(row).execute()
}

/** Who holds this token on this site, and by which session. */
export async function findByAccessToken(
  queries: Queries,
  siteId: number,
  tokenHash: string,
  now: number,
): Promise<{ readonly author: AuthorRow; readonly session: ReaderSessionRow } | undefined> {
  const session = await queries
    .selectFrom('access_tokens')
    .innerJoin('reader_sessions', 'reader_sessions.id', 'access_tokens.session_id')
    .selectAll('reader_sessions')
    .where('access_tokens.token_hash', '=', tokenHash)
    .where('access_tokens.expires_at', '>', now)
    .where('reader_sessions.site_id', '=', siteId)
    .where('reader_sessions.expires_at', '>', now)
    .executeTakeFirst()
  if (session === undefined) return undefined
  const author = await queries.selectFrom('authors').selectAll().where('id', '=', session.author_id).executeTakeFirst()
  // They may have deleted their account between the two.
  return author && { author, session }
}

export async function endReaderSession(queries: Queries, id: string): Promise<void> {
  await queries.deleteFrom('access_tokens').where('session_id', '=', id).execute()
  await queries.deleteFrom('reader_sessions').where('id', '=', id).execute()
}

/** Ends every session of an author, or of one of the staff on every site. */
export async function endReaderSessionsOf(
  queries: Queries,
  whose: 'author_id' | 'staff_id',
  id: string,
): Promise<void> {
  const theirs = queries.selectFrom('reader_sessions').select('id').where(whose, '=', id)
  await queries.deleteFrom('access_tokens').where('session_id', 'in', theirs).execute()
  await queries.deleteFrom('reader_sessions').where(whose, '=', id).execute()
}
