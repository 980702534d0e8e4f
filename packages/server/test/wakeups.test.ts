import { paths } from '@afterword/storage'
import { Client } from 'pg'
import { expect, it } from 'vitest'
import { postgresWakeups } from '../src/services/wakeups.ts'
import type { Wakeups } from '../src/services/wakeups.ts'
import { onPostgres } from './databases.ts'
import { afterword } from './program.ts'
import { ORIGIN, PAGE, SITE, newComment, newToken, post, request, startServer } from './server.ts'
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

/** How many connections wait for wake-ups in this database. */
async function listening(url: string): Promise<number | undefined> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ count: number }>(
    "select count(*)::int as count from pg_stat_activity where application_name = 'afterword-live' and datname = current_database()",
  )
  await client.end()
  return rows[0]?.count
}

onPostgres('servers on one Postgres', (newDatabase) => {
  it('tell in one process what was posted in another', async () => {
    const url = await newDatabase('empty')
    const settings = { DATABASE_URL: url, PORT: '0' }
    expect((await afterword(['site', 'add', SITE, '--origin', ORIGIN], settings).ended).code).toBe(0)
    const servers = [afterword(['serve'], settings), afterword(['serve'], settings)]
    const [one = '', other = ''] = await Promise.all(
      servers.map(async (server) => (await server.says(/listens on (\S+)/))[1] ?? ''),
    )
    // Both are told by the database. That nothing else is needed is the next test's.
    await expect.poll(() => listening(url), { timeout: 30_000 }).toBe(2)
    const query = `?page=${encodeURIComponent(PAGE)}`
    const stream = readStream(await fetch(`${one}${paths.events(SITE)}${query}`))
    await stream.until(({ event }) => event === 'connection')
    const comment = newComment()
    const headers = { Origin: ORIGIN, Authorization: `Bearer ${newToken()}`, 'Content-Type': 'application/json' }
    const body = JSON.stringify(comment)
    const posted = await fetch(`${other}${paths.comments(SITE)}${query}`, { method: 'POST', headers, body })
    expect(posted.status).toBe(201)
    expect(await stream.events(1)).toMatchObject([{ type: 'created', comment: { id: comment.id } }])
    for (const server of servers) server.signal('SIGTERM')
    for (const server of servers) expect((await server.ended).code).toBe(0)
  })

  it('wake each other: of these two neither looks by itself within the hour', async () => {
    const url = await newDatabase('migrated')
    const [one, other] = [postgresWakeups(url), postgresWakeups(url)]
    const reading = await startServer(url, { wakeups: one })
    const writing = await startServer(url, { wakeups: other })
    await heard(other, one, '1/before')
    const stream = readStream(await reading.fetch(request(paths.events(SITE))))
    await stream.until(({ event }) => event === 'connection')
    for (let n = 0; n < 5; n++) {
      const { id } = await post(writing, newToken())
      expect(await stream.events(1)).toMatchObject([{ type: 'created', comment: { id } }])
    }
    await Promise.all([reading, writing].map((server) => server.close()))
    await Promise.all([one.close(), other.close()])
  })

  it('hear each other again after the connection was cut', async () => {
    const url = await newDatabase('empty')
    const [one, other] = [postgresWakeups(url), postgresWakeups(url)]
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
