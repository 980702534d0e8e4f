import type { PageKey } from '@afterword/storage'
import { keep } from './kept.ts'
import { lastSeen, local, pagesKey, readPages, session, visitKey } from './last-seen.ts'

/** Up to where a reader has seen a page's thread, by the numbers of its changes: no clock can be wrong about that. */
export interface Visits {
  /** What they had seen when this visit began; `null`: nothing that is known. */
  readonly since: number | null
  /** @param latest the number of the thread's last change: nothing later can have been seen */
  seen(seq: number, latest: number): void
}

/** Pages that are remembered. */
const MOST_PAGES = 300

/** @param scope the store that the thread lives in */
export function browserVisits(scope: string, page: PageKey, now: () => number = Date.now): Visits {
  const since = lastSeen(scope, page, now)

  return {
    since,
    seen(seq, latest) {
      const { [page]: before, ...others } = readPages(pagesKey(scope))
      // Another tab may have seen more.
      const most = Math.min(Math.max(before ?? 0, seq), latest)
      const pages = [...Object.entries(others).slice(1 - MOST_PAGES), [page, most]]
      keep(local, pagesKey(scope), Object.fromEntries(pages))
      if (since !== null) keep(session, visitKey(scope, page), { since, at: now() })
    },
  }
}
