import { pageKey, paths } from '@afterword/storage'
import { Hono } from 'hono'
import type { Context } from 'hono'
import type { AppDeps } from '../deps.ts'
import { answerShared } from '../middleware/cache.ts'
import type { SiteEnv } from '../middleware/env.ts'
import { publicAddressOf } from '../middleware/public-address.ts'
import { siteFor } from '../middleware/site.ts'
import { toAtom, toJsonFeed } from '../services/feed-formats.ts'
import type { Feed, Feeds } from '../services/feeds.ts'
import { describeText, valid } from './describe.ts'
import { route } from './route.ts'
import { feedQuery, siteParams } from './schemas.ts'

/** The newest comments for feed readers: of a page, or of the whole site. */
export function feedRoutes(deps: Pick<AppDeps, 'database' | 'publicAddress'>, feeds: Feeds) {
  const app = new Hono<SiteEnv>()
  const read = siteFor(deps.database, 'read')

  const formats = [
    { path: paths.atom, type: 'application/atom+xml', write: toAtom, operationId: 'atomFeed' },
    {
      path: paths.jsonFeed,
      type: 'application/feed+json',
      write: (feed: Feed, self: string) => JSON.stringify(toJsonFeed(feed, self)),
      operationId: 'jsonFeed',
    },
  ] as const

  for (const { path, type, write, operationId } of formats) {
    app.get(
      route(path),
      read,
      describeText({ operationId, summary: 'The newest comments of a page, or of the site.', type }),
      valid('param', siteParams),
      valid('query', feedQuery),
      async (c: Context<SiteEnv>) => {
        const page = c.req.query('page')
        const site = c.get('site')
        const feed = await feeds.read(site, page === undefined ? undefined : pageKey(page))
        const search = page === undefined ? '' : `?${new URLSearchParams({ page })}`
        return answerShared(c, write(feed, publicAddressOf(c, deps) + path(site.key) + search), type)
      },
    )
  }

  return app
}
