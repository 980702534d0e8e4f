import type { SelectQueryBuilder } from 'kysely'
import { sql } from 'kysely'
import { selectComments } from './comments.ts'
import type { CommentRow } from './comments.ts'
import type { Queries } from './queries.ts'
import type { VerdictRow } from './moderation.ts'
import type { ReportRow } from './reports.ts'
import type { CommentsTable, Tables } from './tables.ts'
import { leadsTo } from './threads.ts'

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

/** Comments of a site for its moderators, the newest first. What its writer removed is in none. */
export async function readQueue(
  queries: Queries,
  siteId: number,
  filters: QueueFilters,
  from: QueuePlace | undefined,
  limit: number,
): Promise<readonly QueueRow[]> {
  let query = selectQueue(queries, siteId)
  if (filters.status !== null) query = query.where('comments.status', '=', filters.status)
  else query = query.where(({ exists, selectFrom }) => exists(reportsTo(selectFrom('reports').select('reports.at'))))
  const { page } = filters
  if (page !== undefined) query = query.where('threads.id', '=', leadsTo(queries, siteId, page))
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
  if (from !== undefined) {
    query = query.where(sql<boolean>`(comments.created_at, comments.id) < (${from.createdAt}, ${from.id})`)
  }
  return query.orderBy('comments.created_at', 'desc').orderBy('comments.id', 'desc').limit(limit).execute()
}

export async function findInQueue(queries: Queries, siteId: number, id: string): Promise<QueueRow | undefined> {
  return selectQueue(queries, siteId).where('comments.id', '=', id).executeTakeFirst()
}

function selectQueue(queries: Queries, siteId: number) {
  return selectComments(queries)
    .innerJoin('threads', 'threads.id', 'comments.thread_id')
    .select('threads.page')
    .where('comments.site_id', '=', siteId)
    .where('comments.source', 'is not', null)
}

function reportsTo<T>(reports: SelectQueryBuilder<Tables, 'reports', T>) {
  return reports
    .whereRef('reports.site_id', '=', sql.ref('comments.site_id'))
    .whereRef('reports.comment_id', '=', sql.ref('comments.id'))
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
