/** Where a session is kept, by site. It may be asked at any time and must not throw. */
export interface SessionStore {
  get(key: string): string | null
  set(key: string, value: string): void
  delete(key: string): void
  /** Calls back when another tab has changed what is kept. The result ends it. */
  watch(key: string, changed: () => void): () => void
}

/** Gone with the page. */
export function memorySessions(): SessionStore {
  const kept = new Map<string, string>()
  return {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => void kept.set(key, value),
    delete: (key) => void kept.delete(key),
    watch: () => () => undefined,
  }
}

/** The browser's own storage; where that is blocked, memory: the reader is then signed in until the page is left. */
export function browserSessions(): SessionStore {
  const memory = new Map<string, string>()
  return {
    get(key) {
      try {
        return localStorage.getItem(key) ?? memory.get(key) ?? null
      } catch {
        return memory.get(key) ?? null
      }
    },
    set(key, value) {
      try {
        localStorage.setItem(key, value)
        memory.delete(key)
      } catch {
        memory.set(key, value)
      }
    },
    delete(key) {
      memory.delete(key)
      try {
        localStorage.removeItem(key)
      } catch {
        // Blocked. There is nothing in it.
      }
    },
    watch(key, changed) {
      const listen = (event: StorageEvent): void => {
        if (event.key === key || event.key === null) changed()
      }
      globalThis.addEventListener?.('storage', listen)
      return () => globalThis.removeEventListener?.('storage', listen)
    },
  }
}
