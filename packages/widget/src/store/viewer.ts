import { signal, type Signal } from '@preact/signals'
import { UP, type Author, type PageKey, type StorageAdapter } from '@afterword/storage'
import type { Comments, StoredModel } from './comments.ts'
import type { ViewerModel } from './models.ts'

/** Who is looking, and what is theirs. It comes apart from the thread, which is the same for everybody. */
export interface ViewerStore extends ViewerModel {
  readonly author: Signal<Author | null>
  /** Reads what is the viewer's and marks it. A failure leaves the thread readable: nothing is offered then. */
  load(signal: AbortSignal): Promise<void>
  /** Marks what is known to be theirs among comments that arrived later. */
  mark(): void
  /** The viewer wrote it. */
  own(comment: StoredModel): void
  vote(comment: StoredModel, on: boolean): void
}

export function createViewer(adapter: StorageAdapter, page: PageKey, comments: Comments): ViewerStore {
  const author = signal<Author | null>(null)
  const own = new Set<string>()
  const voted = new Set<string>()

  function mark(): void {
    for (const model of comments.all()) {
      model.own.value = own.has(model.id)
      model.voted.value = voted.has(model.id)
    }
  }

  return {
    author,
    async load(abort) {
      const viewer = await adapter.viewer(page, { signal: abort }).catch(() => undefined)
      if (viewer === undefined) return
      author.value = viewer.author
      for (const { id } of viewer.own) own.add(id)
      for (const [id, given] of Object.entries(viewer.reactions)) if (given.includes(UP)) voted.add(id)
      mark()
    },
    mark,
    own(comment) {
      own.add(comment.id)
      comment.own.value = true
    },
    vote(comment, on) {
      if (on) voted.add(comment.id)
      else voted.delete(comment.id)
      comment.voted.value = on
    },
  }
}
