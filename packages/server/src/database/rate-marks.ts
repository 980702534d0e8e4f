import type { Queries } from './queries.ts'

/** Until when something is used up; now for what was never used. Within a transaction, nobody else uses it meanwhile. */
export async function takeMark(queries: Queries, name: string, day: number, now: number): Promise<number> {
  const row = await queries
    .insertInto('rate_marks')
    .values({ name, day, due_at: now })
    // It changes nothing, and locks the row that is there.
    .onConflict((conflict) => conflict.column('name').doUpdateSet((eb) => ({ due_at: eb.ref('rate_marks.due_at') })))
    .returning('due_at')
    .executeTakeFirstOrThrow()
  return Number(row.due_at)
}

export async function moveMark(queries: Queries, name: string, dueAt: number): Promise<void> {
  await queries.updateTable('rate_marks').set({ due_at: dueAt }).where('name', '=', name).execute()
}

/** Names are made anew each day: nobody asks for those of days before. */
export async function forgetMarks(queries: Queries, before: number): Promise<void> {
  await queries.deleteFrom('rate_marks').where('day', '<', before).execute()
}
