import type { SelectQueryBuilder } from 'kysely'
import { sql } from 'kysely'
import { selectComments } from './comments.ts'
import type { CommentRow } from './comments.ts'
import type { Queries } from './queries.ts'
import type { VerdictRow } from './moderation.ts'
import type { ReportRow } from './reports.ts'
import type { CommentsTable, Tables } from './tables.ts'
import { leadsTo } from './threads.ts'

/** All that a comment may be. */
export const STATUSES = ['published', 'pending', 'spam', 'removed'] as const

export type QueueRow = CommentRow & { readonly page: string }

export interface QueueFilters {
  /** `null`: whatever the status, with a report. */
  readonly status: CommentsTable['status'] | null
  readonly page?: string | undefined
  readonly author?: string | undefined
  readonly phase?: string | undefined
  readonly search?: string | undefined
}

export interface QueuePlace {
  readonly createdAt: number
  readonly id: string
}

/** A stretch of a queue: what is older than `from`, down to `to` and that one, too. */
export interface QueueStretch {
  readonly from?: QueuePlace | undefined
  readonly to?: QueuePlace | undefined
}

/** Comments of a site for its moderators, the newest first. What its writer removed is in none. */
export async function readQueue(
  queries: Queries,
  siteId: number,
  filters: QueueFilters,
  { from, to }: QueueStretch,
  limit: number,
): Promise<readonly QueueRow[]> {
  const { page } = filters
  // A thread has one site. Where both are asked for, SQLite goes through all comments of the site.
  let query =
    page === undefined
      ? selectQueue(queries).where('comments.site_id', '=', siteId)
      : selectQueue(queries).where('comments.thread_id', '=', leadsTo(queries, siteId, page))
  if (filters.status !== null) query = query.where('comments.status', '=', filters.status)
  else query = query.where('comments.id', 'in', reportedOn(queries, siteId))
  if (filters.author !== undefined) query = query.where('comments.author_id', '=', filters.author)
  if (filters.phase !== undefined) query = query.where('comments.phase', '=', filters.phase)
  if (filters.search !== undefined) {
    const pattern = `%${filters.search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
    query = query.where((eb) =>
      eb.or([
        sql<boolean>`lower(comments.source) like ${pattern} escape '\\'`,
        sql<boolean>`lower(comments.author_name) like ${pattern} escape '\\'`,
      ]),
    )
  }
  if (from !== undefined) query = query.where(isOlderThan(from))
  if (to !== undefined) query = query.where(isNoOlderThan(to))
  return query.orderBy('comments.created_at', 'desc').orderBy('comments.id', 'desc').limit(limit).execute()
}

/** The place of the last of so many of a stretch in a status; `undefined` where there are not so many. */
export async function placeAfter(
  queries: Queries,
  siteId: number,
  status: CommentsTable['status'],
  { from, to }: QueueStretch,
  many: number,
): Promise<QueuePlace | undefined> {
  let query = queries
    .selectFrom('comments')
    .select(['created_at as createdAt', 'id'])
    .where('site_id', '=', siteId)
    .where('status', '=', status)
  if (from !== undefined) query = query.where(isOlderThan(from))
  if (to !== undefined) query = query.where(isNoOlderThan(to))
  return query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .offset(many - 1)
    .limit(1)
    .executeTakeFirst()
}

export function isOlderThan({ createdAt, id }: QueuePlace) {
  return sql<boolean>`(comments.created_at, comments.id) < (${createdAt}, ${id})`
}

export function isNoOlderThan({ createdAt, id }: QueuePlace) {
  return sql<boolean>`(comments.created_at, comments.id) >= (${createdAt}, ${id})`
}

export async function findInQueue(queries: Queries, siteId: number, id: string): Promise<QueueRow | undefined> {
  return selectQueue(queries).where('comments.site_id', '=', siteId).where('comments.id', '=', id).executeTakeFirst()
}

function selectQueue(queries: Queries) {
  return selectComments(queries)
    .innerJoin('threads', 'threads.id', 'comments.thread_id')
    .select('threads.page')
    .where('comments.source', 'is not', null)
}

function reportedOn(queries: Queries, siteId: number) {
  return queries.selectFrom('reports').select('reports.comment_id').where('reports.site_id', '=', siteId)
}

/** How many comments stand in a status, counted up to a limit. */
export async function countStatus(
  queries: Queries,
  siteId: number,
  status: CommentsTable['status'],
  limit: number,
): Promise<number> {
  const some = queries
    .selectFrom('comments')
    .select('id')
    .where('site_id', '=', siteId)
    .where('status', '=', status)
    .where('source', 'is not', null)
    .limit(limit)
  return counted(queries, some)
}

/** How many comments have reports, counted up to a limit. */
export async function countReported(queries: Queries, siteId: number, limit: number): Promise<number> {
  const some = queries.selectFrom('reports').select('comment_id as id').where('site_id', '=', siteId).distinct()
  return counted(queries, some.limit(limit))
}

async function counted(queries: Queries, some: SelectQueryBuilder<Tables, never, { id: string }>): Promise<number> {
  const row = await queries
    .selectFrom(some.as('some'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

/** An author's comments by status. */
export async function countByAuthor(
  queries: Queries,
  siteId: number,
  authorId: string,
): Promise<readonly { readonly status: CommentsTable['status']; readonly count: number }[]> {
  return queries
    .selectFrom('comments')
    .select(['status', (eb) => eb.fn.countAll<number>().as('count')])
    .where('site_id', '=', siteId)
    .where('author_id', '=', authorId)
    .groupBy('status')
    .execute()
}

/** The verdicts on these comments, the newest first. */
export async function readVerdicts(
  queries: Queries,
  siteId: number,
  ids: readonly string[],
): Promise<readonly VerdictRow[]> {
  if (ids.length === 0) return []
  return queries
    .selectFrom('verdicts')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('comment_id', 'in', [...ids])
    .orderBy('id', 'desc')
    .limit(1_000)
    .execute()
}

export async function readReports(
  queries: Queries,
  siteId: number,
  ids: readonly string[],
): Promise<readonly ReportRow[]> {
  if (ids.length === 0) return []
  return queries
    .selectFrom('reports')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('comment_id', 'in', [...ids])
    .orderBy('at')
    .limit(1_000)
    .execute()
}
