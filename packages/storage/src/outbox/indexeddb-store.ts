import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { OutboxStore, StoredEntry } from './store.ts'

interface Schema extends DBSchema {
  entries: { key: string; value: StoredEntry }
}

type Database = IDBPDatabase<Schema>

/**
 * Keeps the outbox in the browser, so that what was written survives a reload and a crash. The database is open
 * only while it is used: an outbox that is given up leaves no connection behind.
 */
export function indexedDBOutboxStore(name = 'afterword-outbox'): OutboxStore {
  let opening: Promise<Database> | undefined
  let uses = 0

  function open(): Promise<Database> {
    opening ??= openDB<Schema>(name, 1, {
      upgrade: (db) => void db.createObjectStore('entries', { keyPath: 'comment.id' }),
      // Another version of this page wants the database: let it, and open again when needed.
      blocking: (_current, _blocked, event) => {
        ;(event.target as IDBDatabase).close()
        opening = undefined
      },
      terminated: () => (opening = undefined),
    })
    return opening
  }

  async function use<T>(run: (database: Database) => Promise<T>): Promise<T> {
    uses += 1
    try {
      return await run(await open())
    } finally {
      uses -= 1
      if (uses === 0) {
        opening?.then(
          (database) => database.close(),
          () => undefined,
        )
        opening = undefined
      }
    }
  }

  return {
    all: () => use((database) => database.getAll('entries')),
    put: (entry) => use(async (database) => void (await database.put('entries', entry))),
    delete: (id) => use((database) => database.delete('entries', id)),
  }
}
