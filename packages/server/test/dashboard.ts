import { DEFAULT_REACTIONS, newCommentId } from '@afterword/storage'
import { LINK_HASH } from '@afterword/storage/admin'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { axeOn } from '../../../examples/article/test/axe.ts'
import { launchChromium } from '../../../examples/article/test/browsers.ts'
import { readConfig } from '../src/config.ts'
import { findSite, saveModeration, saveSite } from '../src/database/sites.ts'
import { serve } from '../src/host/serve.ts'
import type { RunningServer } from '../src/host/serve.ts'
import { createComments } from '../src/services/comments.ts'
import { setupLink } from '../src/services/staff/setup.ts'
import { localWakeups } from '../src/services/wakeups.ts'
import { newToken } from './server.ts'
import { PASSWORD } from './staff.ts'

export const SITE = 'example'

let browser: Browser
const contexts: BrowserContext[] = []
const servers: RunningServer[] = []
/** Services on this machine that the servers may ask. */
let local = ''

/** A browser for all tests of a file, whose servers may ask these services; what a test opens is closed after it. */
export function useDashboards(services = ''): void {
  local = services
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    await Promise.all(servers.splice(0).map((server) => server.stop()))
  })
}

/** A server as an operator runs it, on which so many comments wait. */
export async function start(pending = 0, settings: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
  const config = readConfig({ PORT: '0', AFTERWORD_LOG: 'silent', AFTERWORD_LOCAL_SERVICES: local, ...settings })
  const server = await serve({ ...config, database: ':memory:' }, { info() {}, warn() {}, error: console.error })
  servers.push(server)
  const { database } = server
  const origins = [`http://localhost:${server.port}`]
  await saveSite(database.queries, { key: SITE, origins, reactions: DEFAULT_REACTIONS, createdAt: 0 })
  const site = await findSite(database.queries, SITE)
  if (site === undefined) throw new Error('There is no site.')
  await saveModeration(database.queries, site.id, JSON.stringify({ mode: 'all' }))
  const held = await findSite(database.queries, SITE)
  const comments = createComments({ database, wakeups: localWakeups(), clock: Date.now })
  if (held === undefined) throw new Error('There is no site.')
  for (let index = 0; index < pending; index++) {
    const input = { id: newCommentId(), parent: null, source: `Waiting ${index}`, name: `Writer ${index}` }
    await comments.create({ site: held, page: '/open-weights', token: newToken() }, input)
  }
  return server
}

export async function open(
  server: RunningServer,
  path: string,
  viewport = { width: 1100, height: 800 },
): Promise<Page> {
  const context = await browser.newContext({ viewport })
  contexts.push(context)
  const page = await context.newPage()
  await page.goto(`http://localhost:${server.port}${path}`)
  return page
}

/** The first owner, in their dashboard. */
export async function enter(server: RunningServer, viewport?: { width: number; height: number }): Promise<Page> {
  return join(await open(server, `/admin${LINK_HASH}${await setupLink(server.database)}`, viewport), 'Olive')
}

/** Somebody who follows a link, in their dashboard. */
export async function join(page: Page, name: string): Promise<Page> {
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.getByRole('navigation', { name: 'Dashboard' }).waitFor()
  return page
}

export function first<T>([one]: readonly T[]): T {
  if (one === undefined) throw new Error('There is none.')
  return one
}

export async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await axeOn(page).analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

export async function counts(server: RunningServer): Promise<Readonly<Record<string, number>>> {
  const rows = await server.database.queries
    .selectFrom('comments')
    .select(['status', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy('status')
    .execute()
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]))
}
