import { pageKey } from '@afterword/storage'
import type { Counts } from '@afterword/storage'
import type { Database } from '../database/database.ts'
import type { Site } from '../database/sites.ts'
import { readCounts } from '../database/threads.ts'

/**
 * How many comments each of these pages has, by the name that it was asked by.
 *
 * @throws StorageError `invalid` for a name that is none
 */
export async function countPages({ queries }: Database, site: Site, pages: readonly string[]): Promise<Counts> {
  const keys = new Map(pages.map((page) => [page, pageKey(page)]))
  const known = await readCounts(queries, site.id, [...new Set(keys.values())])
  return Object.fromEntries([...keys].map(([page, key]) => [page, known.get(key) ?? 0]))
}
