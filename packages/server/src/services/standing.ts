import {
  countChild,
  countReply,
  eraseComment,
  findComment,
  hasShownBelow,
  updateComment,
} from '../database/comments.ts'
import type { CommentRow } from '../database/comments.ts'
import type { CommentsTable } from '../database/tables.ts'
import type { Change } from './change.ts'

/*
 * Who is served what: a published comment as it is; any other one only when something below it is published, and
 * then as a tombstone, so that the replies have a place. Everything that changes a status or takes a comment away
 * goes through here, so counts, places and events always agree.
 */

/** Gives a comment a status, and tells what that changes for everybody. */
export async function stand(change: Change, row: CommentRow, status: CommentsTable['status']): Promise<void> {
  const { queries, thread } = change
  const was = row.status === 'published'
  const is = status === 'published'
  const shown = is || (await hasShownBelow(queries, thread.id, row.path)) ? 1 : 0
  await updateComment(queries, row.site_id, row.id, { status, shown })
  if (was !== is) change.count(is ? 1 : -1)
  if (is) await raiseAbove(change, row)
  await countShown(change, row, shown)
  if (was !== is || row.shown !== shown) await change.tell(is ? 'created' : 'removed', row.id)
  if (!is && shown === 0) await settleAbove(change, row)
}

/** Leaves nothing of a comment that has no direct replies, nor of what stood for its sake alone. */
export async function erase(change: Change, row: CommentRow): Promise<void> {
  const { queries } = change
  if (row.status === 'published') change.count(-1)
  await countShown(change, row, 0)
  await eraseComment(queries, row.site_id, row.id)
  await change.tell('removed', row.id, row.root_id)
  if (row.parent_id !== null) await countChild(queries, row.site_id, row.parent_id, -1)
  await settleAbove(change, row)
}

/** What stands above a comment that is served is served too, as a tombstone where it is not published. */
async function raiseAbove(change: Change, { parent_id }: CommentRow): Promise<void> {
  const parent = parent_id === null ? undefined : await findComment(change.queries, change.thread.id, parent_id)
  if (parent === undefined || parent.shown === 1) return
  await raiseAbove(change, parent)
  await updateComment(change.queries, parent.site_id, parent.id, { shown: 1 })
  await countShown(change, parent, 1)
  await change.tell('created', parent.id)
}

/** Tombstones above that have nothing below them any more go: for good, or out of sight while replies are held. */
async function settleAbove(change: Change, { parent_id }: CommentRow): Promise<void> {
  const { queries, thread } = change
  const parent = parent_id === null ? undefined : await findComment(queries, thread.id, parent_id)
  if (parent === undefined || parent.status === 'published') return
  if (parent.status === 'removed' && parent.source === null && parent.children === 0) return erase(change, parent)
  if (parent.shown === 0 || (await hasShownBelow(queries, thread.id, parent.path))) return
  await updateComment(queries, parent.site_id, parent.id, { shown: 0 })
  await countShown(change, parent, 0)
  await change.tell('removed', parent.id)
  await settleAbove(change, parent)
}

/** Keeps the count of replies that are served below the top-level comment. */
async function countShown({ queries }: Change, row: CommentRow, shown: 0 | 1): Promise<void> {
  if (row.parent_id === null || row.shown === shown) return
  await countReply(queries, row.site_id, row.root_id, shown === 1 ? 1 : -1)
}
