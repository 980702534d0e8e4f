import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import type { Renderer } from '../deps.ts'

/** What draws threads, among the widget's built files. */
const FILE = 'render.mjs'

/** What that file exports. The server does not import the widget: it is handed the folder of one. */
interface Built {
  readonly renderThread: Renderer['render']
  readonly threadStyles: () => string
  readonly pageWords: () => Renderer['words']
}

/**
 * The renderer of a widget's folder, which takes its memory when the first thread is drawn; `null` for a folder of an
 * older version, which has none.
 */
export function rendererOf(folder: string): (() => Promise<Renderer>) | null {
  const file = join(folder, FILE)
  if (!existsSync(file)) return null
  let loaded: Promise<Renderer> | undefined
  return () => (loaded ??= load(file))
}

async function load(file: string): Promise<Renderer> {
  const { renderThread, threadStyles, pageWords } = (await import(pathToFileURL(file).href)) as Built
  const text = threadStyles()
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 12)
  return { render: renderThread, stylesheet: { path: `/afterword-${hash}.css`, text }, words: pageWords() }
}

/** Serves the sheet that drawn threads link to. Its name holds its hash: it never changes. */
export function rendererFiles(renderer: () => Promise<Renderer>): Hono {
  const app = new Hono()
  app.get('/:sheet{afterword-[\\w-]+\\.css}', compress(), async (c) => {
    const { stylesheet } = await renderer()
    if (c.req.path !== stylesheet.path) return c.notFound()
    c.header('Content-Type', 'text/css; charset=utf-8')
    c.header('Access-Control-Allow-Origin', '*')
    c.header('Cross-Origin-Resource-Policy', 'cross-origin')
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Cache-Control', 'public, max-age=31536000, immutable')
    return c.body(stylesheet.text)
  })
  return app
}
