import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { Hono } from 'hono'

const EXAMPLES = join(import.meta.dirname, '..')

/** Where each address begins, and the folder behind it. */
const FOLDERS = [
  ['/static/', 'static'],
  ['/', 'article'],
] as const

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
  '.woff2': 'font/woff2',
}

/** A file of the example itself: never one that was installed, and nothing above the folder. */
const NAME = /^(?!node_modules\/)(?:[\w-]+\/)*[\w-]+\.\w+$/

/** The examples' pages, as a careful owner serves them: nothing may run but what the page itself names. */
export function pages(): Hono {
  const app = new Hono()
  app.get('/static', (c) => c.redirect('/static/'))
  app.get('*', async (c) => {
    const [start, folder] = FOLDERS.find(([begins]) => c.req.path.startsWith(begins)) ?? FOLDERS[1]
    const name = c.req.path.slice(start.length) || 'index.html'
    const type = TYPES[extname(name)]
    const file = join(EXAMPLES, folder, name)
    const known = NAME.test(name) && statSync(file, { throwIfNoEntry: false })?.isFile() === true
    if (type === undefined || !known) return c.notFound()
    const content = new Uint8Array(await readFile(file))
    const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`
    c.header('Content-Type', type)
    c.header('Cache-Control', 'no-cache')
    c.header('ETag', etag)
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Content-Security-Policy', POLICY)
    if (c.req.header('If-None-Match') === etag) return c.body(null, 304)
    return c.body(content)
  })
  return app
}

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')
