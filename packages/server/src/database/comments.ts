import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Queries } from './database.ts'
import type { AuthorsTable, CommentsTable } from './tables.ts'

/** A comment with what its author's row adds. */
export type CommentRow = Selectable<CommentsTable> & {
  readonly author_guest: AuthorsTable['guest'] | null
  readonly author_badge: AuthorsTable['badge']
}

/** Every query that answers with comments starts here. */
export function selectComments(queries: Queries) {
  return queries
    .selectFrom('comments')
    .leftJoin('authors', 'authors.id', 'comments.author_id')
    .selectAll('comments')
    .select(['authors.guest as author_guest', 'authors.badge as author_badge'])
}

export async function findComment(queries: Queries, threadId: number, id: string): Promise<CommentRow | undefined> {
  return selectComments(queries)
    .where('comments.thread_id', '=', threadId)
    .where('comments.id', '=', id)
    .executeTakeFirst()
}

export async function findComments(
  queries: Queries,
  threadId: number,
  ids: readonly string[],
): Promise<readonly CommentRow[]> {
  if (ids.length === 0) return []
  return selectComments(queries)
    .where('comments.thread_id', '=', threadId)
    .where('comments.id', 'in', [...ids])
    .execute()
}

/** On whichever page of the site: an id is taken once for all of them. */
export async function findCommentOnSite(queries: Queries, siteId: number, id: string): Promise<CommentRow | undefined> {
  return selectComments(queries).where('comments.site_id', '=', siteId).where('comments.id', '=', id).executeTakeFirst()
}

export async function addComment(queries: Queries, comment: Insertable<CommentsTable>): Promise<void> {
  await queries.insertInto('comments').values(comment).execute()
}

export async function updateComment(
  queries: Queries,
  siteId: number,
  id: string,
  values: Updateable<CommentsTable>,
): Promise<void> {
  await queries.updateTable('comments').set(values).where('site_id', '=', siteId).where('id', '=', id).execute()
}

/** Counts a reply that came (1) or went (-1): among the parent's direct ones, and among those below the top-level one. */
export async function countReply(
  queries: Queries,
  siteId: number,
  parentId: string,
  rootId: string,
  by: 1 | -1,
): Promise<void> {
  const count = (column: 'children' | 'replies', id: string) =>
    queries
      .updateTable('comments')
      .set((eb) => ({ [column]: eb(column, '+', by) }))
      .where('site_id', '=', siteId)
      .where('id', '=', id)
      .execute()
  await count('children', parentId)
  await count('replies', rootId)
}

/** Leaves nothing of it but its id, which cannot be used again. */
export async function eraseComment(queries: Queries, siteId: number, id: string): Promise<void> {
  await queries.deleteFrom('comments').where('site_id', '=', siteId).where('id', '=', id).execute()
  await queries.insertInto('spent_ids').values({ site_id: siteId, id }).execute()
}

export async function isSpent(queries: Queries, siteId: number, id: string): Promise<boolean> {
  const row = await queries
    .selectFrom('spent_ids')
    .select('id')
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}
