import { effect } from '@preact/signals'
import { type StorageError, isPassing } from '@afterword/storage'
import type { ThreadStore } from './thread-store.ts'
import { type KeptThread, type ThreadKeep, keptThread, readKeptThread } from './thread-keep.ts'

/** Keeps the thread as it is read, so that it can be read without a network too. */
export interface KeepingStore {
  /** The kept thread, when the reason why the real one cannot be read is one that passes. */
  instead(reason: StorageError): Promise<KeptThread | undefined>
  dispose(): void
}

export interface KeepingDeps {
  readonly keep: ThreadKeep
  readonly thread: ThreadStore
}

/** Milliseconds after a change until the thread is kept as it is then. */
const KEEP_AFTER = 1_000
/** Milliseconds between two tries to read the thread itself again. */
const TRY_AGAIN = 20_000

export function createKeeping({ keep, thread }: KeepingDeps): KeepingStore {
  let timer: ReturnType<typeof setTimeout> | undefined
  let count = 0

  function write(): void {
    clearTimeout(timer)
    timer = undefined
    const kept = keptThread(thread, Date.now())
    // Where nothing can be kept nothing is: the thread is read as ever.
    if (kept !== undefined) keep.write(kept).catch(() => undefined)
  }

  const stopWatching = effect(() => {
    void thread.comments.value
    void thread.more.available.value
    const now = thread.state.value.count
    if (thread.status.value !== 'ready' || thread.asOf.value !== null) return
    const fewer = now < count
    count = now
    // What was removed must not come back, whenever the page is closed. News change the count first, then the thread.
    if (fewer) queueMicrotask(write)
    else timer ??= setTimeout(write, KEEP_AFTER)
  })
  const stopTrying = effect(() => {
    if (thread.asOf.value === null) return undefined
    const trying = setInterval(() => void thread.open(), TRY_AGAIN)
    return () => clearInterval(trying)
  })

  return {
    async instead(reason) {
      if (isPassing(reason)) return readKeptThread(await keep.read().catch(() => undefined))
      // The page or its site is gone, or closed to this reader: so is what was kept of it.
      await keep.delete().catch(() => undefined)
      return undefined
    },
    dispose() {
      stopWatching()
      stopTrying()
      clearTimeout(timer)
    },
  }
}
