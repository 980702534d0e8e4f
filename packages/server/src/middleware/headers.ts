import { createMiddleware } from 'hono/factory'

/** The API answers with data only: a browser that opens an answer as a page shows and runs nothing. */
export function apiHeaders() {
  return createMiddleware(async (c, next) => {
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Referrer-Policy', 'no-referrer')
    c.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
    c.header('Cache-Control', 'no-store')
    await next()
  })
}
