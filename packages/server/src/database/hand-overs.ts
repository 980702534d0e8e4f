import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Queries } from './queries.ts'
import type { HandOversTable } from './tables.ts'

export type HandOverRow = Selectable<HandOversTable>

/** Adds one, and forgets those whose time is over. */
export async function addHandOver(queries: Queries, row: Insertable<HandOversTable>, now: number): Promise<void> {
  await queries.deleteFrom('hand_overs').where('expires_at', '<=', now).execute()
  await queries.insertInto('hand_overs').values(row).execute()
}

export async function findHandOver(
  queries: Queries,
  siteId: number,
  id: string,
  now: number,
): Promise<HandOverRow | undefined> {
  return queries
    .selectFrom('hand_overs')
    .selectAll()
    .where('id', '=', id)
    .where('site_id', '=', siteId)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

/** The same on whatever site: of who comes back from a provider only this id is known. */
export async function findHandOverAnywhere(
  queries: Queries,
  id: string,
  now: number,
): Promise<HandOverRow | undefined> {
  return queries
    .selectFrom('hand_overs')
    .selectAll()
    .where('id', '=', id)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

/** Takes what a provider's answer is checked against. Whether it was there: an answer is good once. */
export async function takeFlow(queries: Queries, id: string, flow: string): Promise<boolean> {
  const result = await queries
    .updateTable('hand_overs')
    .set({ flow: null })
    .where('id', '=', id)
    .where('flow', '=', flow)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function updateHandOver(queries: Queries, id: string, values: Updateable<HandOversTable>): Promise<void> {
  await queries.updateTable('hand_overs').set(values).where('id', '=', id).execute()
}

/** Gives it to the first browser that comes. Whether it is this one's. */
export async function bindHandOver(queries: Queries, id: string, browserHash: string): Promise<boolean> {
  const result = await queries
    .updateTable('hand_overs')
    .set({ browser_hash: browserHash })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('browser_hash', 'is', null), eb('browser_hash', '=', browserHash)]))
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Counts a wrong code before it is answered, so that guesses at the same moment are counted one by one. */
export async function countTry(queries: Queries, id: string): Promise<number> {
  const row = await queries
    .updateTable('hand_overs')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('id', '=', id)
    .returning('tries')
    .executeTakeFirst()
  return row?.tries ?? Number.POSITIVE_INFINITY
}

/** Whether it was still there: of two who claim it at once, one is too late. */
export async function dropHandOver(queries: Queries, id: string): Promise<boolean> {
  const result = await queries.deleteFrom('hand_overs').where('id', '=', id).executeTakeFirst()
  return result.numDeletedRows > 0n
}
