import { sql } from 'kysely'
import type { Queries } from './queries.ts'
import { countPins } from './pins.ts'
import type { ThreadRow } from './threads.ts'

/** The row that has this very name, be it a page's or one that only leads to it. */
export async function findNamed(queries: Queries, siteId: number, page: string): Promise<ThreadRow | undefined> {
  return queries
    .selectFrom('threads')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('page', '=', page)
    .executeTakeFirst()
}

/** Makes everybody who writes on these wait until the transaction ends. Always in the order of their ids. */
export async function lockThreads(queries: Queries, ids: readonly number[]): Promise<readonly ThreadRow[]> {
  const locked: ThreadRow[] = []
  for (const id of ids.toSorted((a, b) => a - b)) {
    const row = await queries
      .updateTable('threads')
      .set((eb) => ({ seq: eb.ref('seq') }))
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst()
    if (row !== undefined) locked.push(row)
  }
  return locked
}

export async function renameThread(queries: Queries, id: number, page: string): Promise<void> {
  await queries.updateTable('threads').set({ page }).where('id', '=', id).execute()
}

/** Has a name lead to a thread. */
export async function addRedirect(
  queries: Queries,
  siteId: number,
  page: string,
  to: number,
  now: number,
): Promise<void> {
  await queries
    .insertInto('threads')
    .values({ site_id: siteId, page, seq: 0, count: 0, closed: 0, created_at: now, moved_to: to })
    .execute()
}

export async function removeRedirect(queries: Queries, id: number): Promise<void> {
  await queries.deleteFrom('threads').where('id', '=', id).where('moved_to', 'is not', null).execute()
}

export interface RedirectRow {
  readonly to: number
  readonly page: string
  readonly merged: number
}

/** The names that lead to these threads, the newest first, and how many comments came with each. */
export async function redirectsTo(
  queries: Queries,
  ids: readonly number[],
  limit: number,
): Promise<readonly RedirectRow[]> {
  if (ids.length === 0) return []
  const rows = await queries
    .selectFrom('threads')
    .select(['moved_to as to', 'page'])
    .select((eb) =>
      eb
        .selectFrom('comments')
        .select((count) => count.fn.countAll<number>().as('count'))
        .whereRef('comments.moved_from', '=', 'threads.id')
        .whereRef('comments.thread_id', '=', 'threads.moved_to')
        .as('merged'),
    )
    .where('moved_to', 'in', [...ids])
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.flatMap(({ to, page, merged }) => (to === null ? [] : [{ to, page, merged: Number(merged) }]))
}

/** What the order of a thread is made of. */
export interface Placed {
  readonly id: string
  readonly parent_id: string | null
  readonly seq: number
  readonly created_at: number
}

export async function readPlaces(queries: Queries, threadIds: readonly number[]): Promise<readonly Placed[]> {
  return queries
    .selectFrom('comments')
    .select(['id', 'parent_id', 'seq', 'created_at'])
    .where('thread_id', 'in', [...threadIds])
    .execute()
}

/** Sets many comments of a site to their places. */
export async function setPlaces(
  queries: Queries,
  siteId: number,
  places: readonly { readonly id: string; readonly seq: number; readonly path: string }[],
): Promise<void> {
  const rows = places.map(({ id, seq, path }) => sql`(${id}, cast(${seq} as bigint), ${path})`)
  await sql`
    with places(id, seq, path) as (values ${sql.join(rows)})
    update comments set seq = places.seq, path = places.path
    from places where comments.site_id = ${siteId} and comments.id = places.id
  `.execute(queries)
}

/** Everything of one thread becomes another one's, which remembers where it came from. */
export async function takeOver(queries: Queries, from: number, to: number): Promise<void> {
  await queries
    .updateTable('comments')
    .set({ moved_from: from })
    .where('thread_id', '=', from)
    .where('moved_from', 'is', null)
    .execute()
  for (const table of ['comments', 'reactions', 'reports'] as const) {
    await queries.updateTable(table).set({ thread_id: to }).where('thread_id', '=', from).execute()
  }
  await queries.updateTable('threads').set({ moved_to: to }).where('moved_to', '=', from).execute()
  await queries.updateTable('threads').set({ moved_to: to, count: 0 }).where('id', '=', from).execute()
}

/** The branches that came from a page go back to it, with everything that was answered in them since. */
export async function giveBack(queries: Queries, from: number, to: number): Promise<void> {
  await queries
    .updateTable('comments')
    .set({ thread_id: to, moved_from: null })
    .where('thread_id', '=', from)
    .where('root_id', 'in', (eb) =>
      eb
        .selectFrom('comments as came')
        .select('came.root_id')
        .where('came.thread_id', '=', from)
        .where('came.moved_from', '=', to),
    )
    .execute()
  for (const table of ['reactions', 'reports'] as const) {
    await queries
      .updateTable(table)
      .set({ thread_id: to })
      .where('thread_id', '=', from)
      .where('comment_id', 'in', (eb) => eb.selectFrom('comments').select('id').where('thread_id', '=', to))
      .execute()
  }
  await queries.updateTable('threads').set({ moved_to: null }).where('id', '=', to).execute()
}

export async function countPublished(queries: Queries, threadId: number): Promise<number> {
  const row = await queries
    .selectFrom('comments')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('thread_id', '=', threadId)
    .where('status', '=', 'published')
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

/** After this number nobody can be told what happened before: who follows reads afresh. */
export async function startAfresh(queries: Queries, threadId: number, seq: number, count: number): Promise<void> {
  await queries.deleteFrom('events').where('thread_id', '=', threadId).execute()
  await queries.updateTable('threads').set({ seq, count }).where('id', '=', threadId).execute()
  await countPins(queries, threadId)
}
