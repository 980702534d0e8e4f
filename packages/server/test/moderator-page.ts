import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DEFAULT_REACTIONS, newCommentId } from '@afterword/storage'
import type { Comment, NewComment } from '@afterword/storage'
import type { Session } from '@afterword/storage/identity'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { build } from 'vite'
import { readConfig } from '../src/config.ts'
import { findSite, saveModeration, saveSite } from '../src/database/sites.ts'
import { serve } from '../src/host/serve.ts'
import type { RunningServer } from '../src/host/serve.ts'
import { createComments } from '../src/services/comments.ts'
import { createPeople } from '../src/services/identity/people.ts'
import { createSessions } from '../src/services/identity/sessions.ts'
import { localWakeups } from '../src/services/wakeups.ts'
import { SITE, newToken } from './server.ts'
import { moderatorToken } from './signing-in.ts'

/** A page with a thread, for a reader or for somebody who is signed in as a moderator. */

const TALK = '/talk'

export interface Talk {
  readonly server: RunningServer
  /** Has every new comment held, or none. */
  hold(on: boolean): Promise<void>
  write(values?: Partial<NewComment>): Promise<Comment>
  /** @param staff whether it is the moderator Mia who looks */
  open(browser: Browser, staff: boolean, look?: Look): Promise<Page>
  stop(): Promise<void>
}

export interface Look {
  readonly lang?: string
  readonly dark?: boolean
  readonly width?: number
  readonly article?: string
}

/** What a page of the site needs to read and write as who is signed in. */
async function adapterScript(): Promise<string> {
  const entry = 'virtual:adapter'
  const result = await build({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    build: {
      write: false,
      target: 'es2023',
      rolldownOptions: { input: entry, preserveEntrySignatures: 'strict', output: { codeSplitting: false } },
    },
    plugins: [
      {
        name: 'adapter',
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) =>
          id === entry
            ? `export { httpAdapter } from '@afterword/storage/http'\nexport { httpIdentity } from '@afterword/storage/http/identity'`
            : undefined,
      },
    ],
  })
  const [{ output = [] } = {}] = Array.isArray(result) ? result : 'output' in result ? [result] : []
  const [chunk] = output
  if (chunk === undefined || !('code' in chunk)) throw new Error('The adapter was not built.')
  return chunk.code
}

const pageOf = (
  address: string,
  { lang = '', article = '', scheme = '' }: Readonly<Record<string, string>>,
): string => `<!doctype html>
<html lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}" style="color-scheme: ${scheme}">
<meta name="viewport" content="width=device-width">
<title>Talk</title>
<main style="font: 16px/1.5 sans-serif; max-inline-size: 42rem; margin: 2rem auto; padding: 0 1rem">
<article><h1>Talk</h1><p>${article}</p></article>
<section></section>
</main>
<script type="module">
  import { httpAdapter, httpIdentity } from '/adapter.js'
  const [server, site] = ['${address}', '${SITE}']
  const thread = document.createElement('afterword-comments')
  thread.setAttribute('page', '${TALK}')
  thread.setAttribute('article', 'article')
  thread.adapter = httpAdapter({ server, site, access: httpIdentity({ server, site }) })
  document.querySelector('section').append(thread)
</script>
<script type="module" src="${address}/afterword.js" data-insert="none"></script>`

export async function startTalk(): Promise<Talk> {
  const config = readConfig({ PORT: '0', AFTERWORD_LOG: 'silent' })
  const plenty = { writesPerAddress: 1e6, writesPerThread: 1e6, streamsPerAddress: 1e6 }
  const server = await serve(
    { ...config, ...plenty, database: ':memory:' },
    { info() {}, warn() {}, error: console.error },
  )
  const { database } = server
  const { queries } = database
  const script = await adapterScript()
  const host = createServer(({ url = '/' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://host')
    const isScript = pathname === '/adapter.js'
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html; charset=utf-8')
    response.end(isScript ? script : pageOf(server.address, Object.fromEntries(searchParams)))
  })
  host.listen(0, '127.0.0.1')
  await once(host, 'listening')
  const origin = `http://localhost:${(host.address() as AddressInfo).port}`
  await saveSite(queries, { key: SITE, origins: [origin], reactions: DEFAULT_REACTIONS, createdAt: 0 })
  const contexts: BrowserContext[] = []
  const comments = createComments({ database, wakeups: localWakeups(), clock: Date.now })

  async function siteNow() {
    const site = await findSite(queries, SITE)
    if (site === undefined) throw new Error('There is no site.')
    return site
  }

  async function session(): Promise<Session> {
    await moderatorToken(database)
    const staff = await queries.selectFrom('staff').selectAll().executeTakeFirstOrThrow()
    const people = createPeople({ database, clock: Date.now })
    const person = { provider: 'staff', subject: staff.id, name: staff.name, staffId: staff.id }
    const site = await siteNow()
    return createSessions({ database, clock: Date.now }, people).begin(
      queries,
      site,
      await people.holderFor(queries, site, person),
    )
  }

  return {
    server,
    async hold(on) {
      await saveModeration(queries, (await siteNow()).id, JSON.stringify(on ? { mode: 'all' } : {}))
    },
    async write(values = {}) {
      const input = { id: newCommentId(), parent: null, source: 'Open weights stay.', name: 'Grace', ...values }
      const writer = { site: await siteNow(), page: TALK, token: newToken() }
      return (await comments.create(writer, input)).comment
    },
    async open(browser, staff, look = {}) {
      const { dark = false, width = 900 } = look
      const colorScheme = dark ? 'dark' : 'light'
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
      contexts.push(context)
      if (staff) {
        const { refresh, author, role } = await session()
        const kept = JSON.stringify({ refresh, next: null, author, role })
        const key = `afterword:session:${server.address}:${SITE}`
        await context.addInitScript(([name = '', value = '']) => localStorage.setItem(name, value), [key, kept])
      }
      const page = await context.newPage()
      const { lang = 'en', article = 'The weights got out.' } = look
      await page.goto(`${origin}/?${new URLSearchParams({ lang, article, scheme: colorScheme })}`)
      return page
    },
    async stop() {
      await Promise.all(contexts.map((context) => context.close()))
      host.close().closeAllConnections()
      await server.stop()
    },
  }
}
