import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { parseOpenThread, paths } from '@afterword/storage'
import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../src/database/database.ts'
import { migrate } from '../src/database/migrate.ts'
import { findSite, listSites, saveSite } from '../src/database/sites.ts'
import { onPostgres } from './databases.ts'
import { SITE, newToken, post, request, startServer } from './server.ts'

const folder = mkdtempSync(join(tmpdir(), 'afterword-database-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = (): string => join(mkdtempSync(join(folder, 'sqlite-')), 'afterword.sqlite')

/** All of them, in their order. */
const STEPS = [
  '0001-conversation',
  '0002-edit-window',
  '0003-reports',
  '0010-moderation',
  '0011-feed',
  '0012-staff',
  '0020-identity',
  '0021-ways',
  '0025-asked',
  '0026-passes',
  '0028-page-moves',
  '0029-pins-and-labels',
  '0031-site-version',
  '0032-own-names',
  '0034-mails',
  '0037-leaving',
  '0039-in-place',
  '0040-reader-days',
  '0041-akismet-opinions',
  '0042-rate-marks',
  '0043-lean-indexes',
  '0044-languages',
  '0049-one-author-index',
]

describe('SQLite', () => {
  it('acknowledges nothing before it is on the disk', async () => {
    const database = openDatabase(file())
    const pragma = async (name: string) =>
      Object.values((await sql<object>`pragma ${sql.raw(name)}`.execute(database.queries)).rows[0] ?? {})[0]
    expect(await pragma('journal_mode')).toBe('wal')
    expect(await pragma('synchronous')).toBe(2)
    expect(await pragma('foreign_keys')).toBe(1)
    expect(await pragma('secure_delete')).toBe(1)
    expect(await pragma('busy_timeout')).toBe(5_000)
    await database.close()
  })

  it('has what was written when it is opened again, and needs no step twice', async () => {
    const path = file()
    const first = await startServer(path)
    const comment = await post(first, newToken())
    await first.close()
    const second = openDatabase(path)
    expect(await migrate(second)).toEqual([])
    await second.close()
    const third = await startServer(path)
    const answer = await third.fetch(request(paths.thread(SITE)))
    expect(await answer.json()).toMatchObject({ comments: [comment] })
    await third.close()
  })

  it('lets two processes write the same file', async () => {
    const path = file()
    const server = await startServer(path)
    const script = fileURLToPath(new URL('./second-process.ts', import.meta.url))
    const other = promisify(execFile)(process.execPath, [script, path, '40'])
    const here = []
    for (let time = 0; time < 40; time++) here.push(await post(server, newToken()))
    await other
    const answer = await server.fetch(request(paths.thread(SITE), { query: { limit: '100' } }))
    const { thread, comments } = parseOpenThread(await answer.json())
    expect(thread).toMatchObject({ seq: 80, count: 80 })
    expect(comments.map((comment) => comment.seq)).toEqual(Array.from({ length: 80 }, (_, index) => 80 - index))
    await server.close()
  }, 30_000)

  it('leaves nothing of removed words in its file', async () => {
    const path = file()
    const server = await startServer(path)
    const token = newToken()
    const comment = await post(server, token, { source: 'Regretted words' })
    await server.fetch(request(paths.comment(SITE, comment.id), { method: 'DELETE', token }))
    await server.close()
    expect(readFileSync(path).includes('Regretted')).toBe(false)
  })

  it('can take a step anew that was broken off half-way', async () => {
    const database = openDatabase(file())
    await sql`create table events (thread_id integer)`.execute(database.queries)
    await expect(migrate(database)).rejects.toThrow('Nothing was changed')
    await sql`drop table events`.execute(database.queries)
    expect(await migrate(database)).toEqual(STEPS)
    await database.close()
  })

  it('undoes all of a change that fails half-way', async () => {
    const server = await startServer(':memory:')
    const { database } = server
    const site = { key: 'other', origins: [], reactions: [], createdAt: 0 }
    const change = database.transaction(async (queries) => {
      await saveSite(queries, site)
      throw new Error('half-way')
    })
    await expect(change).rejects.toThrow('half-way')
    expect(await findSite(database.queries, 'other')).toBeUndefined()
    const left = await database.transaction<string>(async (queries, leave) => {
      await saveSite(queries, site)
      return leave('answer')
    })
    expect(left).toBe('answer')
    expect(await listSites(database.queries)).toMatchObject([{ key: SITE }])
    await server.close()
  })
})

onPostgres('Postgres', (newDatabase) => {
  it('is brought up to date once by several servers that start at once', async () => {
    const url = await newDatabase('empty')
    const databases = Array.from({ length: 4 }, () => openDatabase(url))
    const steps = await Promise.all(databases.map(migrate))
    expect(steps.flat()).toEqual(STEPS)
    await Promise.all(databases.map((database) => database.close()))
  })
})
