import { StorageError, isStorageError } from '@afterword/storage'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import * as v from 'valibot'
import type { AppDeps } from '../../deps.ts'
import { statusOf } from '../../errors.ts'
import { limitBody } from '../../middleware/json.ts'
import { siteFor } from '../../middleware/site.ts'
import { valid } from '../describe.ts'
import { handOverParams } from './schemas.ts'
import { STYLE_HASH, problemPage } from './window-pages.ts'

/** What stands before each page of the window: its site is known, and its form is sent by itself. */
export function windowGuards({ database }: Pick<AppDeps, 'database'>) {
  const params = valid('param', handOverParams)
  const none = valid('query', v.strictObject({}))
  return {
    shown: [siteFor(database, 'read'), params, none],
    sent: [siteFor(database, 'form', ownOriginOf), limitBody(), params, none],
  } as const
}

/** Answers with a page, also when something is wrong. With `asks`, the page may ask the server how things are. */
export async function answerPage(c: Context, page: () => Promise<Response>, asks = false): Promise<Response> {
  c.header(
    'Content-Security-Policy',
    `default-src 'none'; ${asks ? "connect-src 'self'; " : ''}script-src 'self'; style-src ${STYLE_HASH}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
  )
  // With none at all a browser would send the form without an origin.
  c.header('Referrer-Policy', 'same-origin')
  try {
    return await page()
  } catch (error) {
    if (!isStorageError(error) || statusOf(error) >= 500) throw error
    return c.html(problemPage(error.message), statusOf(error) as ContentfulStatusCode)
  }
}

/** A yes is said on our own page: a page of the site may not say it in somebody's place. */
export function requireOwnPage(c: Context): void {
  if (ownOriginOf(c) !== '') return
  throw new StorageError('origin-denied', 'This is answered on the page of the sign-in itself.')
}

/** The server's own origin, as the browser says it, or nothing: a proxy in front may speak https where we hear http. */
function ownOriginOf(c: Context): string {
  const origin = c.req.header('Origin') ?? ''
  const own = URL.canParse(origin) && new URL(origin).host === c.req.header('Host')
  return own ? origin : ''
}
