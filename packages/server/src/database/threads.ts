import type { Selectable } from 'kysely'
import type { Queries } from './database.ts'
import type { ThreadsTable } from './tables.ts'

export type ThreadRow = Selectable<ThreadsTable>

export async function findThread(queries: Queries, siteId: number, page: string): Promise<ThreadRow | undefined> {
  return queries
    .selectFrom('threads')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('page', '=', page)
    .executeTakeFirst()
}

/**
 * Takes the thread's next number, in a transaction. Every writer begins with this: the row stays locked
 * until the end, so numbers have no gaps and are handed out in the order of the commits.
 */
export async function raiseThread(queries: Queries, siteId: number, page: string): Promise<ThreadRow | undefined> {
  return queries
    .updateTable('threads')
    .set((eb) => ({ seq: eb('seq', '+', 1) }))
    .where('site_id', '=', siteId)
    .where('page', '=', page)
    .returningAll()
    .executeTakeFirst()
}

/** The same, for who may be the first on the page. */
export async function raiseOrAddThread(
  queries: Queries,
  siteId: number,
  page: string,
  now: number,
): Promise<ThreadRow> {
  const raised = await raiseThread(queries, siteId, page)
  if (raised !== undefined) return raised
  await queries
    .insertInto('threads')
    .values({ site_id: siteId, page, seq: 0, count: 0, closed: 0, created_at: now })
    .onConflict((conflict) => conflict.columns(['site_id', 'page']).doNothing())
    .execute()
  const added = await raiseThread(queries, siteId, page)
  if (added === undefined) throw new Error('A thread was added and is not there.')
  return added
}

export async function saveThread(
  queries: Queries,
  thread: Pick<ThreadRow, 'id' | 'seq' | 'count' | 'closed'>,
): Promise<void> {
  const { id, seq, count, closed } = thread
  await queries.updateTable('threads').set({ seq, count, closed }).where('id', '=', id).execute()
}
