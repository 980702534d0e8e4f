import type { Context } from 'hono'
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

/** An answer that is a page after all: it still runs nothing, and shows and sends only what is named. */
export function htmlHeaders(
  c: Context,
  { styles, forms }: { readonly styles: readonly string[]; readonly forms: readonly string[] },
): void {
  c.header(
    'Content-Security-Policy',
    `default-src 'none'; style-src ${styles.join(' ')}; form-action ${forms.join(' ')}; base-uri 'none'; frame-ancestors 'none'`,
  )
  // With none at all a browser would send its form without an origin.
  c.header('Referrer-Policy', 'same-origin')
}
