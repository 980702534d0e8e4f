import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { Hono } from 'hono'

const EXAMPLES = join(import.meta.dirname, '..')

/**
 * The addresses at which the article comes with its conversation in it, as a host that puts pages together serves it.
 * `/index.html` is the file as it stands.
 */
const WITH_THREAD: readonly string[] = ['/', '/open-weights']

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
    const whole = WITH_THREAD.includes(c.req.path)
    const name = whole ? 'index.html' : c.req.path.slice(start.length) || 'index.html'
    const type = TYPES[extname(name)]
    const file = join(EXAMPLES, folder, name)
    const known = NAME.test(name) && statSync(file, { throwIfNoEntry: false })?.isFile() === true
    if (type === undefined || !known) return c.notFound()
    const stored = await readFile(file)
    const content = new Uint8Array(whole ? Buffer.from(await withIncludes(stored.toString(), c.req.url)) : stored)
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

/** This machine, by any of its names: whoever asks may call it otherwise, and would have us ask anybody. */
const HERE = /^(localhost|127\.0\.0\.1|\[::1\])$/

/** Server-side includes as nginx and Apache know them: the named answer stands in place of the comment. */
async function withIncludes(html: string, address: string): Promise<string> {
  const include = /<!--#include virtual="([^"]+)" -->/
  const url = new URL(include.exec(html)?.[1] ?? '', address)
  // Without it the script does what it does everywhere: it puts the thread there itself.
  if (!HERE.test(url.hostname) || !include.test(html)) return html
  url.searchParams.set('address', address)
  const content = await fetch(url).then(
    (answer) => (answer.ok ? answer.text() : ''),
    () => '',
  )
  return html.replace(include, () => content)
}

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  // Readers without scripts send their comment by a form.
  "form-action 'self'",
  "frame-ancestors 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')
