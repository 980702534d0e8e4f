import { batch, computed, signal, type Signal } from '@preact/signals'
import {
  type Comment,
  type CommentId,
  type Order,
  type PageKey,
  type Slice,
  type StorageAdapter,
  type StorageError,
  type ThreadState,
} from '@afterword/storage'
import type { Comments, StoredModel } from './comments.ts'
import type { Announcement, ThreadModel } from './models.ts'
import { createMore, type More } from './more.ts'
import type { PassagesStore } from './passages.ts'
import { isEnding, problemOf } from './problem.ts'
import type { ViewerStore } from './viewer.ts'

/** The thread from inside the store. */
export interface ThreadStore extends ThreadModel {
  readonly state: Signal<ThreadState>
  readonly comments: Signal<readonly StoredModel[]>
  readonly more: More
  find(id: CommentId): StoredModel | undefined
  /** Reads the thread afresh, as far as it was read before; what is shown stays until that is here. */
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
  readonly passages: PassagesStore
  readonly viewer: ViewerStore
  readonly arrived: Signal<number>
  readonly announce: (announcement: Announcement) => void
  readonly signal: AbortSignal
  /** Called when the thread was read, with the number up to which it is known. */
  readonly opened: (seq: number) => void
  readonly showArrived: () => void
}

export function createThread(deps: ThreadDeps): ThreadStore {
  const { adapter, page, limit, comments, passages, viewer, announce } = deps
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
    return [...comments.all()].filter(({ delivery }) => delivery.value !== 'sent')
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
    const top = models.filter(({ value }) => value.peek().parent === null)
    // A branch that is not named is here as a whole.
    for (const root of top) root.more.set(null, 0)
    for (const { root, next, remaining } of slice.branches) comments.find(root)?.more.set(next, remaining)
    viewer.mark()
    return top
  }

  const size = limit === undefined ? {} : { limit }
  /** The order of what is shown, while another one is being read. */
  let shown = order.value
  let reading = 0

  async function open(): Promise<void> {
    reading += 1
    const turn = reading
    const asked = order.value
    // A reader who has gone far keeps their place when the thread is read again in the same order.
    const far = asked === shown ? roots.value.filter(({ delivery }) => delivery.value === 'sent').length : 0
    try {
      const thread = await adapter.open(page, { order: asked, ...size, signal: deps.signal })
      const slices = await readOn(thread, far - topLevel(thread))
      // The reader wanted another order meanwhile.
      if (turn !== reading) return
      const first = status.value !== 'ready'
      batch(() => {
        state.value = thread.thread
        shown = asked
        renew(slices)
        passages.open(
          thread.passages,
          unsent.value.map(({ value }) => value.value),
        )
        more.set(slices.at(-1)?.next ?? null, null)
        status.value = 'ready'
        error.value = null
      })
      if (first) announce({ type: 'loaded', count: thread.thread.count })
      deps.opened(thread.thread.seq)
    } catch (cause) {
      const problem = problemOf(cause)
      if (turn !== reading || isEnding(problem)) return
      error.value = problem
      if (status.value === 'ready') {
        order.value = shown
        announce({ type: 'refused', error: problem })
      } else status.value = 'failed'
    }
  }

  /** A slice and those after it, until so many more top-level comments are here. */
  async function readOn(slice: Slice, missing: number): Promise<readonly Slice[]> {
    if (slice.next === null || missing <= 0) return [slice]
    const next = await adapter.list(page, slice.next, { ...size, signal: deps.signal })
    return [slice, ...(await readOn(next, missing - topLevel(next)))]
  }

  /** Shows these slices, and forgets what is in none of them. What is on its way is in no slice yet, and stays. */
  function renew(slices: readonly Slice[]): void {
    const here = new Set(slices.flatMap((slice) => slice.comments.map(({ id }) => id)))
    const gone = [...comments.all()].filter((model) => !here.has(model.id) && model.delivery.value === 'sent')
    for (const { id } of gone) comments.drop(id)
    const onTheWay = roots.value.filter((model) => !here.has(model.id) && model.delivery.value !== 'sent')
    const read = slices.flatMap(take)
    roots.value = order.value === 'oldest' ? [...read, ...onTheWay] : [...onTheWay, ...read]
  }

  return {
    status,
    error,
    state,
    count: computed(() => state.value.count + unsent.value.length),
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
      passages.drop(id)
      roots.value = roots.value.filter((model) => model.id !== id)
    },
  }
}

function topLevel({ comments }: Slice): number {
  return comments.filter(({ parent }) => parent === null).length
}
