import type { ThreadEvent } from '@afterword/storage'
import { findComments } from '../database/comments.ts'
import type { CommentRow } from '../database/comments.ts'
import type { Queries } from '../database/queries.ts'
import { readEvents } from '../database/events.ts'
import type { EventRow } from '../database/events.ts'
import { findThread } from '../database/threads.ts'
import type { ThreadRow } from '../database/threads.ts'
import { toComment, toThreadState } from './render.ts'

export interface News {
  /** Where the page's thread is by now: another page's name when it was moved. */
  readonly page: string
  readonly events: readonly ThreadEvent[]
}

/**
 * What happened on a page after a number: in order, without a gap, at most `limit` of it (ask again from the
 * last). Each event is drawn from the comment as it is now, so words that were removed are in none of them.
 * When not everything after the number is known, the answer is one `reset`.
 */
export async function eventsSince(
  queries: Queries,
  siteId: number,
  page: string,
  since: number,
  limit = 100,
): Promise<readonly ThreadEvent[]> {
  const { events } = await newsSince(queries, siteId, page, since, limit)
  return events
}

/** The same, and where the thread is. */
export async function newsSince(
  queries: Queries,
  siteId: number,
  page: string,
  since: number,
  limit = 100,
): Promise<News> {
  const thread = await findThread(queries, siteId, page)
  if (thread === undefined) return { page, events: since === 0 ? [] : [{ type: 'reset', seq: 0 }] }
  return { page: thread.page, events: await eventsOf(queries, thread, page, since, limit) }
}

async function eventsOf(
  queries: Queries,
  thread: ThreadRow,
  page: string,
  since: number,
  limit: number,
): Promise<readonly ThreadEvent[]> {
  const last = thread.seq
  if (since === last) return []
  if (since > last) return [{ type: 'reset', seq: last }]
  const rows = (await readEvents(queries, thread.id, since, limit)).filter((row) => row.seq <= last)
  if (rows[0]?.seq !== since + 1) return [{ type: 'reset', seq: last }]
  const ids = new Set(rows.flatMap((row) => row.comment_id ?? []))
  const comments = new Map((await findComments(queries, thread.id, [...ids])).map((row) => [row.id, row]))
  const roots = new Set(rows.map((row) => rootOf(row, comments)).filter((id) => id !== null && !comments.has(id)))
  const replies = new Map(
    [
      ...comments.values(),
      ...(await findComments(
        queries,
        thread.id,
        [...roots].filter((id) => id !== null),
      )),
    ].map((row) => [row.id, row.replies]),
  )
  return rows.map((row) => {
    const root = rootOf(row, comments)
    const branch = { root: root ?? '', replies: replies.get(root ?? '') ?? 0 }
    return toEvent({ page, thread, branch }, row, comments.get(row.comment_id ?? ''))
  })
}

/** The top-level comment that an event is about something below of. */
function rootOf({ comment_id, root_id }: EventRow, comments: ReadonlyMap<string, CommentRow>): string | null {
  return comments.get(comment_id ?? '')?.root_id ?? root_id ?? comment_id
}

interface Surroundings {
  readonly page: string
  readonly thread: ThreadRow
  readonly branch: { readonly root: string; readonly replies: number }
}

function toEvent(
  { page, thread, branch }: Surroundings,
  event: EventRow,
  comment: CommentRow | undefined,
): ThreadEvent {
  const { seq, type, comment_id: id } = event
  const { count } = thread
  if (type === 'thread' || id === null) return { type: 'thread', seq, count, thread: toThreadState(page, thread) }
  if (comment === undefined || comment.shown !== 1) {
    return { type: 'removed', seq, count, id, ...branch, comment: null }
  }
  if (comment.status !== 'published') {
    return { type: 'removed', seq, count, id, ...branch, comment: toComment(comment) }
  }
  const { replies } = branch
  if (type === 'created') return { type, seq, count, comment: toComment(comment), replies }
  return { type: 'changed', seq, count, comment: toComment(comment) }
}
