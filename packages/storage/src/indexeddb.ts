import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { StorageAdapter } from './adapter.ts'
import { newCommentId } from './comment-id.ts'
import { WITHOUT_REPORTS } from './everything.ts'
import { createEmitter } from './emitter.ts'
import { StorageError, isStorageError } from './errors.ts'
import { recordAdapter, type RecordAdapterOptions, type RecordStore } from './thread/adapter.ts'
import { emptyThread, type ThreadRecord } from './thread/record.ts'
import { setClosed, type Writer } from './thread/write.ts'
import type { PageKey } from './types.ts'

interface Schema extends DBSchema {
  threads: { key: PageKey; value: ThreadRecord }
  /** One row, `viewer`: who this browser is. */
  about: { key: string; value: Writer }
}

export interface IndexedDBAdapterOptions extends Omit<RecordAdapterOptions, 'viewer'> {
  /** The name of the database. */
  readonly name?: string
  /** Who is writing. A guest that this browser remembers when left out. */
  readonly viewer?: Writer
}

/** An adapter of its own, and the owner's means to close a thread in it. */
export interface IndexedDBAdapter extends StorageAdapter {
  /** Closes a thread to new comments, or opens it again. */
  setClosed(page: PageKey, closed: boolean): Promise<void>
}

/**
 * The browser's own storage: nothing leaves the device. It survives a reload, and other tabs see what is
 * written at once.
 */
export function indexedDBAdapter({
  name = 'afterword',
  viewer,
  ...options
}: IndexedDBAdapterOptions = {}): IndexedDBAdapter {
  const database = lazyDatabase(name)
  const store = threadStore(database, name)
  const adapter = recordAdapter(store, { viewer: () => viewer ?? rememberedViewer(database), ...options })
  return {
    ...adapter,
    setClosed: (page, closed) => store.change(page, (thread) => setClosed(thread, closed)),
  }
}

/** The database, opened when it is needed, and again when another version of the page made us let go of it. */
interface LazyDatabase {
  get(): Promise<IDBPDatabase<Schema>>
  close(): Promise<void>
}

function lazyDatabase(name: string): LazyDatabase {
  let opening: Promise<IDBPDatabase<Schema>> | undefined
  const forget = (): void => {
    opening = undefined
  }
  return {
    get() {
      opening ??= openDB<Schema>(name, 1, {
        upgrade(db) {
          db.createObjectStore('threads', { keyPath: 'page' })
          db.createObjectStore('about')
        },
        blocking(_current, _blocked, event) {
          ;(event.target as IDBDatabase).close()
          forget()
        },
        terminated: forget,
      })
      const own = opening
      own.catch(forget)
      return own
    },
    async close() {
      const own = opening
      forget()
      ;(await own?.catch(() => undefined))?.close()
    },
  }
}

function threadStore(database: LazyDatabase, name: string): RecordStore {
  const changes = createEmitter<PageKey>()
  // Other tabs, and other adapters in this one. Not there in every browser: then they see it when they read.
  const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel(`afterword:${name}`) : undefined
  channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string') changes.emit(data)
  })
  return {
    // Nobody but the reader looks into this browser: a report would be read by no one.
    supports: WITHOUT_REPORTS,
    read: (page) =>
      guarded('read', async () => (await (await database.get()).get('threads', page)) ?? emptyThread(page)),
    change: (page, change) =>
      guarded('write', async () => {
        const transaction = (await database.get()).transaction('threads', 'readwrite', { durability: 'strict' })
        // The change runs between two requests of one transaction, so nobody else's comes in between.
        const thread = (await transaction.store.get(page)) ?? emptyThread(page)
        const before = thread.seq
        try {
          const result = change(thread)
          if (thread.seq !== before) await transaction.store.put(thread)
          await transaction.done
          if (thread.seq !== before) {
            changes.emit(page)
            channel?.postMessage(page)
          }
          return result
        } catch (error) {
          transaction.done.catch(() => undefined)
          if (isStorageError(error)) transaction.abort()
          throw error
        }
      }),
    watch: (page, changed) => changes.on((which) => which === page && changed()),
    async close() {
      channel?.close()
      await database.close()
    },
  }
}

/** A guest of this browser, made when it is first needed. */
async function rememberedViewer(database: LazyDatabase): Promise<Writer> {
  return guarded('read', async () => {
    const transaction = (await database.get()).transaction('about', 'readwrite')
    const there = await transaction.store.get('viewer')
    const viewer = there ?? { id: newCommentId(), guest: true }
    if (there === undefined) await transaction.store.put(viewer, 'viewer')
    await transaction.done
    return viewer
  })
}

async function guarded<T>(what: 'read' | 'write', run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (isStorageError(error)) throw error
    const full = error instanceof DOMException && error.name === 'QuotaExceededError'
    throw new StorageError(
      'unavailable',
      full
        ? 'The browser’s storage is full. Free some room for this site, then try again.'
        : `The browser’s storage cannot be ${what === 'read' ? 'read' : 'written'}: private mode or a setting may forbid it.`,
      { cause: error },
    )
  }
}
