import type { CommentId } from '@afterword/storage'
import { findCommentOnSite } from '../database/comments.ts'
import type { CommentRow } from '../database/comments.ts'
import type { Queries } from '../database/queries.ts'
import { raiseThreadById } from '../database/threads.ts'
import type { ThreadRow } from '../database/threads.ts'

/** A comment wherever it is, and its thread with the number that is taken for a change. */
export interface Taken {
  readonly thread?: ThreadRow
  readonly row?: CommentRow
}

/** Takes the next number of a comment's thread, on whichever page of the site it is. Empty when nothing is left of it. */
export async function takeOnSite(queries: Queries, siteId: number, id: CommentId): Promise<Taken> {
  const found = await findCommentOnSite(queries, siteId, id)
  const thread = found && (await raiseThreadById(queries, found.thread_id))
  // Read again: until here somebody else may have been at it.
  const row = thread && (await findCommentOnSite(queries, siteId, id))
  if (thread === undefined || row === undefined) return {}
  // Its page was merged into another one meanwhile; the number that was taken there is nobody's.
  return row.thread_id === thread.id ? { thread, row } : takeOnSite(queries, siteId, id)
}
