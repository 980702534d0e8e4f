import type { ThreadEvent } from '@afterword/storage'
import type { Database } from '../database/database.ts'
import { readSeqs } from '../database/threads.ts'
import { eventsSince, newsSince } from './events.ts'
import { threadName } from './wakeups.ts'
import type { ThreadName, Wakeups } from './wakeups.ts'

export interface Follow {
  readonly siteId: number
  readonly page: string
  /** The number up to which the follower knows the thread. */
  readonly since: number
  /** Gets what happened, in order; returns `false` when the follower wants no more until it says `resume`. */
  readonly deliver: (events: readonly ThreadEvent[]) => boolean
  /** Called when the server closes. */
  readonly end: () => void
}

/** What a follower says. */
export interface Following {
  /** It can take more: it is told what happened meanwhile. */
  resume(): void
  stop(): void
}

/** Those who follow threads on this process. */
export interface Live {
  follow(follow: Follow): Following
  /** What happened after a number, at once. */
  look(siteId: number, page: string, since: number): Promise<readonly ThreadEvent[]>
  /** Ends all of them. */
  close(): void
  /** How many follow now. */
  readonly followers: number
}

export interface LiveDeps {
  readonly database: Database
  readonly wakeups: Wakeups
  /** Told when the database could not be read; the followers stay, and the next look tries again. */
  readonly failed: (error: unknown) => void
  /** Milliseconds between two looks behind the wake-ups. */
  readonly every?: number
}

/** A follower and how far it is. */
interface Follower extends Follow {
  hub: Hub
  known: number
  /** It has as much as it can take for now. */
  full: boolean
}

/** The followers of one thread. */
interface Hub {
  readonly name: ThreadName
  readonly siteId: number
  readonly page: string
  readonly followers: Set<Follower>
  reading: boolean
  news: boolean
}

const LOOK_EVERY = 5_000

/**
 * Delivers what happens in threads. A wake-up only says that there is something: it is read then from the
 * `events` table, once for all who are equally far. Behind the wake-ups it looks by itself now and then, at the
 * numbers of all threads in one query, so a wake-up that was lost delays news and loses none.
 */
export function createLive({ database, wakeups, failed, every = LOOK_EVERY }: LiveDeps): Live {
  const hubs = new Map<ThreadName, Hub>()
  const stopListening = wakeups.listen((name) => {
    const hub = hubs.get(name)
    if (hub !== undefined) void deliver(hub)
  })
  const timer = setInterval(() => void lookBehind(), every)
  timer.unref()
  let looking = false
  let closed = false

  function fail(error: unknown): void {
    // While closing, the database goes away under whoever still reads.
    if (!closed) failed(error)
  }

  /** Finds the threads whose number is not what their followers know. */
  async function lookBehind(): Promise<void> {
    if (looking || hubs.size === 0) return
    looking = true
    try {
      const watched = [...hubs.values()]
      const numbers = await readSeqs(database.queries, watched)
      for (const [index, hub] of watched.entries()) {
        if ([...hub.followers].some(({ full, known }) => !full && known !== numbers[index])) void deliver(hub)
      }
    } catch (error) {
      fail(error)
    } finally {
      looking = false
    }
  }

  async function deliver(hub: Hub): Promise<void> {
    hub.news = true
    if (hub.reading) return
    hub.reading = true
    try {
      while (hub.news) {
        hub.news = false
        const ready = [...hub.followers].filter((follower) => !follower.full)
        const known = new Set(ready.map((follower) => follower.known))
        for (const since of known) await bring(hub, since)
      }
    } catch (error) {
      fail(error)
    } finally {
      hub.reading = false
    }
  }

  /** Brings all who are at this number as far as the thread is. */
  async function bring(hub: Hub, since: number): Promise<void> {
    const group = [...hub.followers].filter((follower) => !follower.full && follower.known === since)
    if (group.length === 0) return
    const { page, events } = await newsSince(database.queries, hub.siteId, hub.page, since)
    if (page !== hub.page) return moveTo(page, hub)
    const last = events.findLast((event) => event.type !== 'connection')
    if (last === undefined) return
    // There may be more than one reading brings.
    hub.news = true
    for (const follower of group) {
      if (!hub.followers.has(follower)) continue
      follower.known = last.seq
      follower.full = !follower.deliver(events)
    }
  }

  /** The page was moved: who follows it goes along, and is told there what happened. */
  function moveTo(page: string, from: Hub): void {
    const hub = hubOf(from.siteId, page)
    for (const follower of from.followers) {
      follower.hub = hub
      hub.followers.add(follower)
    }
    from.followers.clear()
    if (hubs.get(from.name) === from) hubs.delete(from.name)
    void deliver(hub)
  }

  function hubOf(siteId: number, page: string): Hub {
    const name = threadName(siteId, page)
    const known = hubs.get(name)
    if (known !== undefined) return known
    const hub: Hub = { name, siteId, page, followers: new Set(), reading: false, news: false }
    hubs.set(name, hub)
    return hub
  }

  /** Whether the follower was still there. */
  function leave(follower: Follower): boolean {
    const { hub } = follower
    const there = hub.followers.delete(follower)
    if (hub.followers.size === 0 && hubs.get(hub.name) === hub) hubs.delete(hub.name)
    return there
  }

  return {
    follow(follow) {
      const { siteId, page } = follow
      if (closed) {
        follow.end()
        return { resume() {}, stop() {} }
      }
      const hub = hubOf(siteId, page)
      const follower: Follower = { ...follow, hub, known: follow.since, full: false }
      hub.followers.add(follower)
      // It is listening already, so what happens from here on is not missed between reading and listening.
      void deliver(hub)
      return {
        resume() {
          follower.full = false
          void deliver(follower.hub)
        },
        stop: () => void leave(follower),
      }
    },
    look: (siteId, page, since) => eventsSince(database.queries, siteId, page, since),
    close() {
      closed = true
      clearInterval(timer)
      stopListening()
      for (const hub of hubs.values()) {
        for (const follower of hub.followers) if (leave(follower)) follower.end()
      }
    },
    get followers() {
      let total = 0
      for (const hub of hubs.values()) total += hub.followers.size
      return total
    },
  }
}
