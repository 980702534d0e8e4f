import type { CommentId, PageKey, StorageAdapter } from '@afterword/storage'
import { isPassing } from '@afterword/storage'
import type { Comments, StoredModel } from './comments.ts'
import type { Announcement } from './models.ts'
import { isEnding, problemOf } from './problem.ts'
import type { Removal, RemovalStore } from './removal-store.ts'
import type { ThreadStore } from './thread-store.ts'

export interface RemovalsStore {
  /** Takes the comment away, and can give it back for a while. */
  remove(comment: StoredModel): Promise<void>
  undo(comment: StoredModel): Promise<void>
  /** While a reader is at the way back there is more time. */
  pause(comment: StoredModel, on: boolean): void
  /** Sends at once what still waits: the page is left. */
  flush(): void
  /** Tries again what could not be sent: the network is back. */
  retry(): void
  /** Goes on with what was not sent before. */
  restore(): Promise<void>
  /** Whether a comment is to be removed: read again, it is not shown again. */
  has(id: CommentId): boolean
  dispose(): void
}

export interface RemovalsDeps {
  readonly adapter: StorageAdapter
  readonly page: PageKey
  readonly kept: RemovalStore
  readonly comments: Comments
  readonly thread: ThreadStore
  readonly announce: (announcement: Announcement) => void
}

/** Milliseconds in which a removal can be taken back, and for which somebody who is at the button can think it over. */
const UNDO_TIME = 10_000
const LONGEST = 60_000
/** Milliseconds after which one that could not be sent is tried again. */
const PAUSE = 15_000

export function createRemovals({ adapter, page, kept, comments, thread, announce }: RemovalsDeps): RemovalsStore {
  const waiting = new Map<CommentId, Removal>()
  const timers = new Map<CommentId, ReturnType<typeof setTimeout>>()
  const sending = new Set<CommentId>()
  /** Those that could not be sent the last time. */
  const overdue = new Set<CommentId>()

  function wait(removal: Removal, time: number): void {
    clearTimeout(timers.get(removal.id))
    timers.set(
      removal.id,
      setTimeout(() => void send(removal), time),
    )
  }

  function forget(removal: Removal): void {
    clearTimeout(timers.get(removal.id))
    timers.delete(removal.id)
    waiting.delete(removal.id)
    overdue.delete(removal.id)
    void kept.delete(removal).catch(() => undefined)
  }

  /** Removing twice is removing once, so one that was cut off in the middle is sent again without harm. */
  async function send(removal: Removal): Promise<void> {
    if (sending.has(removal.id) || !waiting.has(removal.id)) return
    sending.add(removal.id)
    try {
      const tombstone = await adapter.remove(removal.page, removal.id)
      forget(removal)
      if (removal.page !== page) return
      if (tombstone === null) thread.vacate(removal.id)
      else comments.put(tombstone)
    } catch (cause) {
      const error = problemOf(cause)
      if (isEnding(error)) return
      if (isPassing(error)) {
        overdue.add(removal.id)
        return wait(removal, Math.max(PAUSE, (error.retryAfter ?? 0) * 1_000))
      }
      forget(removal)
      const model = removal.page === page ? thread.find(removal.id) : undefined
      if (model !== undefined) {
        model.leaving.value = false
        model.failure.value = error
      }
      announce({ type: 'refused', error })
    } finally {
      sending.delete(removal.id)
    }
  }

  return {
    async remove(comment) {
      if (waiting.has(comment.id)) return
      const removal: Removal = { page, id: comment.id }
      waiting.set(comment.id, removal)
      comment.leaving.value = true
      wait(removal, UNDO_TIME)
      announce({ type: 'removed' })
      await kept.put(removal).catch(() => undefined)
      // Taken back while it was being kept.
      if (!waiting.has(comment.id)) await kept.delete(removal).catch(() => undefined)
    },
    async undo(comment) {
      const removal = waiting.get(comment.id)
      if (removal === undefined || sending.has(comment.id)) return
      forget(removal)
      comment.leaving.value = false
      announce({ type: 'restored' })
    },
    pause(comment, on) {
      const removal = waiting.get(comment.id)
      if (removal === undefined || sending.has(comment.id)) return
      wait(removal, on ? LONGEST : UNDO_TIME)
    },
    retry() {
      for (const removal of waiting.values()) if (overdue.has(removal.id)) void send(removal)
    },
    flush() {
      for (const removal of waiting.values()) void send(removal)
    },
    async restore() {
      if (!adapter.supports.remove) return
      const left = await kept.all().catch(() => [])
      for (const removal of left) {
        if (waiting.has(removal.id)) continue
        waiting.set(removal.id, removal)
        const model = removal.page === page ? thread.find(removal.id) : undefined
        if (model !== undefined) model.leaving.value = true
        void send(removal)
      }
    },
    has: (id) => waiting.has(id),
    dispose() {
      for (const removal of waiting.values()) void send(removal)
      for (const timer of timers.values()) clearTimeout(timer)
      timers.clear()
    },
  }
}
