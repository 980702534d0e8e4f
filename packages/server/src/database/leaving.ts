import type { Selectable } from 'kysely'
import type { Queries } from './queries.ts'
import type { CommentsTable, IdentitiesTable, ReactionsTable, ReaderSessionsTable, ReportsTable } from './tables.ts'

/** Whose: an author of a site. */
export interface Whose {
  readonly siteId: number
  readonly authorId: string
}

export type WrittenRow = Selectable<CommentsTable> & { readonly page: string }
export type ReactedRow = Selectable<ReactionsTable> & { readonly page: string }
export type ReportedRow = Selectable<ReportsTable> & { readonly page: string }

/** What somebody wrote anywhere on the site, whatever became of it, in the order of its ids; a part of it. */
export async function readWritten(
  queries: Queries,
  { siteId, authorId }: Whose,
  after: string,
  limit: number,
): Promise<readonly WrittenRow[]> {
  return queries
    .selectFrom('comments')
    .innerJoin('threads', 'threads.id', 'comments.thread_id')
    .selectAll('comments')
    .select('threads.page')
    .where('comments.site_id', '=', siteId)
    .where('comments.author_id', '=', authorId)
    .where('comments.id', '>', after)
    .orderBy('comments.id')
    .limit(limit)
    .execute()
}

export async function readReacted(
  queries: Queries,
  { siteId, authorId }: Whose,
  limit: number,
): Promise<readonly ReactedRow[]> {
  return queries
    .selectFrom('reactions')
    .innerJoin('threads', 'threads.id', 'reactions.thread_id')
    .selectAll('reactions')
    .select('threads.page')
    .where('reactions.site_id', '=', siteId)
    .where('reactions.author_id', '=', authorId)
    .limit(limit)
    .execute()
}

export async function readReported(
  queries: Queries,
  { siteId, authorId }: Whose,
  limit: number,
): Promise<readonly ReportedRow[]> {
  return queries
    .selectFrom('reports')
    .innerJoin('threads', 'threads.id', 'reports.thread_id')
    .selectAll('reports')
    .select('threads.page')
    .where('reports.site_id', '=', siteId)
    .where('reports.author_id', '=', authorId)
    .limit(limit)
    .execute()
}

export async function readIdentitiesOf(
  queries: Queries,
  { siteId, authorId }: Whose,
): Promise<readonly Selectable<IdentitiesTable>[]> {
  return queries
    .selectFrom('identities')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('author_id', '=', authorId)
    .execute()
}

export async function readSessionsOf(
  queries: Queries,
  { siteId, authorId }: Whose,
  now: number,
): Promise<readonly Selectable<ReaderSessionsTable>[]> {
  return queries
    .selectFrom('reader_sessions')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('author_id', '=', authorId)
    .where('expires_at', '>', now)
    .execute()
}

/** A thread in which somebody has left something that others see: a comment or a reaction. */
export async function findTrace(queries: Queries, { siteId, authorId }: Whose): Promise<number | undefined> {
  const written = await queries
    .selectFrom('comments')
    .select('thread_id')
    .where('site_id', '=', siteId)
    .where('author_id', '=', authorId)
    .limit(1)
    .executeTakeFirst()
  if (written !== undefined) return written.thread_id
  const reacted = await queries
    .selectFrom('reactions')
    .select('thread_id')
    .where('site_id', '=', siteId)
    .where('author_id', '=', authorId)
    .limit(1)
    .executeTakeFirst()
  return reacted?.thread_id
}

/** What somebody wrote in a thread, the last first: a reply before what it answers. */
export async function writtenIn(
  queries: Queries,
  threadId: number,
  authorId: string,
  limit: number,
): Promise<readonly string[]> {
  const rows = await queries
    .selectFrom('comments')
    .select('id')
    .where('thread_id', '=', threadId)
    .where('author_id', '=', authorId)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** Takes away all that is known of an author who has left nothing that others see. */
export async function eraseAuthor(queries: Queries, { siteId, authorId }: Whose): Promise<void> {
  const sessions = queries.selectFrom('reader_sessions').select('id').where('author_id', '=', authorId)
  await queries.deleteFrom('access_tokens').where('session_id', 'in', sessions).execute()
  for (const table of ['reader_sessions', 'identities', 'reports', 'notes'] as const) {
    await queries.deleteFrom(table).where('site_id', '=', siteId).where('author_id', '=', authorId).execute()
  }
  await queries.deleteFrom('authors').where('id', '=', authorId).execute()
}

/** The books tell of a name that somebody had: they go on to tell what was done, and to nobody by name. */
export async function unnameInAudit(queries: Queries, siteId: number, name: string, instead: string): Promise<void> {
  await queries
    .updateTable('audit')
    .set({ about: instead })
    .where('site_id', '=', siteId)
    .where('what', 'in', ['labelled', 'took the label from'])
    .where('about', '=', name)
    .execute()
}

/** Sign-ins under way in which somebody was found out already, or a mail was sent to them. */
export async function dropHandOversOf(
  queries: Queries,
  siteId: number,
  isTheirs: (json: string) => boolean,
): Promise<void> {
  const rows = await queries
    .selectFrom('hand_overs')
    .select(['id', 'person', 'flow'])
    .where('site_id', '=', siteId)
    .where((eb) => eb.or([eb('person', 'is not', null), eb('flow', 'is not', null)]))
    .execute()
  for (const { id, person, flow } of rows) {
    const theirs = [person, flow].some((json) => json !== null && isTheirs(json))
    if (theirs) await queries.deleteFrom('hand_overs').where('id', '=', id).execute()
  }
}

/** Mails to an address that were not sent yet. */
export async function dropMailsTo(queries: Queries, siteId: number, address: string): Promise<void> {
  await queries.deleteFrom('mails').where('site_id', '=', siteId).where('recipient', '=', address).execute()
}
