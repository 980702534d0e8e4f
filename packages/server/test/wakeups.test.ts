import { paths } from '@afterword/storage'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { postgresWakeups } from '../src/services/wakeups.ts'
import type { Wakeups } from '../src/services/wakeups.ts'
import { postgresBinaries, startPostgres } from './postgres.ts'
import type { Postgres } from './postgres.ts'
import { afterword } from './program.ts'
import { ORIGIN, PAGE, SITE, newComment, newToken } from './server.ts'
import { readStream } from './stream.ts'

/** Resolves once this is heard, however often it has to be said: a listener may not be connected yet. */
async function heard(from: Wakeups, by: Wakeups, thread: string): Promise<void> {
  const names = new Set<string>()
  const stop = by.listen((name) => void names.add(name))
  while (!names.has(thread)) {
    from.notify(thread)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  stop()
}

describe.skipIf(postgresBinaries() === undefined)('servers on one Postgres', { timeout: 30_000 }, () => {
  let postgres: Postgres
  beforeAll(async () => {
    postgres = await startPostgres()
  }, 60_000)
  afterAll(() => postgres.stop())

  it('show in one process what was posted in another, long before anybody looks by himself', async () => {
    const settings = { DATABASE_URL: await postgres.newDatabase(), PORT: '0' }
    expect((await afterword(['site', 'add', SITE, '--origin', ORIGIN], settings).ended).code).toBe(0)
    const servers = [afterword(['serve'], settings), afterword(['serve'], settings)]
    const [one = '', other = ''] = await Promise.all(
      servers.map(async (server) => (await server.says(/listens on (\S+)/))[1] ?? ''),
    )
    const query = `?page=${encodeURIComponent(PAGE)}`
    const stream = readStream(await fetch(`${one}${paths.events(SITE)}${query}`))
    await stream.until(({ event }) => event === 'connection')

    const waited: number[] = []
    for (let n = 0; n < 5; n++) {
      const comment = newComment()
      const headers = { Origin: ORIGIN, Authorization: `Bearer ${newToken()}`, 'Content-Type': 'application/json' }
      const body = JSON.stringify(comment)
      expect((await fetch(`${other}${paths.comments(SITE)}${query}`, { method: 'POST', headers, body })).status).toBe(
        201,
      )
      const posted = performance.now()
      expect(await stream.events(1)).toMatchObject([{ type: 'created', comment: { id: comment.id } }])
      waited.push(performance.now() - posted)
    }
    // Looking by itself every five seconds would make it seconds.
    expect(waited.toSorted((a, b) => a - b)[2]).toBeLessThan(1_000)
    for (const server of servers) server.signal('SIGTERM')
    for (const server of servers) expect((await server.ended).code).toBe(0)
  })

  it('hear each other again after the connection was cut', async () => {
    const url = await postgres.newDatabase()
    const one = postgresWakeups(url)
    const other = postgresWakeups(url)
    await heard(one, other, '1/before')
    const admin = new Client({ connectionString: url })
    await admin.connect()
    const { rowCount } = await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'afterword-live' and datname = current_database()",
    )
    expect(rowCount).toBe(2)
    await heard(one, other, '1/after')
    await admin.end()
    await one.close()
    await other.close()
  })

  it('close while the database is not there', async () => {
    const wakeups = postgresWakeups('postgres://afterword@127.0.0.1:1/nothing')
    wakeups.notify('1/page')
    await expect(wakeups.close()).resolves.toBeUndefined()
  })
})
