import { hash } from 'node:crypto'
import type { Database } from '../database/database.ts'
import { closeReaderDays, saveReaderDay, takeReaderDay } from '../database/reader-days.ts'
import { createDayKeys } from './day-keys.ts'
import { addTo, estimate, merged, newSketch } from './sketch.ts'
import type { Sketch } from './sketch.ts'

/** How many people read a site on a day; who they are is known to nobody (decision 0290). */
export interface Readers {
  /** Somebody reads. It takes a microsecond and writes nothing; who has no address is not counted. */
  seen(siteId: number, address: string | undefined, agent: string | undefined): void
  /** What was counted since the last time is in the database when it resolves. */
  save(): Promise<void>
  /** Saves, and looks at the clock no more. */
  close(): Promise<void>
}

export interface ReadersDeps {
  readonly database: Database
  readonly clock: () => number
  /** Told when the database could not be read or written. What was counted is kept, and saved the next time. */
  readonly failed: (error: unknown) => void
  /** Milliseconds between two times at which it is saved. */
  readonly every?: number
}

const DAY = 86_400_000
const SAVE_EVERY = 60_000

interface Counted {
  sketch: Sketch
  /** It has seen somebody whom the database does not know of. */
  news: boolean
}

/**
 * A reader is an address with a browser. Both go into a hash under a key of the day, which all processes share and which is
 * deleted with the day; the hash raises a register at the most and is forgotten. Registers are merged in the
 * database once a minute, so whoever is served by two processes, or before and after a restart, is counted once.
 */
export function createReaders({ database, clock, failed, every = SAVE_EVERY }: ReadersDeps): Readers {
  const keys = createDayKeys(database.queries, clock)
  /** By day, then by site. */
  const days = new Map<number, Map<number, Counted>>()
  let salt: { readonly day: number; readonly asked: Promise<string>; known?: string } | undefined
  let closed = 0
  let saving: Promise<void> = Promise.resolve()

  const today = (): number => Math.floor(clock() / DAY)

  function saltOf(day: number): NonNullable<typeof salt> {
    if (salt?.day === day) return salt
    const asked: NonNullable<typeof salt> = { day, asked: keys.sign('readers', String(day)) }
    salt = asked
    asked.asked.then(
      (known) => {
        asked.known = known
      },
      () => {
        if (salt === asked) salt = undefined
      },
    )
    return asked
  }

  function countedOf(day: number, siteId: number): Counted {
    let sites = days.get(day)
    if (sites === undefined) days.set(day, (sites = new Map()))
    let counted = sites.get(siteId)
    if (counted === undefined) sites.set(siteId, (counted = { sketch: newSketch(), news: false }))
    return counted
  }

  function count(day: number, known: string, siteId: number, who: string): void {
    const counted = countedOf(day, siteId)
    if (addTo(counted.sketch, hash('sha256', `${known}\n${siteId}\n${who}`, 'buffer'))) counted.news = true
  }

  async function saveDay(siteId: number, day: number, counted: Counted): Promise<void> {
    counted.news = false
    try {
      const saved = await database.transaction(async (queries) => {
        const before = await takeReaderDay(queries, siteId, day)
        if (before === null) return counted.sketch
        const all = merged(counted.sketch, Buffer.from(before, 'base64'))
        const registers = Buffer.from(all).toString('base64')
        await saveReaderDay(queries, siteId, day, { readers: estimate(all), registers })
        return all
      })
      // Others were seen meanwhile.
      counted.sketch = merged(counted.sketch, saved)
    } catch (error) {
      counted.news = true
      throw error
    }
  }

  async function saveAll(): Promise<void> {
    // Who came before the key did is counted first.
    await salt?.asked
    if (days.size === 0) return
    const now = today()
    for (const [day, sites] of days) {
      for (const [siteId, counted] of sites) if (counted.news) await saveDay(siteId, day, counted)
      if (day < now) days.delete(day)
    }
    if (salt !== undefined && salt.day < now) salt = undefined
    if (closed === now) return
    // Another process may still bring what it counted yesterday.
    await closeReaderDays(database.queries, now - 1)
    closed = now
  }

  function save(): Promise<void> {
    saving = saving.catch(() => {}).then(saveAll)
    return saving
  }

  const timer = setInterval(() => void save().catch(failed), every)
  timer.unref()

  return {
    seen(siteId, address, agent = '') {
      if (address === undefined) return
      const [day, who] = [today(), `${address}\n${agent}`]
      const { known, asked } = saltOf(day)
      if (known !== undefined) return count(day, known, siteId, who)
      asked.then((first) => count(day, first, siteId, who), failed)
    },
    save,
    async close() {
      clearInterval(timer)
      await save().catch(failed)
    },
  }
}
