import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { compress } from 'hono/compress'

/** Nothing from elsewhere, no frame around it, and no string that becomes HTML. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

/** The folder of the dashboard's built files, or `null` when it is not built. */
export function installedDashboard(): string | null {
  try {
    const page = fileURLToPath(import.meta.resolve('@afterword/admin/dist/index.html'))
    return existsSync(page) ? dirname(page) : null
  } catch {
    return null
  }
}

/** Serves the dashboard under /admin. Where one is in it stands behind the #, so there is one page. */
export function dashboardFiles(folder: string): Hono {
  const app = new Hono()
  app.use('/admin/*', compress())
  app.use('/admin/*', async (c, next) => {
    c.header('Content-Security-Policy', POLICY)
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Referrer-Policy', 'no-referrer')
    c.header('Cross-Origin-Opener-Policy', 'same-origin')
    // An asset's name holds the hash of its content: it never changes.
    const immutable = c.req.path.startsWith('/admin/assets/')
    c.header('Cache-Control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
    await next()
  })
  const page = serveStatic({ root: folder, rewriteRequestPath: () => '/index.html' })
  app.get('/admin', page)
  app.get('/admin/', page)
  app.get(
    '/admin/assets/*',
    serveStatic({ root: join(folder, 'assets'), rewriteRequestPath: (path) => path.slice('/admin/assets'.length) }),
  )
  return app
}
