import type { Queries } from './queries.ts'

/** Counts the pinned comments of a thread anew, so that a thread without any is read without asking for them. */
export async function countPins(queries: Queries, threadId: number): Promise<number> {
  const row = await queries
    .selectFrom('comments')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('thread_id', '=', threadId)
    .where('pinned', '=', 1)
    .executeTakeFirst()
  const pins = Number(row?.count ?? 0)
  await queries.updateTable('threads').set({ pins }).where('id', '=', threadId).execute()
  return pins
}
