import { CompiledQuery } from 'kysely'
import type { Queries } from './queries.ts'
import { PAGE_STATE } from './page-state.ts'
import type { PageState } from './page-state.ts'

interface Asked {
  readonly site: string
  readonly page: string
  readonly answer: (state: PageState | undefined) => void
  readonly fail: (error: unknown) => void
}

interface Row {
  /** Which of those that were asked for, from 1. */
  readonly at: number
  readonly version: number
  readonly thread: number | null
  readonly seq: number
}

/**
 * Asks for the state of many pages in one query. Who comes while one is under way waits for the next: so every answer was
 * read after it was asked for, and however many ask, the database is asked once at a time.
 */
export function pageStates(queries: Queries): (site: string, page: string) => Promise<PageState | undefined> {
  let waiting: Asked[] = []
  let asking = false

  async function ask(): Promise<void> {
    if (asking) return
    asking = true
    while (waiting.length > 0) {
      const group = waiting
      waiting = []
      try {
        await answer(group)
      } catch (error) {
        for (const { fail } of group) fail(error)
      }
    }
    asking = false
  }

  async function answer(group: readonly Asked[]): Promise<void> {
    const [pages, sites] = [group.map(({ page }) => page), group.map(({ site }) => site)]
    const { rows } = await queries.executeQuery<Row>(CompiledQuery.raw(PAGE_STATE.postgres, [pages, sites]))
    const states = new Map(rows.map((row) => [row.at, row]))
    for (const [index, asked] of group.entries()) {
      const row = states.get(index + 1)
      asked.answer(row && { siteVersion: row.version, thread: row.thread, seq: row.seq })
    }
  }

  return (site, page) =>
    new Promise((resolve, reject) => {
      waiting.push({ site, page, answer: resolve, fail: reject })
      void ask()
    })
}
