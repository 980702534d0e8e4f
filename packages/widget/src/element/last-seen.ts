import type { PageKey } from '@afterword/storage'
import { readKept } from './kept.ts'

/** Milliseconds within which coming back is the same visit: who reloads does not lose the marks. */
const SAME_VISIT = 30 * 60_000

export const local = (): Storage => localStorage
export const session = (): Storage => sessionStorage

/** Where all pages of a store are remembered, in the browser. */
export function pagesKey(scope: string): string {
  return `afterword:seen:${scope}`
}

/** Where the visit to a page is remembered, in its tab. */
export function visitKey(scope: string, page: PageKey): string {
  return `${pagesKey(scope)}:${page}`
}

/**
 * The number of the last change of a page's thread that a reader had seen when this visit began; `null`: nothing that
 * is known. It stands apart from what writes it, since the first drawing marks what is new.
 *
 * @param scope the store that the thread lives in
 */
export function lastSeen(scope: string, page: PageKey, now: () => number = Date.now): number | null {
  const visit = readVisit(visitKey(scope, page))
  const going = visit !== null && Math.abs(now() - visit.at) < SAME_VISIT
  return going ? visit.since : (readPages(pagesKey(scope))[page] ?? null)
}

export function readPages(key: string): Readonly<Record<PageKey, number>> {
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
