import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
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
  '.svg': 'image/svg+xml',
}

/** The examples' pages, as a careful owner serves them: nothing may run but what the page itself names. */
export function pages(): Hono {
  const app = new Hono()
  app.get('*', async (c) => {
    const path = decodeURIComponent(c.req.path)
    const [start, folder] = FOLDERS.find(([begins]) => path.startsWith(begins)) ?? FOLDERS[1]
    const name = normalize(path.slice(start.length) || 'index.html')
    const type = TYPES[extname(name)]
    const file = join(EXAMPLES, folder, name)
    if (type === undefined || name.startsWith('..') || !existsSync(file)) return c.notFound()
    const content = await readFile(file, 'utf8')
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
  "connect-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')
