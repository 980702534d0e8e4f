import type { CommentId } from '@afterword/storage'
import type { Queries } from '../database/queries.ts'
import { addEvent } from '../database/events.ts'
import type { EventRow } from '../database/events.ts'
import { saveThread } from '../database/threads.ts'
import type { ThreadRow } from '../database/threads.ts'

/** One change of a thread, within its transaction: what it tells, and what it does to the count. */
export interface Change {
  readonly queries: Queries
  readonly thread: ThreadRow
  readonly now: number
  /**
   * Tells the followers of something that happened to a comment. Each has a number of its own.
   *
   * @param root the top-level comment above one of which nothing is left
   */
  tell(type: EventRow['type'], id: CommentId, root?: CommentId): Promise<void>
  /** Comments that can be read became more, or fewer. */
  count(by: 1 | -1): void
  /** Writes down the thread's last number and its count. The last thing to be done. */
  finish(): Promise<void>
}

/** Begins with the number that raising the thread has taken. */
export function beginChange(queries: Queries, thread: ThreadRow, now: number): Change {
  let next = thread.seq
  let { count } = thread
  return {
    queries,
    thread,
    now,
    async tell(type, id, root = id) {
      await addEvent(queries, { thread_id: thread.id, seq: next, type, comment_id: id, root_id: root, at: now })
      next += 1
    },
    count(by) {
      count += by
    },
    async finish() {
      // Where nothing was told, the number that was taken is given back: no follower may miss one.
      const seq = next - 1
      if (seq !== thread.seq || count !== thread.count) await saveThread(queries, { ...thread, seq, count })
    },
  }
}
