import type { PageKey } from '@afterword/storage'
import { keep, readKept } from './kept.ts'

/** Up to where a reader has seen a page's thread, by the numbers of its changes: no clock can be wrong about that. */
export interface Visits {
  /** What they had seen when this visit began; `null`: nothing that is known. */
  readonly since: number | null
  /** @param latest the number of the thread's last change: nothing later can have been seen */
  seen(seq: number, latest: number): void
}

/** Pages that are remembered. */
const MOST_PAGES = 300
/** Milliseconds within which coming back is the same visit: who reloads does not lose the marks. */
const SAME_VISIT = 30 * 60_000

const local = (): Storage => localStorage
const session = (): Storage => sessionStorage

/** @param scope the store that the thread lives in */
export function browserVisits(scope: string, page: PageKey, now: () => number = Date.now): Visits {
  const allKey = `afterword:seen:${scope}`
  const visitKey = `${allKey}:${page}`
  const visit = readVisit(visitKey)
  const going = visit !== null && Math.abs(now() - visit.at) < SAME_VISIT
  const since = going ? visit.since : (readPages(allKey)[page] ?? null)

  return {
    since,
    seen(seq, latest) {
      const { [page]: before, ...others } = readPages(allKey)
      // Another tab may have seen more.
      const most = Math.min(Math.max(before ?? 0, seq), latest)
      const pages = [...Object.entries(others).slice(1 - MOST_PAGES), [page, most]]
      keep(local, allKey, Object.fromEntries(pages))
      if (since !== null) keep(session, visitKey, { since, at: now() })
    },
  }
}

function readPages(key: string): Readonly<Record<PageKey, number>> {
  const kept = readKept(local, key)
  if (typeof kept !== 'object' || kept === null) return {}
  return Object.fromEntries(
    Object.entries(kept).filter((entry): entry is [string, number] => Number.isInteger(entry[1])),
  )
}

function readVisit(key: string): { readonly since: number; readonly at: number } | null {
  const kept = readKept(session, key)
  if (typeof kept !== 'object' || kept === null || !('since' in kept) || !('at' in kept)) return null
  const { since, at } = kept
  return typeof since === 'number' && typeof at === 'number' ? { since, at } : null
}
