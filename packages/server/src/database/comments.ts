import type { Selectable, Updateable } from 'kysely'
import type { AuthorRow } from './authors.ts'
import type { Queries } from './queries.ts'
import { prepared } from './prepared.ts'
import type { AuthorsTable, CommentsTable } from './tables.ts'

/** A comment with what its author's row adds. */
export type CommentRow = Selectable<CommentsTable> & {
  readonly author_guest: AuthorsTable['guest'] | null
  readonly author_badge: AuthorsTable['badge']
  readonly author_label: string | null
}

/** Every query that answers with comments starts here. */
export function selectComments(queries: Queries) {
  return queries
    .selectFrom('comments')
    .leftJoin('authors', 'authors.id', 'comments.author_id')
    .selectAll('comments')
    .select(['authors.guest as author_guest', 'authors.badge as author_badge', 'authors.label as author_label'])
}

export async function findComment(queries: Queries, threadId: number, id: string): Promise<CommentRow | undefined> {
  const [row] = await byThread(queries, { threadId, id })
  return row
}

const byThread = prepared((queries, { threadId, id }: { readonly threadId: number; readonly id: string }) =>
  selectComments(queries).where('comments.thread_id', '=', threadId).where('comments.id', '=', id),
)

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
  const [row] = await bySite(queries, { siteId, id })
  return row
}

interface CommentKey {
  readonly siteId: number
  readonly id: string
}

const bySite = prepared((queries, { siteId, id }: CommentKey) =>
  selectComments(queries).where('comments.site_id', '=', siteId).where('comments.id', '=', id),
)

/** Adds a comment of this author; returns it as it is found from now on. */
export async function addComment(
  queries: Queries,
  { guest, badge, label }: AuthorRow,
  comment: Selectable<CommentsTable>,
): Promise<CommentRow> {
  await insertComment(queries, comment)
  return { ...comment, author_guest: guest, author_badge: badge, author_label: label }
}

const insertComment = prepared((queries, comment: Selectable<CommentsTable>) =>
  queries.insertInto('comments').values(comment),
)

export async function updateComment(
  queries: Queries,
  siteId: number,
  id: string,
  values: Updateable<CommentsTable>,
): Promise<void> {
  await queries.updateTable('comments').set(values).where('site_id', '=', siteId).where('id', '=', id).execute()
}

/** Counts a direct reply that got a row (1) or lost it (-1). */
export async function countChild(queries: Queries, siteId: number, parentId: string, by: 1 | -1): Promise<void> {
  await count(queries, siteId, parentId, 'children', by)
}

/** Counts a reply at any depth that is served from now on (1) or is not any more (-1). */
export async function countReply(queries: Queries, siteId: number, rootId: string, by: 1 | -1): Promise<void> {
  await count(queries, siteId, rootId, 'replies', by)
}

async function count(
  queries: Queries,
  siteId: number,
  id: string,
  column: 'children' | 'replies',
  by: 1 | -1,
): Promise<void> {
  await (column === 'children' ? addToChildren : addToReplies)(queries, { siteId, id, by })
}

const addToChildren = adding('children')
const addToReplies = adding('replies')

function adding(column: 'children' | 'replies') {
  return prepared((queries, { siteId, id, by }: CommentKey & { readonly by: number }) =>
    queries
      .updateTable('comments')
      .set((eb) => ({ [column]: eb(column, '+', by) }))
      .where('site_id', '=', siteId)
      .where('id', '=', id),
  )
}

/** Whether something below this path is served. */
export async function hasShownBelow(queries: Queries, threadId: number, path: string): Promise<boolean> {
  const row = await queries
    .selectFrom('comments')
    .select('id')
    .where('thread_id', '=', threadId)
    .where('shown', '=', 1)
    .where('path', '>', path)
    .where('path', '<', `${path}~`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Leaves nothing of it but its id, which cannot be used again. */
export async function eraseComment(queries: Queries, siteId: number, id: string): Promise<void> {
  await queries.deleteFrom('comments').where('site_id', '=', siteId).where('id', '=', id).execute()
  await queries.insertInto('spent_ids').values({ site_id: siteId, id }).execute()
}

/** What of a new comment belongs to another already. */
export interface Taken {
  /** Its id was that of a comment of which nothing is left. */
  readonly id: boolean
  /** Somebody with an account on the site, or one of its staff, has a name that looks like the writer's. */
  readonly name: boolean
}

/** @param foldedName as names are compared; `null`: the name is the writer's own */
export async function findTaken(
  queries: Queries,
  siteId: number,
  id: string,
  foldedName: string | null,
): Promise<Taken> {
  // No name is compared as nothing.
  const [row] = await taken(queries, { siteId, id, foldedName: foldedName ?? '' })
  return { id: Boolean(row?.id), name: Boolean(row?.account) || Boolean(row?.staff) }
}

const taken = prepared((queries, { siteId, id, foldedName }: CommentKey & { readonly foldedName: string }) => {
  const spent = queries.selectFrom('spent_ids').select('id').where('site_id', '=', siteId).where('id', '=', id)
  const accounts = queries
    .selectFrom('authors')
    .select('id')
    .where('site_id', '=', siteId)
    .where('folded_name', '=', foldedName)
  const staff = queries
    .selectFrom('staff')
    .leftJoin('roles', (join) => join.onRef('roles.staff_id', '=', 'staff.id').on('roles.site_id', '=', siteId))
    .select('staff.id')
    .where('staff.folded_name', '=', foldedName)
    .where((eb) => eb.or([eb('staff.everywhere', '=', 1), eb('roles.role', 'is not', null)]))
  return queries.selectNoFrom((eb) => [
    eb.exists(spent).as('id'),
    eb.exists(accounts).as('account'),
    eb.exists(staff).as('staff'),
  ])
})
