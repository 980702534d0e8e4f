import { StorageError, isStorageError } from '@afterword/storage'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import * as v from 'valibot'
import type { AppDeps } from '../../deps.ts'
import { statusOf } from '../../errors.ts'
import { limitBody } from '../../middleware/json.ts'
import { siteFor } from '../../middleware/site.ts'
import { valid } from '../describe.ts'
import { acceptedLanguages } from '../../words/accepted.ts'
import { wordingIn } from '../../words/wording.ts'
import type { Wording } from '../../words/wording.ts'
import { problemIn, problemOf } from './problem-words.ts'
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

/**
 * Answers with a page in the reader's language, also when something is wrong. With `asks`, the page may ask the server
 * how things are.
 *
 * @param said the language that the sign-in was begun in, where one was; else it is one that the browser prefers
 */
export async function answerPage(
  c: Context,
  said: string | null | undefined | Promise<string | null>,
  page: (wording: Wording) => Promise<Response>,
  asks = false,
): Promise<Response> {
  c.header(
    'Content-Security-Policy',
    `default-src 'none'; ${asks ? "connect-src 'self'; " : ''}script-src 'self'; style-src ${STYLE_HASH}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
  )
  // With none at all a browser would send the form without an origin.
  c.header('Referrer-Policy', 'same-origin')
  // What the browser prefers decides where nothing else is said.
  c.header('Vary', 'Accept-Language', { append: true })
  const language = await said
  const wording = await wordingIn([
    ...(language ? [language] : []),
    ...acceptedLanguages(c.req.header('Accept-Language') ?? ''),
  ])
  try {
    return await page(wording)
  } catch (error) {
    if (!isStorageError(error) || statusOf(error) >= 500) throw error
    const detail = problemOf(error) === 'other' ? error.message : undefined
    const problem = { message: problemIn(wording, error), detail }
    return c.html(problemPage(wording, problem), statusOf(error) as ContentfulStatusCode)
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
