import { parseCounts } from '../parse/answer.ts'
import type { Counts, PageKey } from '../types.ts'
import { serverAddress, type HttpTarget } from './address.ts'
import { readAnswer } from './answer.ts'
import { countAddresses } from './count-addresses.ts'
import { failureOf } from './failure.ts'

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
