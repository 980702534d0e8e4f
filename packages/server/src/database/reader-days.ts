import type { Queries } from './queries.ts'

/**
 * What a day was counted with until now, empty when nobody was; `null`: the day is over. Within a transaction, nobody else
 * counts the same day meanwhile.
 */
export async function takeReaderDay(queries: Queries, siteId: number, day: number): Promise<string | null> {
  const row = await queries
    .insertInto('reader_days')
    .values({ site_id: siteId, day, readers: 0, registers: '' })
    // It changes nothing, and locks the row that is there.
    .onConflict((conflict) =>
      conflict.columns(['site_id', 'day']).doUpdateSet((eb) => ({ readers: eb.ref('reader_days.readers') })),
    )
    .returning('registers')
    .executeTakeFirstOrThrow()
  return row.registers
}

export async function saveReaderDay(
  queries: Queries,
  siteId: number,
  day: number,
  counted: { readonly readers: number; readonly registers: string },
): Promise<void> {
  await queries.updateTable('reader_days').set(counted).where('site_id', '=', siteId).where('day', '=', day).execute()
}

/** Of days that are over, only the number stays. */
export async function closeReaderDays(queries: Queries, before: number): Promise<void> {
  await queries
    .updateTable('reader_days')
    .set({ registers: null })
    .where('day', '<', before)
    .where('registers', 'is not', null)
    .execute()
}

/** How many read on each day from one on, and on which day they were counted for the first time. */
export async function readReaderDays(
  queries: Queries,
  siteId: number,
  since: number,
): Promise<{ readonly first: number | undefined; readonly days: ReadonlyMap<number, number> }> {
  const oldest = await queries
    .selectFrom('reader_days')
    .select('day')
    .where('site_id', '=', siteId)
    .orderBy('day')
    .limit(1)
    .executeTakeFirst()
  const rows = await queries
    .selectFrom('reader_days')
    .select(['day', 'readers'])
    .where('site_id', '=', siteId)
    .where('day', '>=', since)
    .execute()
  return {
    first: oldest?.day,
    days: new Map(rows.map(({ day, readers }) => [day, Number(readers)])),
  }
}
