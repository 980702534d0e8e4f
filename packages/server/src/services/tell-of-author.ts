import { findComments } from '../database/comments.ts'
import type { Queries } from '../database/queries.ts'
import { newestBy } from '../database/moderation.ts'
import { raiseSiteVersion } from '../database/sites.ts'
import { raiseThreadById } from '../database/threads.ts'
import { beginChange } from './change.ts'

/** Of so many comments of an author, the newest, those who follow the pages are told. Who comes later reads anew anyway. */
const MOST = 200

/**
 * What stands beside an author's name is about to be another: no kept answer is good any more, and who has a page open is
 * told. It comes before the author's row is written, since who writes takes the thread first, too. Returns the pages.
 */
export async function tellOfAuthor(
  queries: Queries,
  siteId: number,
  authorId: string,
  now: number,
): Promise<readonly string[]> {
  await raiseSiteVersion(queries, siteId)
  const byThread = Map.groupBy(await newestBy(queries, siteId, authorId, MOST), (row) => row.thread_id)
  const pages: string[] = []
  // Always in the same order, so that no two wait for each other.
  for (const [id, rows] of [...byThread].toSorted(([a], [b]) => a - b)) {
    const thread = await raiseThreadById(queries, id)
    if (thread === undefined) continue
    const change = beginChange(queries, thread, now)
    const ids = rows.map((row) => row.id)
    // Those that are still there: the page may have been merged into another one this moment.
    for (const row of await findComments(queries, id, ids)) {
      if (row.status === 'published') await change.tell('changed', row.id)
    }
    await change.finish()
    pages.push(thread.page)
  }
  return pages
}
