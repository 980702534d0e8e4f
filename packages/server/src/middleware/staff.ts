import { StorageError } from '@afterword/storage'
import type { Context, Env } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { findRole } from '../database/staff.ts'
import type { StaffRow } from '../database/staff.ts'
import type { Database } from '../database/database.ts'
import { findSite } from '../database/sites.ts'
import type { Site } from '../database/sites.ts'
import { SESSION_LIVES } from '../services/staff/accounts.ts'
import type { Accounts } from '../services/staff/accounts.ts'

/** What middleware of the dashboard's API leaves for the routes behind it. */
export interface StaffEnv extends Env {
  readonly Variables: {
    readonly staff: StaffRow
    /** What the browser keeps. */
    readonly session: string
    readonly site: Site
    /** The dashboard's own origin. */
    readonly origin: string
  }
}

const COOKIE = 'afterword-staff'
/** `__Host-`: from this host alone, over https alone (or on localhost), for every path. */
const KEPT = { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Strict' } as const

export function keepSession(c: Context, session: string): void {
  setCookie(c, COOKIE, session, { ...KEPT, maxAge: SESSION_LIVES / 1000 })
}

export function dropSession(c: Context): void {
  deleteCookie(c, COOKIE, KEPT)
}

/** What changes something comes from the dashboard itself and from no other page. */
export function ownOrigin() {
  return createMiddleware<StaffEnv>(async (c, next) => {
    const origin = c.req.header('Origin') ?? ''
    const from = c.req.header('Sec-Fetch-Site')
    const own = URL.canParse(origin) && new URL(origin).host === c.req.header('Host')
    if (!own || (from !== undefined && from !== 'same-origin')) {
      throw new StorageError('origin-denied', 'The dashboard is used from its own pages, under /admin.')
    }
    c.set('origin', origin)
    await next()
  })
}

/** Who is signed in at the dashboard in this browser. */
export async function staffOf(c: Context, accounts: Accounts): Promise<StaffRow | undefined> {
  const session = getCookie(c, COOKIE, 'host')
  return session === undefined ? undefined : accounts.bySession(session)
}

/** Lets only those pass who are signed in. */
export function signedIn(accounts: Accounts) {
  return createMiddleware<StaffEnv>(async (c, next) => {
    const session = getCookie(c, COOKIE, 'host')
    const staff = await staffOf(c, accounts)
    if (session === undefined || staff === undefined) {
      throw new StorageError('unauthorized', 'Nobody is signed in, or the session is over. Sign in at /admin.')
    }
    c.set('staff', staff)
    c.set('session', session)
    await next()
  })
}

/**
 * Finds the site that the route names for somebody who may look after it. Who may not is told the same as for a site
 * that is not there.
 */
export function looksAfter(database: Database, role: 'moderator' | 'owner') {
  return createMiddleware<StaffEnv>(async (c, next) => {
    const site = await findSite(database.queries, c.req.param('site') ?? '')
    const has = site && (await findRole(database.queries, site.id, c.get('staff')))
    if (site === undefined || has === undefined || (role === 'owner' && has !== 'owner')) {
      throw new StorageError(
        'forbidden',
        `This needs to be done by ${role === 'owner' ? 'an owner' : 'a moderator'} of the site.`,
      )
    }
    c.set('site', site)
    await next()
  })
}
