import { countSince, readDays, stretchOf, writersOf } from '../database/comment-days.ts'
import type { CommentDay } from '../database/comment-days.ts'
import type { Database } from '../database/database.ts'
import { STATUSES, placeAfter } from '../database/queue.ts'
import type { QueuePlace } from '../database/queue.ts'

/** So many are counted at once: on SQLite everybody else waits for it. */
const AT_ONCE = 10_000

/** How much was written on each day. */
export interface CommentDays {
  /**
   * By day (days since the Unix epoch, UTC), without those on which nothing was written. What is changed meanwhile is
   * counted as it was or as it is.
   */
  count(siteId: number, first: number, last: number): Promise<ReadonlyMap<number, CommentDay>>
}

/**
 * Few comments are counted in one query; many in steps, between which others are served. Whoever asks while they are
 * counted waits for the same count: a site is counted once at a time.
 */
export function createCommentDays({ queries }: Pick<Database, 'queries'>, atOnce = AT_ONCE): CommentDays {
  const underWay = new Map<string, Promise<ReadonlyMap<number, CommentDay>>>()

  async function countDay(siteId: number, day: number): Promise<CommentDay> {
    const writers = new Set<string>()
    let [comments, held] = [0, 0]
    const whole = stretchOf(day)
    for (const status of STATUSES) {
      let from: QueuePlace | undefined = whole.from
      while (from !== undefined) {
        const next = await placeAfter(queries, siteId, status, { from, to: whole.to }, atOnce)
        const found = await writersOf(queries, siteId, status, { from, to: next ?? whole.to })
        for (const [writer, many] of found) {
          if (writer !== null) writers.add(writer)
          comments += many
          if (status !== 'published') held += many
        }
        from = next
        // A turn of the others.
        await new Promise(setImmediate)
      }
    }
    return { comments, writers: writers.size, held }
  }

  async function count(siteId: number, first: number, last: number): Promise<ReadonlyMap<number, CommentDay>> {
    if ((await countSince(queries, siteId, first, atOnce + 1)) <= atOnce) return readDays(queries, siteId, first)
    const days = new Map<number, CommentDay>()
    for (let day = first; day <= last; day++) {
      const counted = await countDay(siteId, day)
      if (counted.comments > 0) days.set(day, counted)
    }
    return days
  }

  return {
    count(siteId, first, last) {
      const key = `${siteId} ${first} ${last}`
      const counting = underWay.get(key) ?? count(siteId, first, last).finally(() => underWay.delete(key))
      underWay.set(key, counting)
      return counting
    },
  }
}
