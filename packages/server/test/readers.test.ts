import { paths } from '@afterword/storage'
import { adminPaths } from '@afterword/storage/admin'
import type { DayNumbers } from '@afterword/storage/admin'
import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { createReaders } from '../src/services/readers.ts'
import { addTo, estimate, merged, newSketch } from '../src/services/sketch.ts'
import { onEveryDatabase } from './databases.ts'
import { SITE, newToken, post, request } from './server.ts'
import type { ServerOptions, TestServer } from './server.ts'
import { hire } from './staff.ts'

const NOON = Date.UTC(2026, 10, 25, 12)
const DAY = 86_400_000

/** As a host knows an address, so that a test can say it. */
const options: ServerOptions = { clientAddress: ({ req }) => req.header('X-Test-Address') }

interface Reading {
  readonly path?: string
  readonly agent?: string
  readonly page?: string
}

async function read(server: TestServer, address: string, { path, agent = 'Firefox', page }: Reading = {}) {
  const headers = { 'X-Test-Address': address, 'User-Agent': agent }
  const query = page === undefined ? {} : { page }
  const answer = await server.fetch(request(path ?? paths.thread(SITE), { headers, query }))
  await answer.text()
  return answer
}

/** Of today, as a server says. */
async function readersAt(server: TestServer, name = 'Olive'): Promise<number | null | undefined> {
  const olive = await hire(server, name)
  const days = await olive.ask<DayNumbers[]>(adminPaths.numbers(SITE))
  return days.at(-1)?.readers
}

/** Everything that the database holds, as one text. */
async function allOf({ database: { queries } }: TestServer): Promise<string> {
  const tables = await queries.introspection.getTables()
  const rows = tables.map(({ name }) => sql`select * from ${sql.table(name)}`.execute(queries))
  return JSON.stringify((await Promise.all(rows)).map((answer) => answer.rows))
}

onEveryDatabase((start, { pair }) => {
  it('counts who reads, once a day, whatever they read and however often', async () => {
    const server = await start(options)
    await post(server, newToken())
    for (let time = 0; time < 3; time++) {
      await read(server, '192.0.2.1')
      await read(server, '192.0.2.1', { page: '/another' })
      await read(server, '2001:db8::1')
    }
    await read(server, '192.0.2.1', { agent: 'Chromium' })
    expect(await readersAt(server)).toBe(3)
  })

  it('counts who is answered ahead of the routes, and who has the thread already', async () => {
    const server = await start(options)
    await post(server, newToken())
    const { headers } = await read(server, '192.0.2.1')
    await server.deps.readers?.save()
    server.queries.length = 0
    await read(server, '192.0.2.2')
    const again = request(paths.thread(SITE), {
      headers: { 'X-Test-Address': '192.0.2.3', 'If-None-Match': headers.get('ETag') },
    })
    expect((await server.fetch(again)).status).toBe(304)
    expect(server.queries).toHaveLength(2)
    expect(await readersAt(server)).toBe(3)
  })

  it('counts nobody who asks for counts or a feed, is denied, or has no address', async () => {
    const server = await start(options)
    await read(server, '192.0.2.1', { path: paths.counts(SITE) })
    await read(server, '192.0.2.2', { path: paths.atom(SITE) })
    await read(server, '192.0.2.3', { path: paths.thread('nowhere') })
    await server.fetch(request(paths.thread(SITE), { headers: { Origin: 'https://foreign.example' } }))
    await server.fetch(request(paths.thread(SITE)))
    expect(await readersAt(server)).toBeNull()
    await server.addSite('other')
    await read(server, '192.0.2.4', { path: paths.thread('other') })
    expect(await readersAt(server, 'Oscar')).toBeNull()
  })

  it('sets no cookie, and keeps neither the address nor the browser', async () => {
    const server = await start(options)
    const { headers } = await read(server, '192.0.2.77', { agent: 'Rare/1.0' })
    expect(headers.getSetCookie()).toEqual([])
    expect(await readersAt(server)).toBe(1)
    const all = await allOf(server)
    expect(all).toContain('registers')
    expect(all).not.toMatch(/192\.0\.2|Rare/)
  })

  it('counts somebody once who is served by two servers, or before and after a restart', async () => {
    const [first, second] = await pair(options)
    for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) await read(first, address)
    for (const address of ['192.0.2.3', '192.0.2.4']) await read(second, address)
    await Promise.all([first, second].map(({ deps }) => deps.readers?.save()))
    expect(await readersAt(second)).toBe(4)
    const restarted = createReaders({ database: first.database, clock: Date.now, failed: () => {} })
    const siteId = (await first.database.queries.selectFrom('sites').select('id').executeTakeFirstOrThrow()).id
    restarted.seen(siteId, '192.0.2.1', 'Firefox')
    restarted.seen(siteId, '192.0.2.5', 'Firefox')
    await restarted.close()
    expect(await readersAt(second, 'Oscar')).toBe(5)
  })

  it('starts anew at midnight, and then keeps nothing but the number of the day', async () => {
    let now = NOON
    const server = await start({ ...options, clock: () => now })
    await read(server, '192.0.2.1')
    await read(server, '192.0.2.2')
    await server.deps.readers?.save()
    const keys = async (): Promise<unknown> => server.database.queries.selectFrom('day_keys').select('key').execute()
    const before = await keys()
    now += 2 * DAY
    await read(server, '192.0.2.1')
    const olive = await hire(server, 'Olive')
    const days = await olive.ask<DayNumbers[]>(adminPaths.numbers(SITE))
    expect(days.slice(-4).map(({ readers }) => readers)).toEqual([null, 2, 0, 1])
    expect(await keys()).not.toEqual(before)
    const stored = await server.database.queries.selectFrom('reader_days').selectAll().orderBy('day').execute()
    expect(stored.map(({ registers }) => registers === null)).toEqual([true, false])
  })

  it('loses nobody when the database was away for a while', async () => {
    const server = await start(options)
    await read(server, '192.0.2.1')
    await server.deps.readers?.save()
    await server.database.queries.schema.alterTable('reader_days').renameTo('away').execute()
    await read(server, '192.0.2.2')
    await expect(server.deps.readers?.save()).rejects.toThrow()
    await server.database.queries.schema.alterTable('away').renameTo('reader_days').execute()
    expect(await readersAt(server)).toBe(2)
  })
})

describe('a sketch', () => {
  const seeing = (from: number, to: number) => {
    const sketch = newSketch()
    for (let index = from; index < to; index++) addTo(sketch, createHash('sha256').update(String(index)).digest())
    return sketch
  }

  it('is exact for a handful, and off by less than five in a hundred for many', () => {
    for (const few of [0, 1, 2, 10, 30]) expect(estimate(seeing(0, few))).toBe(few)
    for (const many of [1_000, 10_000, 100_000]) {
      expect(Math.abs(estimate(seeing(0, many)) / many - 1)).toBeLessThan(0.05)
    }
  })

  it('merged counts once what both have seen', () => {
    const both = estimate(merged(seeing(0, 6_000), seeing(4_000, 10_000)))
    expect(both).toBe(estimate(seeing(0, 10_000)))
  })

  it('says whether it has learned something', () => {
    const digest = randomBytes(32)
    const sketch = newSketch()
    expect(addTo(sketch, digest)).toBe(true)
    expect(addTo(sketch, digest)).toBe(false)
  })
})
