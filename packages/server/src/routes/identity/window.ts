import { StorageError, isStorageError } from '@afterword/storage'
import { identityPaths } from '@afterword/storage/identity'
import { Hono } from 'hono'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import * as v from 'valibot'
import type { AppDeps } from '../../deps.ts'
import { statusOf } from '../../errors.ts'
import type { SiteEnv } from '../../middleware/env.ts'
import { siteFor } from '../../middleware/site.ts'
import { staffOf } from '../../middleware/staff.ts'
import { markBrowser, requireBrowser } from '../../middleware/window.ts'
import type { Staff } from '@afterword/storage/admin'
import type { HandOvers } from '../../services/identity/hand-overs.ts'
import type { Accounts } from '../../services/staff/accounts.ts'
import { valid } from '../describe.ts'
import { route } from '../route.ts'
import { handOverParams } from './schemas.ts'
import {
  SCRIPT,
  SCRIPT_PATH,
  STYLE_HASH,
  confirmPage,
  donePage,
  leadingPage,
  problemPage,
  staffSignInPage,
} from './window-pages.ts'

const STAFF = 'staff'
const windowQuery = v.strictObject({ way: v.literal(STAFF) })
const none = v.strictObject({})

/**
 * The pages of the window in which somebody signs in. It stands on the server's own origin, so its cookies are
 * nobody's third party, and what is typed and asked here no script of the host page can read.
 */
export function windowRoutes({ database }: Pick<AppDeps, 'database'>, handOvers: HandOvers, accounts: Accounts) {
  const app = new Hono<SiteEnv>()
  const read = siteFor(database, 'read')
  const form = siteFor(database, 'form', ownOriginOf)
  const params = valid('param', handOverParams)
  const staffAt = route(identityPaths.staffWindow)

  app.get(SCRIPT_PATH, (c) => {
    c.header('Cache-Control', 'public, max-age=31536000, immutable')
    return c.body(SCRIPT, 200, { 'Content-Type': 'text/javascript; charset=utf-8' })
  })

  app.get(route(identityPaths.window), read, params, valid('query', windowQuery), (c) =>
    shown(c, async () => {
      const site = c.get('site')
      const entered = await handOvers.enter(site, c.req.valid('param').id, STAFF, markBrowser(c))
      // The dashboard's cookie comes with what our own pages ask for, and with nothing that another page leads to.
      return c.html(leadingPage(entered, identityPaths.staffWindow(site.key, entered.id)))
    }),
  )

  app.get(staffAt, read, params, valid('query', none), (c) =>
    shown(c, async () => {
      const site = c.get('site')
      const entered = await handOvers.resume(site, c.req.valid('param').id, STAFF, requireBrowser(c))
      const found = await moderatorOf(c, accounts)
      if (found === undefined) return c.html(staffSignInPage(entered))
      return c.html(
        confirmPage(entered, found.name, 'You will be able to moderate from the pages of the site, for a day.'),
      )
    }),
  )

  app.post(staffAt, form, params, valid('query', none), (c) =>
    shown(c, async () => {
      const entered = await handOvers.resume(c.get('site'), c.req.valid('param').id, STAFF, requireBrowser(c))
      requireOwnPage(c)
      const found = await moderatorOf(c, accounts)
      if (found === undefined) return c.html(staffSignInPage(entered))
      const { id, name } = found
      await handOvers.confirm(entered, { provider: STAFF, subject: id, name, staffId: id })
      return c.html(donePage(entered))
    }),
  )

  return app
}

/** Who is signed in at the dashboard, when they look after the site. */
async function moderatorOf(c: Context<SiteEnv>, accounts: Accounts): Promise<Staff | undefined> {
  const row = await staffOf(c, accounts)
  const staff = row && (await accounts.describe(row))
  return staff?.sites.some(({ key }) => key === c.get('site').key) === true ? staff : undefined
}

/** The server's own origin, as the browser says it, or nothing: a proxy in front may speak https where we hear http. */
function ownOriginOf(c: Context): string {
  const origin = c.req.header('Origin') ?? ''
  const own = URL.canParse(origin) && new URL(origin).host === c.req.header('Host')
  return own ? origin : ''
}

/** A yes is said on our own page: a page of the site may not say it in somebody's place. */
function requireOwnPage(c: Context): void {
  if (ownOriginOf(c) !== '') return
  throw new StorageError('origin-denied', 'This is answered on the page of the sign-in itself.')
}

/** Answers with a page, also when something is wrong. */
async function shown(c: Context, page: () => Promise<Response>): Promise<Response> {
  c.header(
    'Content-Security-Policy',
    `default-src 'none'; script-src 'self'; style-src ${STYLE_HASH}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
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
