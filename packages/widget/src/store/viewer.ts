import { signal, type Signal } from '@preact/signals'
import { UP, type Author, type PageKey, type StorageAdapter } from '@afterword/storage'
import type { Comments } from './comments.ts'
import type { ViewerModel } from './models.ts'

/** Who is looking, and what is theirs. It comes apart from the thread, which is the same for everybody. */
export interface ViewerStore extends ViewerModel {
  readonly author: Signal<Author | null>
  /** Reads what is the viewer's and marks it. A failure leaves the thread readable: nothing is offered then. */
  load(signal: AbortSignal): Promise<void>
  /** Marks what is known to be theirs among comments that arrived later. */
  mark(): void
}

export function createViewer(adapter: StorageAdapter, page: PageKey, comments: Comments): ViewerStore {
  const author = signal<Author | null>(null)
  let own = new Set<string>()
  let voted = new Set<string>()

  function mark(): void {
    for (const model of comments.all()) {
      // Each mark is given once: the viewer may change their mind afterwards.
      if (own.delete(model.id)) model.own.value = true
      if (voted.delete(model.id)) model.voted.value = true
    }
  }

  return {
    author,
    async load(abort) {
      const viewer = await adapter.viewer(page, { signal: abort }).catch(() => undefined)
      if (viewer === undefined) return
      author.value = viewer.author
      own = new Set(viewer.own)
      voted = new Set(Object.keys(viewer.reactions).filter((id) => viewer.reactions[id]?.includes(UP)))
      mark()
    },
    mark,
  }
}
