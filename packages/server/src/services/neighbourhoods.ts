import { createHmac, randomBytes } from 'node:crypto'
import { dayKey } from '../database/day-keys.ts'
import type { Queries } from '../database/database.ts'
import { prefixOf } from './rate-limits.ts'

const DAY = 86_400_000

export interface Neighbourhoods {
  /** The part of the network that an address is in, hashed so that it is known again today and never after. */
  of(address: string | undefined): Promise<string | null>
}

/** An HMAC of the /24 or /48 under a key that all processes share for a day and nobody keeps. */
export function createNeighbourhoods(queries: Queries, clock: () => number): Neighbourhoods {
  let known: { readonly day: number; readonly key: Promise<string> } | undefined

  function keyOf(day: number): Promise<string> {
    if (known?.day === day) return known.key
    const key = dayKey(queries, day, randomBytes(32).toString('base64url'))
    known = { day, key }
    key.catch(() => {
      known = undefined
    })
    return key
  }

  return {
    async of(address) {
      if (address === undefined) return null
      const key = await keyOf(Math.floor(clock() / DAY))
      return createHmac('sha256', key).update(prefixOf(address)).digest('base64url').slice(0, 22)
    },
  }
}
