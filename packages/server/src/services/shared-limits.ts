import type { Database } from '../database/database.ts'
import { forgetMarks, moveMark, takeMark } from '../database/rate-marks.ts'
import { createDayKeys } from './day-keys.ts'
import type { RateRule } from './rate-limits.ts'

/** What is done too often, and how often is too often. */
export interface Limited {
  /** Known to the database as a hash under the key of the day, and to nobody on the day after. */
  readonly name: readonly string[]
  readonly rule: RateRule
}

/** Limits that hold for all servers of a database together: for what is done seldom enough to be written down each time. */
export interface SharedLimits {
  /** Uses up one of each, or of none where one is used up. @returns milliseconds to wait; 0: it is taken */
  take(all: readonly Limited[]): Promise<number>
}

export interface SharedLimitsDeps {
  readonly database: Database
  readonly clock: () => number
}

const DAY = 86_400_000
const MINUTE = 60_000

/** The generic cell rate algorithm, in the database. At midnight (UTC) everybody begins anew, since nobody is known any more. */
export function createSharedLimits({ database, clock }: SharedLimitsDeps): SharedLimits {
  const keys = createDayKeys(database.queries, clock)
  let forgotten = 0

  return {
    async take(all) {
      const now = clock()
      const day = Math.floor(now / DAY)
      const named = await Promise.all(
        all.map(async ({ name, rule }) => ({ name: await keys.sign('limit', JSON.stringify(name)), rule })),
      )
      if (forgotten < day) {
        await forgetMarks(database.queries, day)
        forgotten = day
      }
      return database.transaction<number>(async (queries, leave) => {
        for (const { name, rule } of named) {
          const each = MINUTE / rule.perMinute
          const from = Math.max(await takeMark(queries, name, day, now), now)
          const early = from - (rule.burst - 1) * each - now
          if (early > 0) return leave(early)
          // The database keeps whole milliseconds.
          await moveMark(queries, name, Math.round(from + each))
        }
        return 0
      })
    },
  }
}
