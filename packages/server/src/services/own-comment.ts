import { StorageError } from '@afterword/storage'
import type { Comment, CommentId } from '@afterword/storage'
import { findComment } from '../database/comments.ts'
import type { AuthorRow } from '../database/authors.ts'
import type { CommentRow } from '../database/comments.ts'
import type { Queries } from '../database/queries.ts'
import type { Site } from '../database/sites.ts'
import { raiseThread } from '../database/threads.ts'
import type { ThreadRow } from '../database/threads.ts'
import { authorOf } from './authors.ts'
import type { Arrival } from './moderation/phase.ts'
import type { Sender } from './moderation/asked/asker.ts'
import { toOwnComment } from './render.ts'

/** What everything that changes a comment of one's own begins and ends with. */

/** How a comment came here, and what of it is used up with it. */
export interface ArrivingPass extends Arrival {
  readonly spends: readonly string[]
}

/** On which page, and by whom. */
export interface Writer {
  readonly site: Site
  readonly page: string
  readonly token: string
  /** Where it is written from, hashed; left out or `null` when that is not known. */
  readonly neighbourhood?: string | null
  /** Who sends it, for whom the site's owner lets ask; never stored. */
  readonly sender?: Sender | undefined
  /** How a new comment came here; left out where it came by no request. */
  readonly arrival?: ArrivingPass | undefined
}

/** A comment, with the number that is taken for a change of it. */
export interface TakenComment {
  readonly thread: ThreadRow
  readonly row: CommentRow
  /** Who changes it. */
  readonly author: AuthorRow
  /** Whether they wrote it. */
  readonly isOwn: boolean
}

/**
 * Takes the thread's next number for a change of the writer's own comment.
 *
 * @param others whether it may be somebody else's, since it is a moderator who changes it
 * @throws StorageError `not-found`, also for a tombstone, or `forbidden`
 */
export async function takeOwn(
  queries: Queries,
  writer: Writer,
  id: CommentId,
  now: number,
  others = false,
): Promise<TakenComment> {
  const thread = await raiseThread(queries, writer.site.id, writer.page)
  const row = thread && (await findComment(queries, thread.id, id))
  if (thread === undefined || row === undefined || row.status === 'removed') {
    throw new StorageError('not-found', `There is no comment ${id} on ${writer.page}, or not any more.`, {
      field: 'id',
    })
  }
  const author = await authorOf(queries, writer.site.id, writer.token, now)
  const isOwn = author !== undefined && row.author_id === author.id
  if (author === undefined || !(isOwn || others)) throw notOwn(id)
  return { thread, row, author, isOwn }
}

/** @throws StorageError `forbidden` */
export async function requireOwn(
  queries: Queries,
  { site, token }: Writer,
  row: CommentRow,
  now: number,
): Promise<void> {
  const author = await authorOf(queries, site.id, token, now)
  if (author === undefined || row.author_id !== author.id) throw notOwn(row.id)
}

function notOwn(id: CommentId): StorageError {
  return new StorageError('forbidden', `The comment ${id} is somebody else’s. Only who wrote it may change it.`)
}

/** @throws StorageError `conflict` with the comment as it is now */
export function requireCurrent(row: CommentRow, version: number): void {
  if (row.version === version) return
  throw new StorageError(
    'conflict',
    `The comment ${row.id} is at version ${row.version}, and the change started from ${version}. Look at it as it is now, then change that.`,
    { current: toOwnComment(row), field: 'version' },
  )
}

export async function readBack(queries: Queries, thread: ThreadRow, id: CommentId): Promise<Comment> {
  const row = await findComment(queries, thread.id, id)
  if (row === undefined) throw new Error('A comment was written and is not there.')
  return toOwnComment(row)
}
