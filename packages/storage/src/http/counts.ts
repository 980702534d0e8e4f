import { parseCounts } from '../parse/answer.ts'
import { paths } from '../protocol.ts'
import type { Counts, PageKey } from '../types.ts'
import { addressAt, serverAddress, type HttpTarget } from './address.ts'
import { readAnswer } from './answer.ts'
import { failureOf } from './failure.ts'

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

/**
 * The counts of up to 100 pages, with next to no code: for pages that list others and show no thread.
 *
 * @throws StorageError
 */
export async function fetchCounts({ server, site }: HttpTarget, pages: readonly PageKey[]): Promise<Counts> {
  const addresses = countAddresses(serverAddress(server), site, pages)
  try {
    const found = await Promise.all(
      addresses.map(async (address) => readAnswer(await fetch(address, { credentials: 'omit' }), parseCounts)),
    )
    return Object.assign({}, ...found)
  } catch (error) {
    throw failureOf(error)
  }
}
