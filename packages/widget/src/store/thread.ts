import { computed, signal, type Signal } from '@preact/signals'
import {
  type Comment,
  type CommentId,
  type Order,
  type PageKey,
  type Slice,
  type StorageAdapter,
  type StorageError,
  type ThreadState,
  isStorageError,
} from '@afterword/storage'
import type { Comments, StoredModel } from './comments.ts'
import type { Announcement, ThreadModel } from './models.ts'
import { createMore, type More } from './more.ts'
import type { ViewerStore } from './viewer.ts'

/** The thread from inside the store. */
export interface ThreadStore extends ThreadModel {
  readonly state: Signal<ThreadState>
  readonly comments: Signal<readonly StoredModel[]>
  readonly more: More
  /** Reads the thread from its start; what is shown stays until it is here. */
  open(): Promise<void>
  /** Takes over the comments of a slice and what is left of their branches. */
  take(slice: Slice): readonly StoredModel[]
  /** Shows a comment that was not in any slice: the viewer's own, or one that arrived. */
  show(comment: Comment): StoredModel
  /** Takes a comment out of the thread. */
  drop(id: CommentId): void
}

export interface ThreadDeps {
  readonly adapter: StorageAdapter
  readonly page: PageKey
  readonly order: Order | undefined
  readonly limit: number | undefined
  readonly comments: Comments
  readonly viewer: ViewerStore
  readonly arrived: Signal<number>
  readonly announce: (announcement: Announcement) => void
  readonly signal: AbortSignal
  /** Called when the thread was read, with the number up to which it is known. */
  readonly opened: (seq: number) => void
  readonly showArrived: () => void
}

export function createThread(deps: ThreadDeps): ThreadStore {
  const { adapter, page, limit, comments, viewer, announce } = deps
  const { supports } = adapter
  const status = signal<'loading' | 'ready' | 'failed'>('loading')
  const error = signal<StorageError | null>(null)
  const state = signal<ThreadState>({ page, seq: 0, count: 0, closed: false })
  const wanted = deps.order !== undefined && supports.orders.includes(deps.order) ? deps.order : supports.orders[0]
  const order = signal<Order>(wanted ?? 'newest')
  const roots = signal<readonly StoredModel[]>([])
  const unsent = computed(() => {
    // The roots are read so that what is added or dropped counts.
    void roots.value
    return [...comments.all()].filter(({ delivery }) => delivery.value !== 'sent').length
  })

  const more = createMore(async (cursor) => {
    const slice = await adapter.list(page, cursor, { ...(limit === undefined ? {} : { limit }), signal: deps.signal })
    const known = new Set(roots.value.map(({ id }) => id))
    const added = take(slice).filter(({ id }) => !known.has(id))
    roots.value = [...roots.value, ...added]
    more.set(slice.next, null)
    announce({ type: 'more-loaded', count: slice.comments.length })
  })

  function take(slice: Slice): readonly StoredModel[] {
    const models = slice.comments.map((comment) => comments.put(comment))
    for (const { root, next, remaining } of slice.branches) comments.find(root)?.more.set(next, remaining)
    viewer.mark()
    return models.filter(({ value }) => value.peek().parent === null)
  }

  async function open(): Promise<void> {
    try {
      const opening = adapter.open(page, {
        order: order.value,
        ...(limit === undefined ? {} : { limit }),
        signal: deps.signal,
      })
      const thread = await opening
      const first = status.value !== 'ready'
      state.value = thread.thread
      // What is on its way is in no slice yet, and stays where it was put.
      const onTheWay = roots.value.filter((model) => model.delivery.value !== 'sent')
      const slice = take(thread)
      const fresh = onTheWay.filter((model) => !slice.includes(model))
      roots.value = order.value === 'oldest' ? [...slice, ...fresh] : [...fresh, ...slice]
      more.set(thread.next, null)
      status.value = 'ready'
      error.value = null
      if (first) announce({ type: 'loaded', count: thread.thread.count })
      deps.opened(thread.thread.seq)
    } catch (problem) {
      if (!isStorageError(problem)) throw problem
      if (problem.code === 'aborted' || problem.code === 'closed') return
      error.value = problem
      if (status.value !== 'ready') status.value = 'failed'
    }
  }

  return {
    status,
    error,
    state,
    count: computed(() => state.value.count + unsent.value),
    supports,
    order,
    comments: roots,
    more,
    arrived: deps.arrived,
    showArrived: deps.showArrived,
    find: comments.find,
    take,
    open,
    async setOrder(next) {
      if (next === order.value || !supports.orders.includes(next)) return
      order.value = next
      await open()
    },
    async retry() {
      status.value = 'loading'
      error.value = null
      await open()
    },
    show(comment) {
      const known = comments.find(comment.id) !== undefined
      const model = comments.put(comment)
      if (!known && comment.parent === null) {
        roots.value = order.value === 'oldest' ? [...roots.value, model] : [model, ...roots.value]
      } else if (!known) {
        roots.value = [...roots.value]
      }
      return model
    },
    drop(id) {
      comments.drop(id)
      roots.value = roots.value.filter((model) => model.id !== id)
    },
  }
}
