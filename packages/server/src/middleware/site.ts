import { StorageError } from '@afterword/storage'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Database } from '../database/database.ts'
import { findSite } from '../database/sites.ts'
import type { SiteEnv } from './env.ts'

/**
 * A read may come without an origin (a CDN, a feed reader, curl); a write only from one of the site's pages, and a
 * form also from the pages that the server itself makes.
 */
export type Access = 'read' | 'write' | 'form'

/**
 * Finds the site that the route names and holds the request against it. It is part of each route, not of a path
 * prefix, so there is no address that reaches a route and misses it; no site, no answer.
 */
export function siteFor(database: Database, access: Access, ownOrigin?: (c: Context) => string) {
  return createMiddleware<SiteEnv>(async (c, next) => {
    c.header('Vary', 'Origin')
    const key = c.req.param('site') ?? ''
    const site = await findSite(database.queries, key)
    if (site === undefined) {
      allowReadingTheDenial(c)
      throw new StorageError(
        'site-unknown',
        `The server has no site ${JSON.stringify(key)}. Add it: afterword site add`,
      )
    }
    const origin = c.req.header('Origin')
    const own = origin !== undefined && origin === ownOrigin?.(c)
    if (origin === undefined ? access !== 'read' : !own && !site.origins.includes(origin)) {
      allowReadingTheDenial(c)
      throw new StorageError(
        'origin-denied',
        `The site ${site.key} is not embedded by ${origin ?? 'a request without an origin'}. Add the exact origin of the page to the site: afterword site add`,
      )
    }
    if (origin !== undefined) {
      c.header('Access-Control-Allow-Origin', origin)
      c.header('Access-Control-Expose-Headers', 'ETag, Retry-After')
    }
    c.set('site', site)
    await next()
  })
}

/** A denial holds nothing but the reason, which the owner needs to see in the page that was denied. */
function allowReadingTheDenial(c: Context): void {
  c.header('Access-Control-Allow-Origin', '*')
}

/** Answers a browser that asks first. The site and its origins were held against it before. */
export function preflight(methods: readonly string[]) {
  return (c: Context) => {
    c.header('Access-Control-Allow-Methods', methods.join(', '))
    c.header('Access-Control-Allow-Headers', 'Authorization, Content-Type, If-None-Match, Last-Event-ID')
    c.header('Access-Control-Max-Age', '7200')
    return c.body(null, 204)
  }
}
