import type { Selectable } from 'kysely'
import type { Queries } from './queries.ts'
import { prepared } from './prepared.ts'
import type { EventsTable } from './tables.ts'

export type EventRow = Selectable<EventsTable>

/** How many changes of a thread can be told again. Who slept through more reads the thread afresh. */
export const KEPT_EVENTS = 1_000

/** Old events go each time that this many came. */
const PRUNED_EVERY = 100

/** Writes down what happened, in the transaction that did it. */
export async function addEvent(queries: Queries, event: EventRow): Promise<void> {
  await insertEvent(queries, event)
  if (event.seq % PRUNED_EVERY === 0) {
    await queries
      .deleteFrom('events')
      .where('thread_id', '=', event.thread_id)
      .where('seq', '<=', event.seq - KEPT_EVENTS)
      .execute()
  }
}

const insertEvent = prepared((queries, event: EventRow) => queries.insertInto('events').values(event))

/** What happened after a number, in order. When the first is not the number after it, the ones between are no longer known. */
export async function readEvents(
  queries: Queries,
  threadId: number,
  since: number,
  limit: number,
): Promise<readonly EventRow[]> {
  return queries
    .selectFrom('events')
    .selectAll()
    .where('thread_id', '=', threadId)
    .where('seq', '>', since)
    .orderBy('seq')
    .limit(limit)
    .execute()
}
