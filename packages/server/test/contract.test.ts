import { DEFAULT_EDIT_WINDOW, newCommentId } from '@afterword/storage'
import type { StorageAdapter } from '@afterword/storage'
import { httpAdapter } from '@afterword/storage/http'
import { outbox } from '@afterword/storage/outbox'
import { testAdapter } from '@afterword/storage/testing'
import { afterAll, beforeAll, describe, it, vi } from 'vitest'
import { findSite, saveSite } from '../src/database/sites.ts'
import type { RunningServer } from '../src/host/serve.ts'
import { createThreads } from '../src/services/threads.ts'
import { localWakeups } from '../src/services/wakeups.ts'
import { becomeBrowser, listen, memoryTokens } from './listening.ts'
import { onPostgres } from './databases.ts'
import { PATIENCE } from './postgres.ts'
import { SITE } from './server.ts'
import { moderatorToken } from './signing-in.ts'

const MODERATOR = 'mia the moderator'

/** The contract kit, over real HTTP: the adapter, a server that listens, its database. */
function keepsTheContract(database: () => Promise<string>, wrap: (adapter: StorageAdapter) => StorageAdapter): void {
  let server: RunningServer
  let beNode: () => void
  beforeAll(async () => {
    server = await listen(await database())
    beNode = becomeBrowser()
  })
  afterAll(async () => {
    beNode()
    await server.stop()
  })

  testAdapter({ describe, it }, async () => {
    // A page that nobody has written on is an empty store.
    const page = `/article-${newCommentId()}`
    const tokens = new Map<string, ReturnType<typeof memoryTokens>>()
    return {
      page,
      moderator: MODERATOR,
      async connect(viewer) {
        if (viewer === MODERATOR) {
          const token = await moderatorToken(server.database)
          const access = { token: async () => token, renew: async () => token }
          return wrap(httpAdapter({ server: server.address, site: SITE, access }))
        }
        const own = tokens.get(viewer) ?? memoryTokens()
        tokens.set(viewer, own)
        return wrap(httpAdapter({ server: server.address, site: SITE, tokens: own }))
      },
      async closeThread() {
        const { database: opened } = server
        const site = await findSite(opened.queries, SITE)
        if (site === undefined) throw new Error('The site is missing.')
        const threads = createThreads({ database: opened, wakeups: localWakeups(), clock: Date.now })
        await threads.setClosed(site, page, true)
      },
      async reports() {
        const rows = await server.database.queries
          .selectFrom('reports')
          .innerJoin('threads', 'threads.id', 'reports.thread_id')
          .select(['comment_id as id', 'reason', 'note'])
          .where('threads.page', '=', page)
          .execute()
        return rows.map(({ note, ...row }) => ({ ...row, ...(note === null ? {} : { note }) }))
      },
      async closeEditing() {
        const { queries } = server.database
        const site = await findSite(queries, SITE)
        if (site === undefined) throw new Error('The site is missing.')
        await saveSite(queries, { ...site, editWindow: 0, createdAt: 0 })
      },
      async dispose() {
        const { queries } = server.database
        const site = await findSite(queries, SITE)
        if (site?.editWindow === 0) await saveSite(queries, { ...site, editWindow: DEFAULT_EDIT_WINDOW, createdAt: 0 })
      },
    }
  })
}

vi.setConfig(PATIENCE)

const sqlite = async (): Promise<string> => ':memory:'

describe('HTTP to a server on SQLite', () => keepsTheContract(sqlite, (adapter) => adapter))
describe('the outbox around HTTP to a server on SQLite', () => keepsTheContract(sqlite, outbox))

onPostgres('on Postgres', (newDatabase) => {
  const address = (): Promise<string> => newDatabase('migrated')

  describe('HTTP to a server', () => keepsTheContract(address, (adapter) => adapter))
  describe('the outbox around HTTP to a server', () => keepsTheContract(address, outbox))
})
