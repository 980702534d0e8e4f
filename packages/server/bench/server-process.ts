import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { readConfig } from '../src/config.ts'
import { openDatabase } from '../src/database/database.ts'
import { migrate } from '../src/database/migrate.ts'
import { saveSite } from '../src/database/sites.ts'
import { createLogger } from '../src/host/log.ts'
import { serve } from '../src/host/serve.ts'
import { isThread, writeThread } from './page/threads.ts'

/**
 * The real server with threads of these names (`page/threads.ts`), in a file that is there already when one is named, and the pages that are
 * measured, on one port. A process of its own.
 */
const named = process.argv.slice(2)
const file =
  named.find((each) => each.endsWith('.sqlite')) ??
  join(mkdtempSync(join(tmpdir(), 'afterword-bench-')), 'bench.sqlite')
const database = openDatabase(file)
await migrate(database)
await saveSite(database.queries, { key: 'bench', origins: ['https://bench.example'], reactions: [], createdAt: 0 })
for (const name of named.filter(isThread)) await writeThread(database, 'bench', name)
await database.close()

const floor = readFileSync(new URL('./page/floor.js', import.meta.url), 'utf8')
const beside = new Hono()
const article = '<h1>An article</h1><p>Some words of it, so that there is something to read before the comments.</p>'
const page = (head: string, tag: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>Bench</title>${head}<article>${article}</article>${tag}</html>`
const addressOf = (size: string): string => `/v1/sites/bench/thread?page=%2F${size}`
const tagOf = (size: string): string =>
  `<script type="module" src="/afterword.js" data-site="bench" data-page="/${size}"></script>`

// As the server of any site sends its pages.
for (const path of ['/floor/*', '/ours/*', '/rendered/*', '/inlined/*', '/preloaded/*']) beside.use(path, compress())
beside.get('/floor.js', (c) => c.body(floor, 200, { 'Content-Type': 'text/javascript' }))
beside.get('/floor/:size', (c) =>
  c.html(page('', `<script type="module" src="/floor.js" data-thread="${addressOf(c.req.param('size'))}"></script>`)),
)
beside.get('/ours/:size', (c) => c.html(page('', tagOf(c.req.param('size')))))
// What a site's own server does: it asks for the fragment, and puts it into its page.
beside.get('/:rendered{rendered|inlined}/:size', async (c) => {
  const { rendered, size } = c.req.param()
  const address = new URL(`/v1/sites/bench/fragment?page=%2F${size}`, c.req.url)
  address.searchParams.set('address', new URL(c.req.path, c.req.url).href)
  if (rendered === 'inlined') address.searchParams.set('styles', 'inline')
  const answer = await fetch(address)
  return c.html(page('', (await answer.text()) + tagOf(size)))
})
// A thread that nobody scrolls to, and the same page without one.
const FAR = '<div style="height: 20000px"></div>'
beside.get('/far/:size', (c) => c.html(page('', FAR + tagOf(c.req.param('size')))))
beside.get('/bare', (c) => c.html(page('', FAR)))
beside.get('/preloaded/:size', (c) => {
  const size = c.req.param('size')
  const head = `<link rel="preload" as="fetch" crossorigin href="${addressOf(size)}">`
  return c.html(page(head, tagOf(size)))
})

const config = readConfig({ PORT: '0', AFTERWORD_LOG: 'error' })
const writes = { writesPerAddress: 1e9, writesPerThread: 1e9, streamsPerAddress: 1e9 }
const server = await serve({ ...config, ...writes, database: file }, createLogger('silent'), { beside })
// A preloaded answer is asked for with the origin of the page.
const origins = ['https://bench.example', server.address]
await saveSite(server.database.queries, { key: 'bench', origins, reactions: [], createdAt: 0 })
console.log(server.address)
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)))
