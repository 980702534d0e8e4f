import { sql } from 'kysely'
import type { Order, Passage, PassageComment } from '@afterword/storage'
import { selectComments } from './comments.ts'
import type { CommentRow } from './comments.ts'
import type { Queries } from './queries.ts'

/** A place among the top-level comments: the one that stands there, or stood there when the cursor was made. */
export interface RootPlace {
  readonly seq: number
  readonly score: number
}

/** Which way to read from a place, and whether what stands there comes too. */
export interface From<Place> {
  readonly place: Place
  readonly toward: 'next' | 'previous'
  readonly inclusive?: boolean
}

/** Sorts after every path that begins with the one it is put behind. */
const BEHIND = '~'

/** Top-level comments in the wanted order, without those that are pinned; toward `previous` they come nearest first. */
export async function readRoots(
  queries: Queries,
  threadId: number,
  order: Order,
  limit: number,
  from?: From<RootPlace>,
): Promise<readonly CommentRow[]> {
  const down = (order === 'oldest') === (from?.toward === 'previous')
  const direction = down ? 'desc' : 'asc'
  let query = selectComments(queries)
    .where('comments.thread_id', '=', threadId)
    .where('comments.shown', '=', 1)
    .where((eb) => eb.or([eb('comments.pinned', '=', 0), eb('comments.status', '!=', 'published')]))
    .where('comments.parent_id', 'is', null)
  if (from !== undefined) {
    const compare = sql.raw(`${down ? '<' : '>'}${from.inclusive === true ? '=' : ''}`)
    query = query.where(
      order === 'top'
        ? sql<boolean>`(comments.score, comments.seq) ${compare} (${from.place.score}, ${from.place.seq})`
        : sql<boolean>`comments.seq ${compare} ${from.place.seq}`,
    )
  }
  if (order === 'top') query = query.orderBy('comments.score', direction)
  return query.orderBy('comments.seq', direction).limit(limit).execute()
}

/** The pinned comments of a page, the newest first. */
export async function readPinned(queries: Queries, threadId: number): Promise<readonly CommentRow[]> {
  return selectComments(queries)
    .where('comments.thread_id', '=', threadId)
    .where('comments.pinned', '=', 1)
    .where('comments.status', '=', 'published')
    .orderBy('comments.seq', 'desc')
    .execute()
}

export interface Root {
  readonly path: string
}

/**
 * The first replies below each of these, in reading order, in one query. It is a union of one bounded range of the
 * index for each top-level comment: a branch of ten thousand costs no more than one of ten.
 */
export async function readFirstReplies(
  queries: Queries,
  threadId: number,
  roots: readonly Root[],
  each: number,
): Promise<readonly CommentRow[]> {
  const [first, ...others] = roots.map((root) => replies(queries, threadId, root.path).limit(each))
  if (first === undefined) return []
  const branch = (query: typeof first) => queries.selectFrom(query.as('branch')).selectAll()
  return others
    .reduce((union, query) => union.unionAll(branch(query)), branch(first))
    .orderBy('path')
    .execute()
}

/** Replies of one branch in reading order, from a path on; toward `previous` they come nearest first. */
export async function readReplies(
  queries: Queries,
  threadId: number,
  root: Root,
  limit: number,
  from: From<string>,
): Promise<readonly CommentRow[]> {
  const compare = sql.raw(`${from.toward === 'next' ? '>' : '<'}${from.inclusive === true ? '=' : ''}`)
  return replies(queries, threadId, root.path, from.toward === 'next' ? 'asc' : 'desc')
    .where(sql<boolean>`comments.path ${compare} ${from.place}`)
    .limit(limit)
    .execute()
}

function replies(queries: Queries, threadId: number, rootPath: string, direction: 'asc' | 'desc' = 'asc') {
  return selectComments(queries)
    .where('comments.thread_id', '=', threadId)
    .where('comments.shown', '=', 1)
    .where('comments.path', '>', rootPath)
    .where('comments.path', '<', rootPath + BEHIND)
    .orderBy('comments.path', direction)
}

/** The newest passages of a page, in the order in which they were written. */
export async function readPassages(
  queries: Queries,
  threadId: number,
  limit: number,
): Promise<readonly PassageComment[]> {
  const rows = await queries
    .selectFrom('comments')
    .select(['id', 'passage', 'replies'])
    .where('thread_id', '=', threadId)
    .where('shown', '=', 1)
    .where('status', '=', 'published')
    .where('passage', 'is not', null)
    .orderBy('seq', 'desc')
    .limit(limit)
    .$narrowType<{ passage: string }>()
    .execute()
  return rows.toReversed().map(({ passage, ...row }) => ({ ...row, passage: JSON.parse(passage) as Passage }))
}

/** What stands at these paths, from the top down. */
export async function readAtPaths(
  queries: Queries,
  threadId: number,
  paths: readonly string[],
): Promise<readonly CommentRow[]> {
  if (paths.length === 0) return []
  return selectComments(queries)
    .where('comments.thread_id', '=', threadId)
    .where('comments.shown', '=', 1)
    .where('comments.path', 'in', [...paths])
    .orderBy('comments.path')
    .execute()
}

/** What one author wrote on a page and is still there, newest first. */
export async function readOwn(
  queries: Queries,
  threadId: number,
  authorId: string,
  limit: number,
): Promise<readonly { readonly id: string; readonly status: string; readonly created_at: number }[]> {
  return queries
    .selectFrom('comments')
    .select(['id', 'status', 'created_at'])
    .where('thread_id', '=', threadId)
    .where('author_id', '=', authorId)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
}

/**
 * What of a page is not published and has its words, the newest first: what waits for a verdict, or what had one. The
 * conditions that are written out are those of the index.
 */
export async function readUnpublished(
  queries: Queries,
  threadId: number,
  waits: boolean,
  limit: number,
): Promise<readonly CommentRow[]> {
  return selectComments(queries)
    .where('comments.thread_id', '=', threadId)
    .where(sql<boolean>`comments.status <> 'published' and comments.source is not null`)
    .where('comments.status', waits ? '=' : '!=', 'pending')
    .orderBy('comments.seq', 'desc')
    .limit(limit)
    .execute()
}

/** What of a page is published and was reported, the newest first. It begins with the reports, which are few: each verdict takes them away. */
export async function readReported(queries: Queries, threadId: number, limit: number): Promise<readonly CommentRow[]> {
  return selectComments(queries)
    .where('comments.id', 'in', (reports) =>
      reports.selectFrom('reports').select('reports.comment_id').where('reports.thread_id', '=', threadId),
    )
    .where('comments.thread_id', '=', threadId)
    .where('comments.status', '=', 'published')
    .orderBy('comments.seq', 'desc')
    .limit(limit)
    .execute()
}
