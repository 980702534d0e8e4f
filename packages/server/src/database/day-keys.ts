import type { Queries } from './queries.ts'

/** The key of a day, the same for all processes; the one that is offered when there is none yet. Older ones go. */
export async function dayKey(queries: Queries, day: number, offered: string): Promise<string> {
  const known = await find(queries, day)
  if (known !== undefined) return known
  await queries.deleteFrom('day_keys').where('day', '<', day).execute()
  await queries
    .insertInto('day_keys')
    .values({ day, key: offered })
    .onConflict((conflict) => conflict.column('day').doNothing())
    .execute()
  return (await find(queries, day)) ?? offered
}

async function find(queries: Queries, day: number): Promise<string | undefined> {
  const row = await queries.selectFrom('day_keys').select('key').where('day', '=', day).executeTakeFirst()
  return row?.key
}
