import { signal, type Signal } from '@preact/signals'
import type { Comment, CommentId, PageKey, PassageComment, StorageError, ThreadEvent } from '@afterword/storage'
import type { Announcement, FoundPassage, PassageRequest, PassagesModel } from './models.ts'
import { isEnding, problemOf } from './problem.ts'
import type { Source } from './source.ts'
import type { ThreadStore } from './thread-store.ts'

/** The passages from inside the store. */
export interface PassagesStore extends PassagesModel {
  readonly all: Signal<readonly PassageComment[]>
  /** The thread was read: these, and what is on its way, are all. */
  open(passages: readonly PassageComment[], unsent: Iterable<Comment>): void
  put(comment: Comment): void
  drop(id: CommentId): void
  receive(event: ThreadEvent): void
}

export interface PassagesDeps {
  readonly source: Source
  readonly page: PageKey
  readonly thread: () => ThreadStore
  /** Takes over a comment as it is now. */
  readonly seen: (comment: Comment) => void
  readonly announce: (announcement: Announcement) => void
  readonly signal: AbortSignal
}

export function createPassages({ source, page, thread, seen, announce, signal: abort }: PassagesDeps): PassagesStore {
  const all = signal<readonly PassageComment[]>([])
  const available = signal(false)
  const found = signal<ReadonlyMap<CommentId, FoundPassage>>(new Map())
  const request = signal<PassageRequest | null>(null)
  const lit = signal(true)

  function put({ id, passage }: Comment): void {
    const known = all.peek().find((other) => other.id === id)
    if (passage === null) return drop(id)
    if (known !== undefined && JSON.stringify(known.passage) === JSON.stringify(passage)) return
    all.value = [...all.peek().filter((other) => other.id !== id), { id, passage, replies: known?.replies ?? 0 }]
  }

  /** A reply came below a passage's comment, or went: one that is not loaded, too. */
  function count(root: CommentId, replies: number): void {
    if (!all.peek().some(({ id }) => id === root)) return
    all.value = all.peek().map((each) => (each.id === root ? { ...each, replies } : each))
  }

  function drop(id: CommentId): void {
    if (all.peek().some((other) => other.id === id)) all.value = all.peek().filter((other) => other.id !== id)
  }

  return {
    available,
    all,
    found,
    request,
    lit,
    open(passages, unsent) {
      all.value = passages
      for (const comment of unsent) put(comment)
    },
    put,
    drop,
    receive(event) {
      if (event.type === 'created' && event.comment.parent !== null) count(event.comment.root, event.replies)
      else if (event.type === 'created' || event.type === 'changed') put(event.comment)
      else if (event.type === 'removed') {
        count(event.root, event.replies)
        drop(event.id)
      }
    },
    async load(ids) {
      if (!source.supports.locate) return readOn(thread(), ids)
      for (const id of ids) {
        // What one brings may hold others of them.
        if (thread().find(id) !== undefined) continue
        try {
          thread().take(await (await source.whole()).locate(page, id, { limit: 1, signal: abort }))
        } catch (cause) {
          const error = problemOf(cause)
          if (error.code !== 'not-found') return isEnding(error) ? null : error
          drop(id)
        }
      }
      return null
    },
    async reattach(id, selectors) {
      const comment = thread().find(id)?.value.peek()
      if (comment === undefined) return
      try {
        const adapter = await source.whole()
        seen(await adapter.reattach(page, id, { selectors, version: comment.version }, { signal: abort }))
        announce({ type: 'reattached' })
      } catch (cause) {
        const error = problemOf(cause)
        // Changed meanwhile: it is shown as it is now.
        if (error.current !== undefined) seen(error.current)
        if (!isEnding(error)) announce({ type: 'refused', error })
      }
    },
  }
}

/** Reads the thread on until these are there, where nothing leads to them directly. */
async function readOn(thread: ThreadStore, ids: readonly CommentId[]): Promise<StorageError | null> {
  while (thread.more.available.peek() && ids.some((id) => thread.find(id) === undefined)) {
    await thread.more.load()
    if (thread.more.error.peek() !== null) break
  }
  return thread.more.error.peek()
}
