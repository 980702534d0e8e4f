import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { Queries } from './queries.ts'
import { prepared } from './prepared.ts'
import type { ThreadsTable } from './tables.ts'

export type ThreadRow = Selectable<ThreadsTable>

/** The thread that a page's name leads to: its own, or the one of the page that it was moved to. */
export async function findThread(queries: Queries, siteId: number, page: string): Promise<ThreadRow | undefined> {
  const [row] = await byPage(queries, { siteId, page })
  return row
}

interface PageKey {
  readonly siteId: number
  readonly page: string
}

const byPage = prepared((queries, { siteId, page }: PageKey) =>
  queries
    .selectFrom('threads')
    .selectAll()
    .where('id', '=', leadsTo(queries, siteId, page)),
)

export async function findThreadById(queries: Queries, id: number): Promise<ThreadRow | undefined> {
  return queries.selectFrom('threads').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The same within another query. */
export function leadsTo(queries: Queries, siteId: number, page: string) {
  return queries
    .selectFrom('threads as named')
    .select((named) => named.fn.coalesce('named.moved_to', 'named.id').as('id'))
    .where('named.site_id', '=', siteId)
    .where('named.page', '=', page)
}

/** The same for many pages. */
function leadingTo(queries: Queries, siteId: number, pages: readonly string[]) {
  return queries
    .selectFrom('threads as named')
    .innerJoin('threads', (join) =>
      join.on((eb) => eb('threads.id', '=', eb.fn.coalesce('named.moved_to', 'named.id'))),
    )
    .where('named.site_id', '=', siteId)
    .where('named.page', 'in', [...pages])
}

/** So many pages are asked for in one query. */
const PAGES_AT_ONCE = 200

/** The numbers of many threads, in the order asked for; 0 for a page that nobody has written on. */
export async function readSeqs(
  queries: Queries,
  threads: readonly { readonly siteId: number; readonly page: string }[],
): Promise<readonly number[]> {
  const known = new Map<string, number>()
  for (const [siteId, of] of Map.groupBy(threads, (thread) => thread.siteId)) {
    for (let from = 0; from < of.length; from += PAGES_AT_ONCE) {
      const pages = of.slice(from, from + PAGES_AT_ONCE).map((thread) => thread.page)
      const rows = await leadingTo(queries, siteId, pages).select(['named.page', 'threads.seq']).execute()
      for (const row of rows) known.set(`${siteId}/${row.page}`, row.seq)
    }
  }
  return threads.map(({ siteId, page }) => known.get(`${siteId}/${page}`) ?? 0)
}

/** How many comments the pages of a site have; a page that nobody has written on is left out. */
export async function readCounts(
  queries: Queries,
  siteId: number,
  pages: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await leadingTo(queries, siteId, pages).select(['named.page', 'threads.count']).execute()
  return new Map(rows.map((row) => [row.page, row.count]))
}

/**
 * Takes the thread's next number, in a transaction. Every writer begins with this: the row stays locked
 * until the end, so numbers have no gaps and are handed out in the order of the commits.
 */
export async function raiseThread(queries: Queries, siteId: number, page: string): Promise<ThreadRow | undefined> {
  const [raised] = await raise(queries, { siteId, page })
  if (raised?.moved_to == null) return raised
  // The page was moved while this waited for it.
  const [there] = await raise(queries, { siteId, page })
  return there
}

const raise = prepared((queries, { siteId, page }: PageKey) =>
  queries
    .updateTable('threads')
    .set((eb) => ({ seq: eb('seq', '+', 1) }))
    .where('id', '=', leadsTo(queries, siteId, page))
    .returningAll(),
)

/** The same, for a thread that is known to be there. */
export async function raiseThreadById(queries: Queries, id: number): Promise<ThreadRow | undefined> {
  return queries
    .updateTable('threads')
    .set((eb) => ({ seq: eb('seq', '+', 1) }))
    .where('id', '=', id)
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

/**
 * Makes writers of the thread wait until the transaction ends, without a change that readers learn of: what is read after
 * it stays true until then.
 */
export async function holdThread(queries: Queries, siteId: number, page: string): Promise<ThreadRow | undefined> {
  const held = await hold(queries, siteId, page)
  return held?.moved_to == null ? held : hold(queries, siteId, page)
}

async function hold(queries: Queries, siteId: number, page: string): Promise<ThreadRow | undefined> {
  return queries
    .updateTable('threads')
    .set((eb) => ({ seq: eb.ref('seq') }))
    .where('id', '=', leadsTo(queries, siteId, page))
    .returningAll()
    .executeTakeFirst()
}

export async function saveThread(
  queries: Queries,
  thread: Pick<ThreadRow, 'id' | 'seq' | 'count' | 'closed'>,
): Promise<void> {
  const { id, seq, count, closed } = thread
  await save(queries, { id, seq, count, closed })
}

const save = prepared((queries, { id, ...values }: Pick<ThreadRow, 'id' | 'seq' | 'count' | 'closed'>) =>
  queries.updateTable('threads').set(values).where('id', '=', id),
)

/** The pages of a site on which somebody wrote, the newest first; those whose name has this in it. */
export async function listThreads(
  queries: Queries,
  siteId: number,
  search: string | undefined,
  beforeId: number | undefined,
  limit: number,
): Promise<readonly ThreadRow[]> {
  let query = queries.selectFrom('threads').selectAll().where('site_id', '=', siteId).where('moved_to', 'is', null)
  if (search !== undefined) {
    const pattern = `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
    query = query.where(sql<boolean>`lower(page) like ${pattern} escape '\\'`)
  }
  if (beforeId !== undefined) query = query.where('id', '<', beforeId)
  return query.orderBy('id', 'desc').limit(limit).execute()
}

/** Threads that are open and whose first comment came at a time or before it. */
export async function findOpenSince(
  queries: Queries,
  siteId: number,
  before: number,
  limit: number,
): Promise<readonly ThreadRow[]> {
  return queries
    .selectFrom('threads')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('closed', '=', 0)
    .where('moved_to', 'is', null)
    .where('created_at', '<=', before)
    .limit(limit)
    .execute()
}
