import { paths } from '../protocol.ts'
import type { PageKey } from '../types.ts'
import { addressAt } from './address.ts'

/** Characters. Every server, proxy and CDN takes an address as long as this. */
const LONGEST_ADDRESS = 4_000

/**
 * The addresses that tell the counts of these pages: one, or several where their names are long. The same pages
 * make the same addresses in whatever order they are named, so that caches know them.
 */
export function countAddresses(base: string, site: string, pages: readonly PageKey[]): readonly string[] {
  const path = paths.counts(site)
  const addresses: string[] = []
  let group: PageKey[] = []
  for (const page of [...new Set(pages)].toSorted()) {
    if (group.length > 0 && addressAt(base, path, { page: [...group, page] }).length > LONGEST_ADDRESS) {
      addresses.push(addressAt(base, path, { page: group }))
      group = []
    }
    group.push(page)
  }
  return group.length === 0 ? addresses : [...addresses, addressAt(base, path, { page: group })]
}
