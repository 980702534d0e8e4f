import type { StorageAdapter } from './adapter.ts'
import { newCommentId } from './comment-id.ts'
import { createEmitter } from './emitter.ts'
import { recordAdapter, type RecordAdapterOptions, type RecordStore } from './thread/adapter.ts'
import { reportsOf, type StoredReport } from './thread/read.ts'
import { emptyThread, type ThreadRecord } from './thread/record.ts'
import { setClosed, type Writer } from './thread/write.ts'
import type { PageKey } from './types.ts'

/** Threads in memory. Several adapters over one store are several viewers of the same threads. */
export interface MemoryStore extends RecordStore {
  /** Closes a thread to new comments, or opens it again. */
  setClosed(page: PageKey, closed: boolean): Promise<void>
  /** What viewers reported on a page, for whoever moderates. */
  reports(page: PageKey): readonly StoredReport[]
}

export interface MemoryAdapterOptions extends Omit<RecordAdapterOptions, 'viewer'> {
  /** A store of its own when left out. */
  readonly store?: MemoryStore
  /** A guest of its own when left out. */
  readonly viewer?: Writer
}

export function memoryStore(): MemoryStore {
  const threads = new Map<PageKey, ThreadRecord>()
  const changes = createEmitter<PageKey>()

  async function change<T>(page: PageKey, apply: (thread: ThreadRecord) => T): Promise<T> {
    const thread = threads.get(page) ?? emptyThread(page)
    const before = thread.seq
    const result = apply(thread)
    threads.set(page, thread)
    if (thread.seq !== before) changes.emit(page)
    return result
  }

  return {
    read: async (page) => threads.get(page) ?? emptyThread(page),
    change,
    watch: (page, changed) => changes.on((which) => which === page && changed()),
    reports: (page) => reportsOf(threads.get(page) ?? emptyThread(page)),
    setClosed: (page, closed) => change(page, (thread) => setClosed(thread, closed)),
  }
}

/** The reference: everything that the contract asks for, and nothing survives the process. */
export function memoryAdapter({
  store = memoryStore(),
  viewer = { id: newCommentId(), guest: true },
  ...options
}: MemoryAdapterOptions = {}): StorageAdapter {
  return recordAdapter(store, { viewer: () => viewer, ...options })
}
