import type { PageNote } from '@afterword/storage/admin'
import type { Queries } from '../database/queries.ts'
import { redirectsTo } from '../database/page-moves.ts'
import type { ThreadRow } from '../database/threads.ts'

const MOST_REDIRECTS = 100

/** Pages as the dashboard shows them, with the names that lead to them. */
export async function toPages(queries: Queries, rows: readonly ThreadRow[]): Promise<readonly PageNote[]> {
  const ids = rows.map(({ id }) => id)
  const redirects = Map.groupBy(await redirectsTo(queries, ids, MOST_REDIRECTS * rows.length), ({ to }) => to)
  return rows.map(({ id, page, count, closed, created_at: at }) => ({
    page,
    count,
    closed: closed === 1,
    at,
    redirects: (redirects.get(id) ?? [])
      .slice(0, MOST_REDIRECTS)
      .map((one) => ({ page: one.page, merged: one.merged })),
  }))
}
