import { batch, type Signal } from '@preact/signals'
import type { Comment, CommentId, PageKey, ThreadEvent } from '@afterword/storage'
import type { Outbox } from '@afterword/storage/outbox'
import type { Comments, StoredModel } from './comments.ts'
import type { Announcement } from './models.ts'
import type { PassagesStore } from './passages.ts'
import type { ThreadStore } from './thread-store.ts'

/** What happens while the thread is open. */
export interface LiveStore {
  /** Follows the thread from this number on; called again after it was read afresh. */
  follow(since: number): void
  showArrived(): StoredModel | null
  /** Shows the replies that wait below a comment. */
  showNews(above: StoredModel): StoredModel | null
  /** Shows one that no event brought, or holds it back where that would move what is being read. */
  bring(comment: Comment): void
  /** The number of the last change that is not held back. */
  seen(): number
}

export interface LiveDeps {
  readonly adapter: Outbox
  readonly page: PageKey
  readonly comments: Comments
  readonly passages: PassagesStore
  readonly thread: () => ThreadStore
  /** Whether the store can be reached. */
  readonly online: Signal<boolean>
  /** How many comments wait to be shown at the top level, with what was answered to them meanwhile. */
  readonly arrived: Signal<number>
  readonly announce: (announcement: Announcement) => void
  /** Whether showing a comment below this parent now would push away what the reader is looking at. */
  readonly wouldMove: (parent: CommentId | null) => boolean
  readonly isViewer: (comment: Comment) => boolean
  /** Whether a comment that is not served any more stays, since it is the viewer’s own and may be held. */
  readonly keepHeld: (comment: StoredModel) => boolean
  /** Does this about one that is not served any more: at once, and for who moderates when it is known that it is not hidden. */
  readonly whenGone: (event: ThreadEvent & { readonly type: 'removed' }, gone: () => void) => void
  readonly signal: AbortSignal
}

/** A comment that waits, and the shown one below which it waits; `null`: at the top level. */
interface Held {
  readonly comment: Comment
  readonly above: StoredModel | null
}

export function createLive(deps: LiveDeps): LiveStore {
  const { adapter, page, comments, thread, online, arrived, announce, wouldMove, signal: abort } = deps
  const held = new Map<CommentId, Held>()
  let stop: (() => void) | undefined

  const waitingBelow = (above: StoredModel | null): Signal<number> => above?.news ?? arrived

  function hold(comment: Comment, above: StoredModel | null): void {
    held.set(comment.id, { comment, above })
    const waiting = waitingBelow(above)
    waiting.value += 1
    if (above === null) announce({ type: 'arrived', count: waiting.value })
    else announce({ type: 'replied', name: above.value.peek().author?.name ?? '' })
  }

  function release(id: CommentId): Held | undefined {
    const one = held.get(id)
    if (one === undefined) return undefined
    held.delete(id)
    waitingBelow(one.above).value -= 1
    return one
  }

  function show(comment: Comment): StoredModel {
    const model = thread().show(comment)
    model.fresh.value = !deps.isViewer(comment)
    return model
  }

  /** Shows what waits at one place, oldest first: a parent before what was answered to it. */
  function showWaiting(place: StoredModel | null): StoredModel | null {
    const waiting = [...held.values()].filter(({ above }) => above === place).map(({ comment }) => comment)
    const shown = batch(() =>
      waiting
        .toSorted((a, b) => a.seq - b.seq)
        .map((comment) => {
          release(comment.id)
          return show(comment)
        }),
    )
    return shown[0] ?? null
  }

  function isClosed(model: StoredModel | undefined): boolean {
    return model !== undefined && (model.collapsed.peek() || isClosed(comments.parentOf(model)))
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
      const { order, more, earlier } = thread()
      // In the oldest-first order it stands behind pages that are still to come.
      if (order.value === 'oldest' && more.available.value) return
      // And in the others before pages that are not here, when the thread is shown around one comment.
      if (earlier.available.value || wouldMove(null)) hold(comment, null)
      else show(comment)
      return
    }
    const waits = held.get(parent)
    const above = comments.find(parent)
    if (waits !== undefined) hold(comment, waits.above)
    // Its place is in a part of the branch that is not here: it comes when that is loaded.
    else if (above === undefined) comments.find(root)?.more.shift(1)
    else if (!isClosed(above) && wouldMove(parent)) hold(comment, above)
    else show(comment)
  }

  function changed(comment: Comment): void {
    const waits = held.get(comment.id)
    if (waits !== undefined) held.set(comment.id, { ...waits, comment })
    else if (comments.find(comment.id) !== undefined) comments.put(comment)
  }

  function removed(id: CommentId, tombstone: Comment | null): void {
    // Where replies wait below it, the tombstone waits with them.
    if (tombstone !== null) return changed(tombstone)
    release(id)
    const model = comments.find(id)
    if (model !== undefined && deps.keepHeld(model)) return
    thread().vacate(id)
  }

  function receive(event: ThreadEvent): void {
    if (event.type === 'connection') {
      if (online.value !== event.live) announce({ type: event.live ? 'online' : 'offline' })
      online.value = event.live
      // The store is there: what waits does not wait for the end of its pause.
      if (event.live) void adapter.flush()
      return
    }
    if (event.type === 'reset') {
      void thread().open()
      return
    }
    thread().state.value = { ...thread().state.value, seq: event.seq, count: event.count }
    deps.passages.receive(event)
    switch (event.type) {
      case 'created':
        created(event.comment)
        break
      case 'changed':
        changed(event.comment)
        break
      case 'removed':
        deps.whenGone(event, () => removed(event.id, event.comment))
        break
      case 'thread':
        thread().state.value = event.thread
        break
    }
  }

  return {
    follow(since) {
      stop?.()
      // What waited is among what was read, or behind a cursor, or removed by now.
      for (const id of held.keys()) release(id)
      if (adapter.supports.subscribe && !abort.aborted) {
        stop = adapter.subscribe(page, { since, signal: abort }, receive)
      }
    },
    showArrived() {
      // Their place is before what is here: only the whole thread has it.
      if (!thread().earlier.available.peek() || thread().order.peek() === 'oldest') return showWaiting(null)
      void thread().showAll()
      return null
    },
    showNews: showWaiting,
    bring(comment) {
      const { parent } = comment
      // A reply to what waits itself has its place when that is shown.
      const above = parent === null ? null : comments.find(parent)
      if (held.has(comment.id)) changed(comment)
      else if (above === undefined || !wouldMove(parent)) show(comment)
      else hold(comment, above)
    },
    seen() {
      const first = Math.min(...[...held.values()].map(({ comment }) => comment.seq))
      return held.size === 0 ? thread().state.peek().seq : first - 1
    },
  }
}
