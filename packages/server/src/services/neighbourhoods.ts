import type { DayKeys } from './day-keys.ts'
import { prefixOf } from './rate-limits.ts'

export interface Neighbourhoods {
  /** The part of the network that an address is in, hashed so that it is known again today and never after. */
  of(address: string | undefined): Promise<string | null>
}

/** An HMAC of the /24 or /48 under the key of the day. */
export function createNeighbourhoods(keys: DayKeys): Neighbourhoods {
  return {
    async of(address) {
      return address === undefined ? null : (await keys.sign('neighbourhood', prefixOf(address))).slice(0, 22)
    },
  }
}
