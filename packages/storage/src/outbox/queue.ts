import type { StorageAdapter, Unsubscribe } from '../adapter.ts'
import { createEmitter } from '../emitter.ts'
import { StorageError, isPassing, isStorageError, isStorageErrorCode } from '../errors.ts'
import { parseNewComment } from '../parse/input.ts'
import { count, object, text } from '../parse/read.ts'
import type { Comment, CommentId, NewComment, PageKey } from '../types.ts'
import type { OutboxStore, StoredEntry } from './store.ts'

/** A comment on its way. */
export interface OutboxEntry {
  readonly page: PageKey
  readonly comment: NewComment
  /** When it was written, milliseconds since the epoch. */
  readonly at: number
  readonly state: 'sending' | 'waiting' | 'refused'
  /** With `refused`: why. With `waiting`: what the last attempt ran into. */
  readonly problem: StorageError | null
  /** Whether it would survive a reload: the outbox's store has it. */
  readonly kept: boolean
  /** With `sending`: how much of the work is done that comes before, 0 to 1; `null` where there is none. */
  readonly progress: number | null
}

interface Waiter {
  resolve(comment: Comment): void
  reject(error: unknown): void
}

interface Item extends OutboxEntry {
  state: OutboxEntry['state']
  problem: StorageError | null
  progress: number | null
  /** Only of what the store took does its absence there mean anything. */
  kept: boolean
  readonly waiters: Waiter[]
}

interface QueueSurface {
  entries(page: PageKey): Promise<readonly OutboxEntry[]>
  watch(changed: (page: PageKey) => void): Unsubscribe
  sendAgain(id: CommentId): Promise<void>
  discard(id: CommentId): Promise<NewComment | undefined>
  flush(): Promise<void>
}

export interface Queue {
  add(page: PageKey, comment: NewComment): Promise<Comment>
  stop(): void
  readonly surface: QueueSurface
}

/** Milliseconds between attempts: doubled each time, up to the longest. */
const FIRST_PAUSE = 1_000
const LONGEST_PAUSE = 60_000

/** Keeps what is to be sent, and sends it: one comment at a time on each page, oldest first. */
export function createQueue(adapter: StorageAdapter, store: OutboxStore): Queue {
  const items = new Map<CommentId, Item>()
  const changes = createEmitter<PageKey>()
  const sending = new Map<PageKey, Promise<void>>()
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopped = false

  /** Takes over what is stored and not known here: from before a reload, or by a tab that is gone. */
  async function load(): Promise<void> {
    const stored = await store.all().catch(() => [])
    for (const value of stored) {
      const item = readEntry(value)
      if (item === undefined || items.has(item.comment.id)) continue
      items.set(item.comment.id, item)
      changes.emit(item.page)
    }
  }

  const loaded = adapter.supports.create ? load() : Promise.resolve()

  /** The store may be blocked or full; what is in hand is sent nevertheless. */
  async function keep(item: Item): Promise<void> {
    const { page, comment, at, state, problem } = item
    const refused =
      state === 'refused' && problem !== null ? { code: problem.code, message: problem.message } : undefined
    const entry: StoredEntry = { page, comment, at, ...(refused === undefined ? {} : { refused }) }
    item.kept = await store.put(entry).then(
      () => true,
      () => false,
    )
  }

  /** Whether another tab sent it or took it back. Where somebody here waits for the answer, sending again brings it. */
  async function isGone({ comment, kept, waiters }: Item): Promise<boolean> {
    if (!kept || waiters.length > 0) return false
    const stored = await store.all().catch(() => undefined)
    return stored !== undefined && !stored.some((value) => readEntry(value)?.comment.id === comment.id)
  }

  async function forget(item: Item): Promise<void> {
    if (items.get(item.comment.id) === item) items.delete(item.comment.id)
    await store.delete(item.comment.id).catch(() => undefined)
    changes.emit(item.page)
  }

  function set(item: Item, state: Item['state'], problem: StorageError | null): void {
    item.state = state
    item.problem = problem
    item.progress = null
    changes.emit(item.page)
  }

  /** Whole percents: each step is a moment. */
  function work(item: Item, done: number): void {
    const percents = Math.floor(done * 100) / 100
    if (item.progress === percents) return
    item.progress = percents
    changes.emit(item.page)
  }

  const onPage = (page: PageKey): Item[] =>
    [...items.values()].filter((item) => item.page === page).toSorted((a, b) => a.at - b.at)

  /** Sends a page's comments in order, until one has to wait. Whoever asks meanwhile waits for the same run. */
  function send(page: PageKey): Promise<void> {
    const running = sending.get(page)
    if (running !== undefined) return running
    const run = (async () => {
      for (;;) {
        const item = onPage(page).find(({ state }) => state !== 'refused')
        if (item === undefined || stopped || !(await attempt(item))) return
      }
    })().finally(() => sending.delete(page))
    sending.set(page, run)
    return run
  }

  /** Whether the next one may be tried. */
  async function attempt(item: Item): Promise<boolean> {
    const { page, comment } = item
    set(item, 'sending', null)
    try {
      const created = await alone(async () =>
        (await isGone(item)) ? undefined : adapter.create(page, comment, { progress: (done) => work(item, done) }),
      )
      failures = 0
      await forget(item)
      if (created === undefined) return true
      for (const waiter of item.waiters) waiter.resolve(created)
      return true
    } catch (error) {
      const problem = isStorageError(error)
        ? error
        : new StorageError('unavailable', 'The store failed while it took the comment.', { cause: error })
      if (stopped || problem.code === 'closed') return false
      if (isPassing(problem)) {
        set(item, 'waiting', problem)
        schedule(problem)
        return false
      }
      set(item, 'refused', problem)
      await keep(item)
      for (const waiter of item.waiters.splice(0)) waiter.reject(problem)
      return true
    }
  }

  function schedule(problem: StorageError): void {
    if (stopped) return
    failures += 1
    const backoff = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(failures - 1, 10)) * (0.5 + Math.random() / 2)
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), Math.max(backoff, (problem.retryAfter ?? 0) * 1_000))
    // In Node a waiting comment must not keep a process alive that is done otherwise.
    if (typeof timer === 'object' && 'unref' in timer) (timer as { unref(): void }).unref()
  }

  async function flush(): Promise<void> {
    await loaded
    if (stopped) return
    await Promise.all([...new Set([...items.values()].map(({ page }) => page))].map(send))
  }

  function wake(): void {
    if (globalThis.document?.visibilityState === 'hidden') return
    void load().then(flush)
  }

  const { document } = globalThis
  globalThis.addEventListener?.('online', wake)
  document?.addEventListener('visibilitychange', wake)
  void flush()

  return {
    async add(page, comment) {
      await loaded
      const before = items.get(comment.id)
      const item: Item = {
        page,
        comment,
        at: Date.now(),
        state: 'waiting',
        problem: null,
        kept: false,
        progress: null,
        waiters: before?.waiters ?? [],
      }
      // The clock may stand still between two comments, or go back: the order of writing is what counts.
      const last = onPage(page).at(-1)?.at ?? 0
      const placed = before === undefined ? { ...item, at: Math.max(item.at, last + 1) } : { ...item, at: before.at }
      const same = before !== undefined && JSON.stringify(before.comment) === JSON.stringify(comment)
      const kept: Item = same && before.state !== 'refused' ? before : placed
      items.set(comment.id, kept)
      const result = new Promise<Comment>((resolve, reject) => kept.waiters.push({ resolve, reject }))
      // Nobody may be waiting any more when it is refused.
      result.catch(() => undefined)
      await keep(kept)
      changes.emit(page)
      void send(page)
      return result
    },
    stop() {
      stopped = true
      clearTimeout(timer)
      globalThis.removeEventListener?.('online', wake)
      document?.removeEventListener('visibilitychange', wake)
    },
    surface: {
      async entries(page) {
        await loaded
        return onPage(page).map(({ comment, at, state, problem, kept, progress }) => ({
          page,
          comment,
          at,
          state,
          problem,
          kept,
          progress,
        }))
      },
      watch: (changed) => changes.on(changed),
      async sendAgain(id) {
        await loaded
        const item = items.get(id)
        if (item === undefined) return
        if (item.state === 'refused') {
          set(item, 'waiting', null)
          // Asked for here, whatever another tab did with it.
          await keep(item)
        }
        await send(item.page)
      },
      async discard(id) {
        await loaded
        const item = items.get(id)
        if (item === undefined || item.state === 'sending') return undefined
        for (const waiter of item.waiters) {
          waiter.reject(new StorageError('aborted', 'The comment was taken back before it was sent.'))
        }
        await forget(item)
        return item.comment
      },
      flush,
    },
  }
}

/** One tab at a time, where the browser can hold the others back; elsewhere ids keep it harmless. */
function alone<T>(run: () => Promise<T>): Promise<T> {
  const locks = globalThis.navigator?.locks
  return locks === undefined ? run() : (locks.request('afterword-outbox', run) as Promise<T>)
}

/** A stored entry, or nothing when it is not readable: it stays where it is, and hinders nobody. */
function readEntry(value: unknown): Item | undefined {
  try {
    const entry = object(value, '')
    const base = {
      page: text(entry['page'], 'page'),
      comment: parseNewComment(entry['comment'], 'comment'),
      at: count(entry['at'], 'at'),
      kept: true,
      progress: null,
      waiters: [],
    }
    if (entry['refused'] === undefined) return { ...base, state: 'waiting', problem: null }
    const { code, message } = object(entry['refused'], 'refused')
    const problem = new StorageError(isStorageErrorCode(code) ? code : 'invalid', String(message))
    return { ...base, state: 'refused', problem }
  } catch {
    return undefined
  }
}
