import { postgresChannel } from '../database/postgres-wakeups.ts'

/** Names a page's thread, whether it has a row yet or not: a page can be watched before anybody wrote on it. */
export type ThreadName = string

export type WakeupListener = (thread: ThreadName) => void

/**
 * Says "this thread has news" and nothing else: what the news are stands in the database. A wake-up may
 * come twice, or for nothing; one that is lost is made good by whoever polls behind it.
 */
export interface Wakeups {
  notify(thread: ThreadName): void
  /** Returns what ends it. */
  listen(listener: WakeupListener): () => void
  close(): Promise<void>
}

export function threadName(siteId: number, page: string): ThreadName {
  return `${siteId}/${page}`
}

/** Wake-ups within one process: all that a server with SQLite needs. */
export function localWakeups(): Wakeups {
  const listeners = new Set<WakeupListener>()
  return {
    notify(thread) {
      for (const listener of listeners) listener(thread)
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      listeners.clear()
    },
  }
}

/** Wake-ups among all servers on one Postgres, by LISTEN and NOTIFY. */
export function postgresWakeups(url: string): Wakeups {
  const local = localWakeups()
  const channel = postgresChannel(url, local.notify)
  return {
    notify(thread) {
      // Those on this process need not wait for the way around.
      local.notify(thread)
      channel.notify(thread)
    },
    listen: local.listen,
    async close() {
      await local.close()
      await channel.close()
    },
  }
}
