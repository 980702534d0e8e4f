import { batch, signal, type Signal } from '@preact/signals'
import type {
  Comment,
  CommentId,
  Moderated,
  ModeratedComment,
  Moderation,
  PageKey,
  StorageAdapter,
  StorageError,
} from '@afterword/storage'
import type { Comments } from './comments.ts'
import type { Announcement, DoneModeration, ModeratingModel, Standing } from './models.ts'
import { isEnding, problemOf } from './problem.ts'
import type { ThreadStore } from './thread-store.ts'
import type { ViewerStore } from './viewer.ts'

/** What is not published, from inside the store: it comes apart from the thread, to moderators alone. */
export interface ModeratingStore extends ModeratingModel {
  /** The comment with its words, where a tombstone stands for it. */
  asSeen(comment: Comment): Comment
  /** It is not served any more. It stays until it is known whether it is hidden; when nothing is left of it, `gone` is done. */
  keep(id: CommentId, tombstone: Comment | null, gone: () => void): void
  /** Finds out anew what is not published: the thread was read again, or the viewer moderates no more. */
  know(): void
}

export interface ModeratingDeps {
  readonly adapter: StorageAdapter
  readonly page: PageKey
  readonly comments: Comments
  readonly thread: ThreadStore
  readonly viewer: ViewerStore
  /** Shows one that came while the thread was open, or holds it back where that would move what is being read. */
  readonly bring: (comment: Comment) => void
  readonly announce: (announcement: Announcement) => void
  readonly signal: AbortSignal
}

/** One that readers are not served, and what they are served in its place. */
interface Hidden {
  readonly comment: Comment
  readonly tombstone: Comment | null
}

const NOTHING: Standing = { verdict: null, reports: 0, done: null, asking: null, sending: false }
/** Of a ban that is lifted so many comments are put back at once; the rest in the dashboard. */
const MOST_RESTORED = 1_000

export function createModerating(deps: ModeratingDeps): ModeratingStore {
  const { adapter, page, comments, thread, viewer, bring, announce, signal: abort } = deps
  const hidden = new Map<CommentId, Hidden>()
  const standings = new Map<CommentId, Signal<Standing>>()
  /** Those of which it is not known whether they are hidden or gone. */
  const doubtful = new Map<CommentId, () => void>()
  const more = signal(false)
  let reading = false
  let again = false
  let first = true

  function standing(id: CommentId): Signal<Standing> {
    const known = standings.get(id) ?? signal(NOTHING)
    standings.set(id, known)
    return known
  }

  function set(id: CommentId, values: Partial<Standing>): void {
    const now = standing(id)
    now.value = { ...now.peek(), ...values }
    const model = comments.find(id)
    const { done, asking, sending, reports } = now.peek()
    // While it is on its way, too: readers' news of it may be here before the answer.
    if (model !== undefined) model.moderated.value = done !== null || asking !== null || sending || reports > 0
  }

  /** Takes over one as it is now. */
  function take({ comment, verdict, reports }: ModeratedComment): void {
    const { id } = comment
    if (comment.status === 'published') hidden.delete(id)
    else hidden.set(id, { comment, tombstone: hidden.get(id)?.tombstone ?? tombstoneOf(id) })
    set(id, { verdict, reports })
    if (comments.find(id) !== undefined) comments.put(comment)
    else if (first) thread.show(comment)
    else bring(comment)
    const model = comments.find(id)
    if (model !== undefined) viewer.mark([model])
  }

  function tombstoneOf(id: CommentId): Comment | null {
    const now = comments.find(id)?.value.peek()
    return now !== undefined && now.author === null ? now : null
  }

  /** What readers see from now on is all that there is. */
  function letGo(id: CommentId): void {
    const one = hidden.get(id)
    hidden.delete(id)
    const shown = comments.find(id)?.value.peek()
    if (one === undefined || shown === undefined || shown.status === 'published') return
    if (one.tombstone === null) thread.drop(id)
    else comments.put(one.tombstone)
  }

  /** Published ones stand where they stand, or are not read yet: what is known of them waits. */
  function markReported(reported: readonly ModeratedComment[], isMore: boolean): void {
    const now = new Map(reported.map((item) => [item.comment.id, item]))
    for (const [id, known] of standings) {
      const settled = known.peek().reports > 0 && !hidden.has(id) && !now.has(id)
      if (settled && !isMore) set(id, { reports: 0 })
    }
    for (const [id, { verdict, reports }] of now) set(id, { verdict, reports })
  }

  async function read(): Promise<void> {
    if (!viewer.moderates.peek()) {
      for (const id of hidden.keys()) letGo(id)
      for (const id of standings.keys()) set(id, { reports: 0 })
      for (const gone of doubtful.values()) gone()
      doubtful.clear()
      return
    }
    const asked = new Map(doubtful)
    const { comments: items, reported, more: isMore } = await adapter.unpublished(page, { signal: abort })
    const there = new Set(items.map(({ comment }) => comment.id))
    batch(() => {
      // Replies behind what they answer.
      for (const item of items.toSorted((a, b) => a.comment.seq - b.comment.seq)) take(item)
      markReported(reported, isMore)
      for (const id of hidden.keys()) if (!there.has(id) && (!isMore || asked.has(id))) letGo(id)
      for (const [id, gone] of asked) {
        if (doubtful.get(id) === gone) doubtful.delete(id)
        if (!there.has(id)) gone()
      }
      more.value = isMore
      first = false
    })
  }

  async function know(): Promise<void> {
    again = reading
    if (reading) return
    reading = true
    try {
      await read()
    } catch (cause) {
      failed(problemOf(cause))
    } finally {
      reading = false
    }
    if (again) return know()
  }

  /** What may be gone is taken away: it comes back when it turns out to be hidden. */
  function failed(error: StorageError): void {
    if (isEnding(error)) return
    for (const gone of doubtful.values()) gone()
    doubtful.clear()
    // They were dismissed, or signed out elsewhere: this takes away all that they saw.
    if (error.code === 'unauthorized' || error.code === 'forbidden') viewer.moderates.value = false
    else announce({ type: 'refused', error })
  }

  /** What takes it back. */
  function undoOf(before: Comment | undefined, moderation: Moderation, answer: Moderated): Moderation | null {
    switch (moderation.type) {
      case 'decide': {
        const { from, to } = moderation
        return from === to ? null : { type: 'decide', from: to, to: from }
      }
      case 'pin':
        return { type: 'pin', pinned: !moderation.pinned }
      case 'label':
        return { type: 'label', label: before?.author?.label ?? null }
      case 'ban':
        return { type: 'unban', restore: answer.hidden.slice(0, MOST_RESTORED) }
      case 'unban':
        return null
    }
  }

  return {
    standing,
    more,
    ask: (id, asking) => set(id, { asking }),
    async moderate(id, moderation) {
      if (standing(id).peek().sending) return null
      const model = comments.find(id)
      const before = model?.value.peek()
      if (model !== undefined) model.failure.value = null
      set(id, { sending: true })
      try {
        const answer = await adapter.moderate(page, id, moderation, { signal: abort })
        const { item } = answer
        // Sent twice since the first answer was lost, it is as it was meant to be.
        const meant = moderation.type === 'decide' && item.comment.status === moderation.to
        const late = !answer.done && !meant
        const done: DoneModeration = {
          what: moderation,
          late,
          hidden: answer.hidden.filter((other) => other !== id).length,
          undo: late ? null : undoOf(before, moderation, answer),
        }
        batch(() => {
          take(item)
          set(id, { done, asking: null })
        })
        return done
      } catch (cause) {
        const error = problemOf(cause)
        if (isEnding(error)) return null
        if (model !== undefined) model.failure.value = error
        set(id, { asking: null })
        announce({ type: 'refused', error })
        return null
      } finally {
        set(id, { sending: false })
      }
    },
    asSeen(comment) {
      // It was reported before it was read: its model is made behind this.
      if ((standings.get(comment.id)?.peek().reports ?? 0) > 0) queueMicrotask(() => set(comment.id, {}))
      const one = hidden.get(comment.id)
      if (one === undefined) return comment
      if (comment.author === null) {
        hidden.set(comment.id, { ...one, tombstone: comment })
        return one.comment
      }
      // Somebody let it through.
      if (comment.status === 'published') hidden.delete(comment.id)
      return comment
    },
    keep(id, tombstone, gone) {
      const one = hidden.get(id)
      if (one !== undefined) hidden.set(id, { ...one, tombstone })
      doubtful.set(id, gone)
      void know()
    },
    know: () => void know(),
  }
}
