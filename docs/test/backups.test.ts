import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { DEFAULT_RATES, createApp, localWakeups, migrate, openDatabase, saveSite } from '@afterword/server'
import { DEFAULT_REACTIONS, newCommentId, paths } from '@afterword/storage'
import { expect, it } from 'vitest'
import { samplesIn } from './pages.ts'

const ORIGIN = 'https://site.example'

async function start(file: string) {
  const database = openDatabase(file)
  await migrate(database)
  const site = { key: 'example', origins: [ORIGIN], reactions: DEFAULT_REACTIONS, createdAt: 0 }
  await saveSite(database.queries, site)
  const logger = { info() {}, warn() {}, error() {} }
  const rates = { address: { burst: 1e6, perMinute: 1e6 }, thread: { burst: 1e6, perMinute: 1e6 } }
  const app = createApp({
    database,
    wakeups: localWakeups(),
    logger,
    clock: Date.now,
    rates: { ...DEFAULT_RATES, ...rates },
  })
  const token = `awg_${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')}`
  return {
    close: () => database.close(),
    async write(number: number): Promise<void> {
      const answer = await app.request(`${paths.comments('example')}?page=/kept`, {
        method: 'POST',
        headers: { Origin: ORIGIN, Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ id: newCommentId(), parent: null, source: `Comment number ${number}.`, name: 'Ada' }),
      })
      if (!answer.ok) throw new Error(await answer.text())
    },
    async count(): Promise<number> {
      const answer = await app.request(`${paths.thread('example')}?page=/kept`)
      return ((await answer.json()) as { thread: { count: number } }).thread.count
    },
  }
}

it('a backup by the command of the page, taken under writes, is restored with everything acknowledged before it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'afterword-backup-'))
  const [live, backups] = [join(folder, 'live'), join(folder, 'backups')]
  mkdirSync(live)
  mkdirSync(backups)
  const [backing, restoring] = samplesIn('sh')
    .filter(({ page }) => page === 'backups.md')
    .map(({ code }) => code.replaceAll('/var/lib/afterword', live).replaceAll('/var/backups', backups))

  async function run(command: string | undefined): Promise<void> {
    const child = spawn('sh', ['-ec', command ?? 'false'], { stdio: ['ignore', 'ignore', 'inherit'] })
    const [code] = (await once(child, 'exit')) as [number | null]
    expect(code).toBe(0)
  }

  try {
    const file = join(live, 'afterword.sqlite')
    const server = await start(file)
    let written = 0
    for (; written < 50; written++) await server.write(written)

    const backed = new AbortController()
    const backup = run(backing).finally(() => backed.abort())
    while (!backed.signal.aborted) {
      await server.write(written++)
      // SQLite answers at once: without this nobody else would have a turn.
      await setImmediate()
    }
    await backup
    const whenBacked = written
    for (let more = 0; more < 20; more++) await server.write(written++)
    expect(await server.count()).toBe(written)
    await server.close()

    await run(restoring)
    const restored = await start(file)
    const kept = await restored.count()
    expect(kept).toBeGreaterThanOrEqual(50)
    expect(kept).toBeLessThanOrEqual(whenBacked)
    await restored.write(written)
    expect(await restored.count()).toBe(kept + 1)
    await restored.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
