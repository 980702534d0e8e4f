import { openDB, type DBSchema, type IDBPDatabase } from 'idb'

/** What this browser keeps for a reader, by name. Every method rejects where storage is blocked, full or broken. */
export interface BrowserKeep {
  /** Everything whose name begins so, in the order of the names. */
  all(prefix: string): Promise<readonly (readonly [name: string, value: unknown])[]>
  get(name: string): Promise<unknown>
  /** Resolves when it would survive the end of the browser. */
  put(name: string, value: unknown): Promise<void>
  delete(name: string): Promise<void>
}

interface Schema extends DBSchema {
  kept: { key: string; value: unknown }
}

const DATABASE = 'afterword-kept'
/** Sorts behind every name. */
const LAST = '\uffff'

/** In IndexedDB: unlike `localStorage`, what it has taken outlives a browser that is killed the next moment. */
export function browserKeep(): BrowserKeep {
  let opening: Promise<IDBPDatabase<Schema>> | undefined

  function database(): Promise<IDBPDatabase<Schema>> {
    opening ??= openDB<Schema>(DATABASE, 1, {
      upgrade: (db) => void db.createObjectStore('kept'),
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
    async all(prefix) {
      const tx = (await database()).transaction('kept')
      const range = IDBKeyRange.bound(prefix, prefix + LAST)
      const [names, values] = await Promise.all([tx.store.getAllKeys(range), tx.store.getAll(range)])
      return names.map((name, index) => [name, values[index]] as const)
    },
    get: async (name) => (await database()).get('kept', name),
    put: async (name, value) => void (await (await database()).put('kept', value, name)),
    delete: async (name) => (await database()).delete('kept', name),
  }
}
