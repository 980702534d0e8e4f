import { batch, computed, signal, type Signal } from '@preact/signals'
import {
  type Branch,
  type Comment,
  type CommentId,
  type Cursor,
  type OpenThread,
  type Order,
  type PageKey,
  type Slice,
  StorageError,
  type ThreadState,
} from '@afterword/storage'
import { aTask } from '../helpers/turns.ts'
import { ageOf, type Comments, type StoredModel } from './comments.ts'
import { inLevels } from './levels.ts'
import type { Announcement } from './models.ts'
import { createMore, type Side } from './more.ts'
import type { PassagesStore } from './passages.ts'
import { isEnding, problemOf } from './problem.ts'
import { readThread } from './reading.ts'
import type { Source } from './source.ts'
import type { KeptThread } from './thread-keep.ts'
import type { ThreadStore } from './thread-store.ts'
import type { ViewerStore } from './viewer.ts'

export interface ThreadDeps {
  readonly source: Source
  readonly page: PageKey
  readonly order: Order | undefined
  readonly limit: number | undefined
  /** The comment that the reader comes for. */
  readonly target: CommentId | null
  readonly comments: Comments
  readonly passages: PassagesStore
  readonly viewer: ViewerStore
  readonly arrived: Signal<number>
  readonly announce: (announcement: Announcement) => void
  /** Whether the reader looks at what stands below this comment. */
  readonly wouldMove: (id: CommentId) => boolean
  readonly signal: AbortSignal
  /** Called when the thread was read, with the number up to which it is known. */
  readonly opened: (seq: number) => void
  readonly showArrived: () => StoredModel | null
  readonly seen: () => number
  /** Called when the reader chose another order, and it is shown. */
  readonly reordered: (order: Order) => void
  /** The thread cannot be read for this reason: as it was read the last time, if that can be shown instead. */
  readonly kept: (reason: StorageError) => Promise<KeptThread | undefined>
}

export function createThread(deps: ThreadDeps): ThreadStore {
  const { source, page, limit, comments, passages, viewer, announce } = deps
  const { supports } = source
  const status = signal<'loading' | 'ready' | 'failed'>('loading')
  const error = signal<StorageError | null>(null)
  const failure = signal<StorageError | null>(null)
  const state = signal<ThreadState>({ page, seq: 0, count: 0, closed: false })
  const reactions = signal<readonly string[]>([])
  const first = deps.order !== undefined && supports.orders.includes(deps.order) ? deps.order : supports.orders[0]
  const order = signal<Order>(first ?? 'newest')
  const roots = signal<readonly StoredModel[]>([])
  /** The viewer's own that no slice can hold yet. */
  const onTheWay = signal<ReadonlySet<StoredModel>>(new Set())
  const unsent = (): StoredModel[] => [...onTheWay.value].filter((model) => !isSent(model))
  /** Others are not served it: it is on its way, or not published. */
  const isOurs = (model: StoredModel): boolean => {
    const comment = model.value.peek()
    return !isSent(model) || (comment.status !== 'published' && comment.body !== null)
  }
  const isKnown = ({ id }: Comment): boolean => comments.find(id) !== undefined
  const isSent = ({ delivery }: StoredModel): boolean => delivery.value === 'sent'

  const earlier = createMore((cursor) => loadMore(cursor, 'previous'))
  const more = createMore((cursor) => loadMore(cursor, 'next'))

  async function loadMore(cursor: Cursor, side: Side): Promise<void> {
    const adapter = await source.whole()
    const slice = await adapter.list(page, cursor, { ...(limit === undefined ? {} : { limit }), signal: deps.signal })
    batch(() => {
      const added = take(slice)
      roots.value = placed(side === 'next' ? [...roots.peek(), ...added] : [...added, ...roots.peek()])
      if (side === 'next') more.set(slice.next, null)
      else earlier.set(slice.previous, null)
    })
    announce({ type: 'more-loaded', count: slice.comments.length })
  }

  /** Each once, the pinned ones first, in the order that is shown. In the order of votes each stays where it was met. */
  function placed(models: readonly StoredModel[]): readonly StoredModel[] {
    const once = [...new Set(models)]
    const pins = (model: StoredModel): number => (model.value.peek().pinned === true ? 0 : 1)
    const sign = { top: 0, oldest: 1, newest: -1 }[order.peek()]
    const byAge = (a: number, b: number): number => (sign === 0 || a === b ? 0 : sign * (a - b))
    return once.toSorted((a, b) => pins(a) - pins(b) || byAge(ageOf(a), ageOf(b)))
  }

  /** Takes over the comments of a slice and what is left of their branches. */
  function take(slice: Slice): readonly StoredModel[] {
    const models = slice.comments.map((comment) => comments.put(comment))
    const top = models.filter(({ value }) => value.peek().parent === null)
    // A branch that is not named is here as a whole.
    for (const root of top) {
      root.earlier.set(null, 0)
      root.more.set(null, 0)
    }
    for (const { root, previous, next, remaining } of slice.branches) {
      comments.find(root)?.earlier.set(previous, null)
      // How many of the missing ones stand on which side nobody says.
      comments.find(root)?.more.set(next, previous === null ? remaining : null)
    }
    viewer.mark(models)
    return top
  }

  /** What is being shown part by part, until it is whole. */
  let deepening: Promise<void> | undefined

  /** Shows what is too deep to be drawn with the rest, a part in each task. What it stands below may be gone by then. */
  async function deepen(parts: readonly (readonly Comment[])[]): Promise<void> {
    for (const part of parts) {
      await aTask()
      if (deps.signal.aborted) return
      const added = part.filter((comment) => !isKnown(comment) && comments.find(comment.root) !== undefined)
      batch(() => viewer.mark(added.map((comment) => comments.put(comment))))
    }
  }

  /** The order of what is shown, while another one is being read. */
  let shown = order.value
  /** The comment around which the thread is shown; `null`: from its start. */
  let around = deps.target
  let last: OpenThread | undefined
  /** The number from which the kept thread that is shown is brought up to date; `null`: there is too much of it. */
  let keptUpTo: number | null = null
  const asOf = signal<number | null>(null)
  let marked: StoredModel | undefined
  let going = 0
  let reading = 0

  async function read(far: number, wanted: CommentId | null, aloud = true): Promise<void> {
    reading += 1
    const turn = reading
    const asked = order.value
    const call = { source, page, limit, far, order: asked, wanted, signal: deps.signal }
    try {
      const { opened, slices, gone } = await readThread(call)
      // The reader wanted another order meanwhile.
      if (turn !== reading) return
      last = opened
      if (asOf.peek() !== null && keptUpTo !== null && wanted === null && asked === shown && supports.subscribe) {
        // What is kept is brought up to date by the news, which move nothing that is being read.
        asOf.value = null
        // Not from the number of the state: the viewer's own that was sent meanwhile may have gone ahead of others.
        deps.opened(keptUpTo)
        return
      }
      const opening = status.value !== 'ready'
      // What is drawn already is taken over as it is: the thread as it was opened is shown at once.
      const levels = slices.map((slice) => (slice === opened ? [slice.comments] : inLevels(slice.comments, isKnown)))
      const lost = gone ? new StorageError('not-found', `The comment ${wanted} is not on this page any more.`) : null
      // Who follows a link that leads nowhere stays where they are.
      if (lost !== null && !opening) throw lost
      batch(() => {
        state.value = opened.thread
        reactions.value = opened.reactions
        asOf.value = null
        shown = asked
        renew(
          slices.map((slice, index) => ({ ...slice, comments: levels[index]?.[0] ?? [] })),
          slices,
        )
        passages.open(
          opened.passages,
          unsent().map(({ value }) => value.peek()),
        )
        earlier.set(slices[0]?.previous ?? null, null)
        more.set(slices.at(-1)?.next ?? null, null)
        around = earlier.available.peek() ? wanted : null
        status.value = 'ready'
        error.value = null
        failure.value = lost
      })
      const deeper = levels.flatMap(([, ...parts]) => parts)
      if (deeper.length > 0) await (deepening = deepen(deeper))
      // Read anew meanwhile, and shown.
      if (last !== opened) return
      if (opening) announce({ type: 'loaded', count: opened.thread.count })
      deps.opened(opened.thread.seq)
    } catch (cause) {
      const problem = problemOf(cause)
      if (turn !== reading || isEnding(problem)) return
      if (status.value !== 'ready' || asOf.peek() !== null) {
        const kept = await deps.kept(problem)
        if (turn !== reading) return
        if (kept === undefined) fail(problem)
        else if (asOf.peek() === null) showKept(kept)
      } else {
        order.value = shown
        if (!aloud && problem.code === 'not-found') return
        failure.value = problem
        announce({ type: 'refused', error: problem })
      }
    }
  }

  /** There is nothing to show, or nothing any more. What is on its way stays. */
  function fail(problem: StorageError): void {
    batch(() => {
      if (asOf.peek() !== null) renew([])
      asOf.value = null
      error.value = problem
      status.value = 'failed'
    })
  }

  function showKept(kept: KeptThread): void {
    const { thread } = kept
    batch(() => {
      last = thread
      keptUpTo = kept.whole ? thread.thread.seq : null
      state.value = thread.thread
      reactions.value = thread.reactions
      shown = kept.order
      order.value = kept.order
      renew([thread])
      passages.open(
        thread.passages,
        unsent().map(({ value }) => value.peek()),
      )
      more.set(thread.next, null)
      earlier.set(null, null)
      asOf.value = kept.at
      status.value = 'ready'
      error.value = null
    })
    announce({ type: 'kept' })
  }

  async function loadBranch(root: StoredModel, cursor: Cursor, side: Side): Promise<void> {
    const part = side === 'next' ? root.more : root.earlier
    const slice = await (await source.whole()).replies(page, cursor, { signal: deps.signal })
    const cursorOf = (branch: Branch | undefined): Cursor | null => branch?.[side] ?? null
    const next = cursorOf(slice.branches[0])
    const [top = [], ...deeper] = inLevels(slice.comments, isKnown)
    batch(() => {
      const left = part.remaining.peek()
      const added = slice.comments.filter((comment) => !isKnown(comment)).length
      part.set(next, next === null ? 0 : left === null ? null : Math.max(1, left - added))
      viewer.mark(top.map((comment) => comments.put(comment)))
    })
    await deepen(deeper)
    // Read backwards, a reply comes before what it answers: on until there is something to see.
    const isSeen = ({ id }: Comment): boolean => {
      const model = comments.find(id)
      return model !== undefined && comments.hasPlace(model)
    }
    if (next !== null && !slice.comments.some(isSeen)) return loadBranch(root, next, side)
    announce({ type: 'more-loaded', count: slice.comments.length })
  }

  /** Shows these slices, and forgets what is in none of all. What is on its way or held is in no slice, and stays. */
  function renew(slices: readonly Slice[], all = slices): void {
    const here = new Set(all.flatMap((slice) => slice.comments.map(({ id }) => id)))
    const gone = [...comments.all()].filter((model) => !here.has(model.id) && !isOurs(model))
    for (const { id } of gone) comments.drop(id)
    const waiting = roots.value.filter((model) => !here.has(model.id) && isOurs(model))
    const top = slices.flatMap(take)
    roots.value = placed(order.value === 'oldest' ? [...top, ...waiting] : [...waiting, ...top])
  }

  function mark(id: CommentId): StoredModel | null {
    const model = comments.find(id)
    if (marked !== undefined) marked.marked.value = false
    marked = model
    if (model === undefined) return null
    for (let above = comments.parentOf(model); above !== undefined; above = comments.parentOf(above)) {
      above.collapse(false)
    }
    model.unfolded.value = true
    model.marked.value = true
    return model
  }

  function drop(id: CommentId): void {
    const model = comments.find(id)
    comments.drop(id)
    passages.drop(id)
    if (model !== undefined && onTheWay.value.has(model)) {
      onTheWay.value = new Set([...onTheWay.value].filter((one) => one !== model))
    }
    if (roots.value.some((one) => one.id === id)) roots.value = roots.value.filter((one) => one.id !== id)
  }

  return {
    status,
    error,
    failure,
    state,
    closed: computed(() => state.value.closed),
    asOf,
    count: computed(() => state.value.count + unsent().length),
    supports,
    reactions,
    order,
    comments: roots,
    earlier,
    more,
    arrived: deps.arrived,
    showArrived: deps.showArrived,
    seen: deps.seen,
    find: comments.find,
    // A reader who has gone far keeps their place when the thread is read again in the same order.
    open: () => read(order.value === shown ? roots.value.filter(isSent).length : 0, around),
    async goTo(id, aloud) {
      going += 1
      const turn = going
      if (comments.find(id) === undefined) await deepening
      // One that is known may stand in the article's margin only.
      const known = comments.find(id)
      const isShown =
        known !== undefined &&
        comments.hasPlace(known) &&
        roots.peek().some(({ id: root }) => root === known.value.peek().root)
      if (!isShown) await read(0, id, aloud)
      // A link that was followed later is where the reader is.
      return turn === going ? mark(id) : null
    },
    opened: () => last,
    showAll: () => read(0, null),
    async setOrder(next) {
      if (next === order.value || !supports.orders.includes(next)) return
      order.value = next
      await read(0, null)
      if (order.value === next && shown === next) deps.reordered(next)
    },
    async retry() {
      status.value = 'loading'
      error.value = null
      await read(0, around)
    },
    take,
    loadBranch,
    show(comment) {
      const known = comments.find(comment.id) !== undefined
      const model = comments.put(comment)
      if (!known && comment.parent === null) {
        roots.value = placed(order.value === 'oldest' ? [...roots.value, model] : [model, ...roots.value])
      }
      if (!known && comment.seq === 0) onTheWay.value = new Set([...unsent(), model])
      return model
    },
    drop,
    vacate(id) {
      const model = comments.find(id)
      if (model === undefined || !comments.hasPlace(model) || !deps.wouldMove(id)) return drop(id)
      comments.put({ ...model.value.peek(), status: 'removed', author: null, body: null, passage: null })
    },
  }
}
