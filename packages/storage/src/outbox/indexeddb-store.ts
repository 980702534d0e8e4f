import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { OutboxStore, StoredComment, StoredEdit } from './store.ts'

interface Schema extends DBSchema {
  entries: { key: string; value: StoredComment }
  edits: { key: string; value: StoredEdit }
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
    opening ??= openDB<Schema>(name, 2, {
      upgrade(db, before) {
        if (before < 1) db.createObjectStore('entries', { keyPath: 'comment.id' })
        if (before < 2) db.createObjectStore('edits', { keyPath: 'id' })
      },
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
    all: () =>
      use(async (database) => {
        const tx = database.transaction(['entries', 'edits'])
        const both = await Promise.all([tx.objectStore('entries').getAll(), tx.objectStore('edits').getAll()])
        return both.flat()
      }),
    put: (entry) =>
      use(async (database) => {
        await ('comment' in entry ? database.put('entries', entry) : database.put('edits', entry))
      }),
    delete: (entry) =>
      use((database) =>
        'comment' in entry ? database.delete('entries', entry.comment.id) : database.delete('edits', entry.id),
      ),
  }
}
