import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { OutboxStore, StoredEntry } from './store.ts'

interface Schema extends DBSchema {
  entries: { key: string; value: StoredEntry }
}

/** Keeps the outbox in the browser, so that what was written survives a reload and a crash. */
export function indexedDBOutboxStore(name = 'afterword-outbox'): OutboxStore {
  let opening: Promise<IDBPDatabase<Schema>> | undefined

  function database(): Promise<IDBPDatabase<Schema>> {
    opening ??= openDB<Schema>(name, 1, {
      upgrade: (db) => void db.createObjectStore('entries', { keyPath: 'comment.id' }),
      // Another version of this page wants the database: let it, and open again when needed.
      blocking: (_current, _blocked, event) => {
        ;(event.target as IDBDatabase).close()
        opening = undefined
      },
      terminated: () => (opening = undefined),
    })
    opening.catch(() => (opening = undefined))
    return opening
  }

  return {
    all: async () => (await database()).getAll('entries'),
    put: async (entry) => void (await (await database()).put('entries', entry)),
    delete: async (id) => (await database()).delete('entries', id),
  }
}
