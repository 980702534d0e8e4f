import type { Queries } from './queries.ts'

/** Uses these up, until nobody would take them any more; those that are past that are forgotten. */
export async function spendPasses(
  queries: Queries,
  names: readonly string[],
  now: number,
  until: number,
): Promise<void> {
  if (names.length === 0) return
  await queries.deleteFrom('spent_passes').where('expires_at', '<', now).execute()
  const rows = names.map((name) => ({ name, expires_at: until }))
  await queries.insertInto('spent_passes').values(rows).execute()
}

/** Those of these that were used up. */
export async function readSpent(queries: Queries, names: readonly string[]): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set()
  const rows = await queries
    .selectFrom('spent_passes')
    .select('name')
    .where('name', 'in', [...names])
    .execute()
  return new Set(rows.map(({ name }) => name))
}
