import { sql } from 'kysely'
import type { Queries } from './queries.ts'
import { STATUSES, isNoOlderThan, isOlderThan } from './queue.ts'
import type { QueuePlace } from './queue.ts'
import type { CommentsTable } from './tables.ts'

const DAY = 86_400_000

export interface CommentDay {
  readonly comments: number
  readonly writers: number
  /** How many of them are not published. */
  readonly held: number
}

/** By day (days since the Unix epoch, UTC), all of them in one answer, for which everybody waits on SQLite. */
export async function readDays(
  queries: Queries,
  siteId: number,
  first: number,
): Promise<ReadonlyMap<number, CommentDay>> {
  const day = sql<number>`created_at / ${sql.lit(DAY)}`
  const rows = await queries
    .selectFrom('comments')
    .select([
      day.as('day'),
      (eb) => eb.fn.countAll<number>().as('comments'),
      sql<number>`count(distinct author_id)`.as('writers'),
      sql<number>`sum(case when status = 'published' then 0 else 1 end)`.as('held'),
    ])
    .where('site_id', '=', siteId)
    .where('status', 'in', STATUSES)
    .where('created_at', '>=', first * DAY)
    .groupBy(day)
    .execute()
  return new Map(
    rows.map((row) => [
      Number(row.day),
      { comments: Number(row.comments), writers: Number(row.writers), held: Number(row.held) },
    ]),
  )
}

/** How many comments there are from a day on, counted up to a limit. */
export async function countSince(queries: Queries, siteId: number, first: number, limit: number): Promise<number> {
  const some = queries
    .selectFrom('comments')
    .select('id')
    .where('site_id', '=', siteId)
    .where('status', 'in', STATUSES)
    .where('created_at', '>=', first * DAY)
    .limit(limit)
  const row = await queries
    .selectFrom(some.as('some'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

/** What is older than `from`, down to `to` and that one, too. */
interface Stretch {
  readonly from: QueuePlace
  readonly to: QueuePlace
}

/** Who wrote the comments of a stretch in a status, and how many each; `null` for those whose words are gone. */
export async function writersOf(
  queries: Queries,
  siteId: number,
  status: CommentsTable['status'],
  { from, to }: Stretch,
): Promise<ReadonlyMap<string | null, number>> {
  const rows = await queries
    .selectFrom('comments')
    .select(['author_id', (eb) => eb.fn.countAll<number>().as('comments')])
    .where('site_id', '=', siteId)
    .where('status', '=', status)
    .where(isOlderThan(from))
    .where(isNoOlderThan(to))
    .groupBy('author_id')
    .execute()
  return new Map(rows.map(({ author_id, comments }) => [author_id, Number(comments)]))
}

/** A whole day. */
export function stretchOf(day: number): Stretch {
  return { from: { createdAt: (day + 1) * DAY, id: '' }, to: { createdAt: day * DAY, id: '' } }
}
