import type { Selectable } from 'kysely'
import type { Queries } from './queries.ts'
import type { ReportsTable } from './tables.ts'

export type ReportRow = Selectable<ReportsTable>

/** Keeps a report in place of the one that the viewer gave before. */
export async function saveReport(queries: Queries, report: ReportRow): Promise<void> {
  const { reason, note, at } = report
  await queries
    .insertInto('reports')
    .values(report)
    .onConflict((conflict) =>
      conflict.columns(['site_id', 'comment_id', 'author_id']).doUpdateSet({ reason, note, at }),
    )
    .execute()
}

export async function removeReportsOf(queries: Queries, siteId: number, commentId: string): Promise<void> {
  await queries.deleteFrom('reports').where('site_id', '=', siteId).where('comment_id', '=', commentId).execute()
}

/** The newest comments of a page that a viewer reported. */
export async function readReportedBy(
  queries: Queries,
  threadId: number,
  authorId: string,
  limit: number,
): Promise<readonly string[]> {
  const rows = await queries
    .selectFrom('reports')
    .select('comment_id')
    .where('thread_id', '=', threadId)
    .where('author_id', '=', authorId)
    .orderBy('comment_id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => row.comment_id)
}
