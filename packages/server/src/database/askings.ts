import type { Selectable } from 'kysely'
import type { Queries } from './queries.ts'
import type { AskingsTable } from './tables.ts'

export type AskingRow = Selectable<AskingsTable>

/** Has somebody asked about a comment, in place of what was to be asked about it before. */
export async function saveAsking(queries: Queries, row: AskingRow): Promise<void> {
  const { site_id, comment_id, ...values } = row
  await queries
    .insertInto('askings')
    .values({ site_id, comment_id, ...values })
    .onConflict((conflict) => conflict.columns(['site_id', 'comment_id']).doUpdateSet(values))
    .execute()
}

export async function findAsking(queries: Queries, siteId: number, commentId: string): Promise<AskingRow | undefined> {
  return queries
    .selectFrom('askings')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .executeTakeFirst()
}

/** Whether there was one. */
export async function removeAsking(queries: Queries, siteId: number, commentId: string): Promise<boolean> {
  const result = await queries
    .deleteFrom('askings')
    .where('site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

export async function dueAskings(queries: Queries, now: number, limit: number): Promise<readonly AskingRow[]> {
  return queries.selectFrom('askings').selectAll().where('due_at', '<=', now).orderBy('due_at').limit(limit).execute()
}

/** Takes one for this process alone until a time; whether nobody else was faster. */
export async function claimAsking(
  queries: Queries,
  { site_id, comment_id, version, due_at, attempts }: AskingRow,
  until: number,
): Promise<boolean> {
  const result = await queries
    .updateTable('askings')
    .set({ due_at: until, attempts: attempts + 1 })
    .where('site_id', '=', site_id)
    .where('comment_id', '=', comment_id)
    .where('version', '=', version)
    .where('due_at', '=', due_at)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
