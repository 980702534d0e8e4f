import { createHmac, randomBytes } from 'node:crypto'
import { dayKey } from '../database/day-keys.ts'
import type { Queries } from '../database/queries.ts'

const DAY = 86_400_000

/** A key that all processes share for a day and nobody keeps. */
export interface DayKeys {
  /** An HMAC under today's key, in base64url. What is made for one purpose is worth nothing for another. */
  sign(purpose: string, text: string): Promise<string>
}

export function createDayKeys(queries: Queries, clock: () => number): DayKeys {
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
    async sign(purpose, text) {
      const key = await keyOf(Math.floor(clock() / DAY))
      return createHmac('sha256', key).update(purpose).update('\0').update(text).digest('base64url')
    },
  }
}
