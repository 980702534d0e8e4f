import type { Edit, StorageAdapter, Unsubscribe } from '../adapter.ts'
import { createEmitter } from '../emitter.ts'
import { StorageError, isPassing, isStorageError } from '../errors.ts'
import type { Comment, CommentId, NewComment, PageKey } from '../types.ts'
import {
  type Item,
  type OutboxEdit,
  type OutboxEntry,
  type Work,
  entryOf,
  markOf,
  readEntry,
  storedOf,
} from './entry.ts'
import { type OutboxStore, type StoredEntry, keyOf } from './store.ts'

interface QueueSurface {
  entries(page: PageKey): Promise<readonly OutboxEntry[]>
  edits(page: PageKey): Promise<readonly OutboxEdit[]>
  watch(changed: (page: PageKey) => void): Unsubscribe
  sendAgain(id: CommentId): Promise<void>
  discard(id: CommentId): Promise<NewComment | undefined>
  discardEdit(id: CommentId): Promise<Edit | undefined>
  flush(): Promise<void>
}

export interface Queue {
  add(page: PageKey, work: Work): Promise<Comment>
  stop(): void
  readonly surface: QueueSurface
}

/** Milliseconds between attempts: doubled each time, up to the longest. */
const FIRST_PAUSE = 1_000
const LONGEST_PAUSE = 60_000

/** Keeps what is to be sent, and sends it: one at a time on each page, oldest first. */
export function createQueue(adapter: StorageAdapter, store: OutboxStore): Queue {
  const items = new Map<string, Item>()
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
      if (item === undefined || item.problem?.code === 'aborted' || items.has(keyOf(item.work))) continue
      items.set(keyOf(item.work), item)
      changes.emit(item.page)
    }
  }

  const { supports } = adapter
  const loaded = supports.create || supports.edit ? load() : Promise.resolve()

  /** The store may be blocked or full; what is in hand is sent nevertheless. */
  async function keep(item: Item): Promise<void> {
    item.kept = await store.put(storedOf(item)).then(
      () => true,
      () => false,
    )
  }

  /**
   * An item as another tab may have left it in the store: taken back there, written anew, or `undefined`, since it was
   * sent.
   */
  async function storedNow(item: Item): Promise<Item | undefined> {
    const stored = item.kept && (await store.all().catch(() => false as const))
    return stored ? stored.map(readEntry).find((other) => other && keyOf(other.work) === keyOf(item.work)) : item
  }

  /** @param left what is stored in its place; `undefined`: what another tab left there stays for a third one */
  async function forget(item: Item, left: StoredEntry | null | undefined): Promise<void> {
    const key = keyOf(item.work)
    // What took its place meanwhile is still to be sent.
    if (items.get(key) === item) {
      items.delete(key)
      if (left !== undefined) await (left ? store.put(left) : store.delete(storedOf(item))).catch(() => undefined)
    }
    changes.emit(item.page)
  }

  function release({ waiters }: Item): void {
    for (const waiter of waiters.splice(0)) waiter.reject(new StorageError('aborted', 'Taken back.'))
  }

  function set(item: Item, state: Item['state'], problem: StorageError | null): void {
    item.state = state
    item.problem = problem
    item.progress = null
    changes.emit(item.page)
  }

  /** Whole percents: each step is a moment. */
  function advance(item: Item, done: number): void {
    const percents = Math.floor(done * 100) / 100
    if (item.progress === percents) return
    item.progress = percents
    changes.emit(item.page)
  }

  const onPage = (page: PageKey): Item[] =>
    [...items.values()].filter((item) => item.page === page).toSorted((a, b) => a.at - b.at)

  /** Sends what was written on a page in order, until one has to wait. Whoever asks meanwhile waits for the same run. */
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

  async function perform(item: Item): Promise<Comment | undefined> {
    const { page, waiters } = item
    // Where somebody here waits for what another tab has sent, sending again brings it.
    const now = (await storedNow(item)) ?? (waiters.length > 0 ? item : undefined)
    if (now === undefined || now.problem?.code === 'aborted') return undefined
    const { work } = now
    if ('comment' in work) return adapter.create(page, work.comment, { progress: (done) => advance(item, done) })
    return editOnce(page, work)
  }

  /** A change whose answer was lost was made nevertheless: the comment says then what it was to say. */
  async function editOnce(page: PageKey, { id, edit }: Pick<OutboxEdit, 'id' | 'edit'>): Promise<Comment> {
    try {
      return await adapter.edit(page, id, edit)
    } catch (error) {
      const current = isStorageError(error) ? error.current : undefined
      if (current?.body && 'source' in current.body && current.body.source === edit.source) return current
      throw error
    }
  }

  /** Whether the next one may be tried. */
  async function attempt(item: Item): Promise<boolean> {
    set(item, 'sending', null)
    try {
      const stored = await alone(() => perform(item))
      failures = 0
      await forget(item, stored && null)
      if (stored === undefined) release(item)
      else for (const waiter of item.waiters) waiter.resolve(stored)
      return true
    } catch (error) {
      const problem = isStorageError(error)
        ? error
        : new StorageError('unavailable', 'The store failed.', { cause: error })
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

  async function takeBack(key: string): Promise<Work | undefined> {
    await loaded
    const item = items.get(key)
    const waits = item?.state === 'waiting'
    // Another tab has sent it.
    if (waits && (await storedNow(item)) === undefined) return void send(item.page)
    if (item === undefined || item.state === 'sending') return undefined
    release(item)
    // What is refused no tab sends by itself.
    await forget(item, waits ? markOf(item) : null)
    return item.work
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
    async add(page, work) {
      await loaded
      const key = keyOf(work)
      const before = items.get(key)
      // The clock may stand still between two comments, or go back: the order of writing is what counts.
      const last = onPage(page).at(-1)?.at ?? 0
      const placed: Item = {
        page,
        work,
        at: before?.at ?? Math.max(Date.now(), last + 1),
        state: 'waiting',
        problem: null,
        kept: false,
        progress: null,
        // Who waits for what is being sent this moment is told of that.
        waiters: (before?.state !== 'sending' && before?.waiters) || [],
      }
      const same = before !== undefined && JSON.stringify(before.work) === JSON.stringify(work)
      const item: Item = same && before.state !== 'refused' ? before : placed
      items.set(key, item)
      const result = new Promise<Comment>((resolve, reject) => item.waiters.push({ resolve, reject }))
      // Nobody may be waiting any more when it is refused.
      result.catch(() => undefined)
      // What is kept already may have been taken back in another tab since.
      if (!item.kept) await keep(item)
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
        return onPage(page).flatMap((item) => ('comment' in item.work ? [entryOf(item, item.work)] : []))
      },
      async edits(page) {
        await loaded
        return onPage(page).flatMap((item) => ('edit' in item.work ? [entryOf(item, item.work)] : []))
      },
      watch: (changed) => changes.on(changed),
      async sendAgain(id) {
        await loaded
        for (const key of [id, `edit:${id}`]) {
          const item = items.get(key)
          if (item === undefined) continue
          if (item.state === 'refused') {
            set(item, 'waiting', null)
            // Asked for here, whatever another tab did with it.
            await keep(item)
          }
          await send(item.page)
        }
      },
      async discard(id) {
        const work = await takeBack(id)
        return work && 'comment' in work ? work.comment : undefined
      },
      async discardEdit(id) {
        const work = await takeBack(`edit:${id}`)
        return work && 'edit' in work ? work.edit : undefined
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
