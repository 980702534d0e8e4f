import type { PageKey, StorageAdapter } from '@afterword/storage'
import type { Comments, StoredModel } from './comments.ts'
import type { ThreadStore } from './thread-store.ts'
import type { ViewerStore } from './viewer.ts'

/** The viewer's own comments that wait for approval. Nobody else is served them: they come with what is the viewer's. */
export interface HeldStore {
  /** Finds out what belongs to the viewer, and shows what of theirs is held. */
  know(): void
  /**
   * A comment is not served any more. The viewer's own is kept where it stands until it is known whether it is held
   * or gone; whether that is so.
   */
  keep(comment: StoredModel): boolean
  /** Somebody else is looking: what was held for the one before is not theirs to see. */
  renew(): void
}

export interface HeldDeps {
  readonly adapter: StorageAdapter
  readonly page: PageKey
  readonly viewer: ViewerStore
  readonly thread: ThreadStore
  readonly comments: Comments
  readonly signal: AbortSignal
}

export function createHeld({ adapter, page, viewer, thread, comments, signal }: HeldDeps): HeldStore {
  /** Those that may be gone. */
  const doubtful = new Set<StoredModel>()

  async function know(): Promise<void> {
    const asked = [...doubtful]
    const known = await adapter.viewer(page, { signal })
    viewer.know(known)
    for (const comment of known.pending) thread.show(comment)
    viewer.mark(known.pending.flatMap(({ id }) => thread.find(id) ?? []))
    const there = new Set(known.own.map(({ id }) => id))
    for (const model of asked) {
      if (doubtful.delete(model) && !there.has(model.id)) thread.drop(model.id)
    }
  }

  const quietly = (): void => void know().catch(() => undefined)

  return {
    know: quietly,
    keep(comment) {
      if (!comment.own.peek() || comment.leaving.peek()) return false
      doubtful.add(comment)
      quietly()
      return true
    },
    renew() {
      for (const model of comments.all()) if (model.value.peek().status === 'pending') doubtful.add(model)
      quietly()
    },
  }
}
