import type { Database } from '../database/database.ts'
import { listSites } from '../database/sites.ts'
import type { Site } from '../database/sites.ts'
import { findOpenSince } from '../database/threads.ts'
import type { ThreadRow } from '../database/threads.ts'
import { readModeration } from './moderation/settings.ts'
import type { Threads } from './threads.ts'

const DAY = 86_400_000
const AT_ONCE = 100

/** Whether a thread is past the age at which its site closes it. */
export function isOld(site: Site, { created_at }: Pick<ThreadRow, 'created_at'>, now: number): boolean {
  const { closeAfterDays } = readModeration(site.moderation)
  return closeAfterDays !== null && now - created_at >= closeAfterDays * DAY
}

/**
 * Closes what is old, so that readers see it and not only who tries to write. To be run now and then; what it has
 * not come to is refused all the same. Returns how many threads it closed.
 */
export async function closeOldThreads(
  { queries }: Database,
  threads: Pick<Threads, 'setClosed'>,
  now: number,
): Promise<number> {
  let closed = 0
  for (const site of await listSites(queries)) {
    const { closeAfterDays } = readModeration(site.moderation)
    if (closeAfterDays === null) continue
    for (let more = true; more;) {
      const old = await findOpenSince(queries, site.id, now - closeAfterDays * DAY, AT_ONCE)
      for (const { page } of old) await threads.setClosed(site, page, true)
      closed += old.length
      more = old.length === AT_ONCE
    }
  }
  return closed
}
