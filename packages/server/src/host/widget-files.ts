import { createHash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import { Hono } from 'hono'

/** The scripts that owners paste. Their names are stable, so a browser asks whether they changed. */
const ENTRY = 'afterword.js'
const ENTRIES: readonly string[] = [ENTRY, 'afterword.single.js', 'count.js']
const REVALIDATED = 'public, max-age=300'
/** A chunk's name holds the hash of its content: it never changes. */
const IMMUTABLE = 'public, max-age=31536000, immutable'

const compressions = { br: promisify(brotliCompress), gzip: promisify(gzip) } as const
type Encoding = keyof typeof compressions | 'identity'

interface Served {
  readonly modified: number
  readonly etag: string
  readonly bodies: Map<Encoding, Uint8Array<ArrayBuffer>>
}

/** Whether a folder holds the widget's built files. */
export function isWidget(folder: string): boolean {
  return existsSync(join(folder, ENTRY))
}

/** The folder of the package's built files, or `null` when the package is not built. */
export function installedWidget(): string | null {
  try {
    const folder = dirname(fileURLToPath(import.meta.resolve('afterword/embed/afterword.js')))
    return isWidget(folder) ? folder : null
  } catch {
    return null
  }
}

/** Serves the widget to any page: what a page may do with it is decided by the site's origins, not here. */
export function widgetFiles(folder: string): Hono {
  const app = new Hono()
  const served = new Map<string, Served>()

  async function load(name: string): Promise<Served | undefined> {
    const file = join(folder, name)
    const modified = statSync(file, { throwIfNoEntry: false })?.mtimeMs
    if (modified === undefined) return undefined
    const known = served.get(name)
    if (known?.modified === modified) return known
    const body = new Uint8Array(await readFile(file))
    // Weak: the same content in whatever compression.
    const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
    const fresh: Served = { modified, etag, bodies: new Map([['identity', body]]) }
    served.set(name, fresh)
    return fresh
  }

  async function bodyOf(file: Served, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
    const known = file.bodies.get(encoding)
    if (known !== undefined) return known
    const plain = file.bodies.get('identity') ?? new Uint8Array()
    const body = encoding === 'identity' ? plain : new Uint8Array(await compressions[encoding](plain))
    file.bodies.set(encoding, body)
    return body
  }

  app.get('/:name{(?:afterword(?:\\.single)?(?:-[\\w-]+)?|count)\\.js|chunks/[\\w.-]+\\.js}', async (c) => {
    const name = c.req.param('name')
    const file = await load(name)
    if (file === undefined) return c.notFound()
    const accepted = c.req.header('Accept-Encoding') ?? ''
    const encoding: Encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : 'identity'
    c.header('Content-Type', 'text/javascript; charset=utf-8')
    c.header('Access-Control-Allow-Origin', '*')
    c.header('Cross-Origin-Resource-Policy', 'cross-origin')
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Cache-Control', ENTRIES.includes(name) ? REVALIDATED : IMMUTABLE)
    c.header('Vary', 'Accept-Encoding')
    c.header('ETag', file.etag)
    if (c.req.header('If-None-Match')?.includes(file.etag) === true) return c.body(null, 304)
    if (encoding !== 'identity') c.header('Content-Encoding', encoding)
    return c.body(await bodyOf(file, encoding))
  })

  return app
}
