import { paths } from '@afterword/storage'
import { Hono } from 'hono'
import type { AppDeps } from '../deps.ts'
import { hasCounts } from '../middleware/cache.ts'
import type { SiteEnv } from '../middleware/env.ts'
import { preflight, siteFor } from '../middleware/site.ts'
import { countPages } from '../services/counts.ts'
import { counts } from './answers.ts'
import { describe, valid } from './describe.ts'
import { route } from './route.ts'
import { countsQuery, siteParams } from './schemas.ts'

/** How many comments the pages of a list have. The same bytes for everybody. */
export function countRoutes({ database }: Pick<AppDeps, 'database'>) {
  const app = new Hono<SiteEnv>()
  const read = siteFor(database, 'read')
  const path = route(paths.counts)

  app.options(path, read, preflight(['GET']))

  app.get(
    path,
    read,
    describe({
      operationId: 'countComments',
      summary: 'How many comments each of these pages has; 0 where nobody has written.',
      answer: counts,
      cached: true,
    }),
    valid('param', siteParams),
    valid('query', countsQuery),
    async (c) => {
      const { page } = c.req.valid('query')
      const site = c.get('site')
      const found = await countPages(database, site, typeof page === 'string' ? [page] : page)
      return hasCounts(c, site, found) ? c.body(null, 304) : c.json(found)
    },
  )

  return app
}
