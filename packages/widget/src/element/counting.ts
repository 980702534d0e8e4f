import type { Counts, PageKey, StorageAdapter } from '@afterword/storage'
import { fetchCounts } from '@afterword/storage/http/counts'

/** Whoever knows the counts. */
export type CountSource = StorageAdapter | { readonly server: string; readonly site: string }

/** Pages whose counts one request may ask for. */
const MOST = 100

/** The questions of this turn, by whom they go to. */
const waiting = new Map<
  unknown,
  { readonly source: CountSource; readonly pages: Set<PageKey>; readonly all: Promise<Counts> }
>()

/** How many comments a page has. What is asked in one turn, by whichever element, is one question. */
export async function countOf(page: PageKey, source: CountSource): Promise<number> {
  const key = 'supports' in source ? source : `${source.server} ${source.site}`
  const known = waiting.get(key)
  if (known !== undefined) {
    known.pages.add(page)
    return (await known.all)[page] ?? 0
  }
  const pages = new Set([page])
  // The next turn: by then every element of the page that is there has asked.
  const all = new Promise<void>((resolve) => setTimeout(resolve)).then(() => {
    waiting.delete(key)
    return ask([...pages], source)
  })
  waiting.set(key, { source, pages, all })
  return (await all)[page] ?? 0
}

async function ask(pages: readonly PageKey[], source: CountSource): Promise<Counts> {
  const groups = Array.from({ length: Math.ceil(pages.length / MOST) }, (_, i) => pages.slice(i * MOST, (i + 1) * MOST))
  const counts = groups.map((group) => ('supports' in source ? source.counts(group) : fetchCounts(source, group)))
  return Object.assign({}, ...(await Promise.all(counts)))
}
