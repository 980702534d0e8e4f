import { StorageError } from '@afterword/storage'
import type { Site } from '../database/sites.ts'

/**
 * Where a page of the site is: as the caller says, else as its name does.
 *
 * @throws StorageError `invalid` for an address that is not on one of the site's origins, so that nobody is sent elsewhere
 */
export function pageAddress({ key, origins }: Site, page: string, given?: string): string {
  if (given !== undefined) {
    const url = URL.canParse(given) ? new URL(given) : undefined
    if (url !== undefined && origins.includes(url.origin)) return url.origin + url.pathname + url.search
    throw new StorageError(
      'invalid',
      `${JSON.stringify(given)} is not an address of the site ${key}. Write it in full, on one of ${origins.join(', ')}.`,
      { field: 'address' },
    )
  }
  const [first = ''] = origins
  if (page.startsWith('/')) return new URL(page, first).href
  const named = origins.find((origin) => page.startsWith(`${bareHost(origin)}/`) || page === bareHost(origin))
  return named === undefined ? `${first}/` : named + page.slice(bareHost(named).length)
}

/** The host as names of pages have it. */
function bareHost(origin: string): string {
  return new URL(origin).host.replace(/^www\./, '')
}
