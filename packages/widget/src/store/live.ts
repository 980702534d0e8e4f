import { signal, type Signal } from '@preact/signals'
import type { Comment, CommentId, PageKey, StorageAdapter, ThreadEvent } from '@afterword/storage'
import type { Comments } from './comments.ts'
import type { Announcement } from './models.ts'
import type { PassagesStore } from './passages.ts'
import type { ThreadStore } from './thread.ts'

/** What happens while the thread is open. */
export interface LiveStore {
  readonly online: Signal<boolean>
  /** Follows the thread from this number on; called again after it was read afresh. */
  follow(since: number): void
  showArrived(): void
}

export interface LiveDeps {
  readonly adapter: StorageAdapter
  readonly page: PageKey
  readonly comments: Comments
  readonly passages: PassagesStore
  readonly thread: () => ThreadStore
  /** How many comments wait to be shown. */
  readonly arrived: Signal<number>
  readonly announce: (announcement: Announcement) => void
  /** Whether showing a comment below this parent now would push away what the reader is looking at. */
  readonly wouldMove: (parent: CommentId | null) => boolean
  readonly signal: AbortSignal
}

export function createLive({
  adapter,
  page,
  comments,
  passages,
  thread,
  arrived,
  announce,
  wouldMove,
  signal: abort,
}: LiveDeps): LiveStore {
  const online = signal(true)
  const held = new Map<CommentId, Comment>()
  let stop: (() => void) | undefined

  function hold(comment: Comment): void {
    held.set(comment.id, comment)
    arrived.value = held.size
    announce({ type: 'arrived', count: held.size })
  }

  function release(id: CommentId): void {
    if (held.delete(id)) arrived.value = held.size
  }

  function show(comment: Comment): void {
    thread().show(comment).fresh.value = true
  }

  function created(comment: Comment): void {
    const known = comments.find(comment.id)
    if (known !== undefined) {
      comments.put(comment)
      known.delivery.value = 'sent'
      return
    }
    const { parent, root } = comment
    if (parent === null) {
      // In the oldest-first order it stands behind pages that are still to come.
      if (thread().order.value === 'oldest' && thread().more.available.value) return
    } else if (comments.find(parent) === undefined) {
      // Its place is in a part of the branch that is not here: it comes when that is loaded.
      if (!held.has(parent)) return void comments.find(root)?.more.shift(1)
    }
    if ((parent !== null && held.has(parent)) || wouldMove(parent)) hold(comment)
    else show(comment)
  }

  function receive(event: ThreadEvent): void {
    if (event.type === 'connection') {
      if (online.value !== event.live) announce({ type: event.live ? 'online' : 'offline' })
      online.value = event.live
      return
    }
    if (event.type === 'reset') {
      void thread().open()
      return
    }
    thread().state.value = { ...thread().state.value, seq: event.seq, count: event.count }
    passages.receive(event)
    switch (event.type) {
      case 'created':
        created(event.comment)
        break
      case 'changed':
        if (held.has(event.comment.id)) held.set(event.comment.id, event.comment)
        else if (comments.find(event.comment.id)) comments.put(event.comment)
        break
      case 'removed':
        release(event.id)
        if (event.comment === null) thread().drop(event.id)
        else if (comments.find(event.id)) comments.put(event.comment)
        break
      case 'thread':
        thread().state.value = event.thread
        break
    }
  }

  return {
    online,
    follow(since) {
      stop?.()
      // What waited is among what was read, or behind a cursor, or removed by now.
      held.clear()
      arrived.value = 0
      if (adapter.supports.subscribe && !abort.aborted) {
        stop = adapter.subscribe(page, { since, signal: abort }, receive)
      }
    },
    showArrived() {
      const waiting = [...held.values()].toSorted((a, b) => a.seq - b.seq)
      held.clear()
      arrived.value = 0
      for (const comment of waiting) show(comment)
    },
  }
}
