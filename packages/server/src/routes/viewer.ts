import { pageKey, paths } from '@afterword/storage'
import { Hono } from 'hono'
import type { AppDeps } from '../deps.ts'
import type { SiteEnv } from '../middleware/env.ts'
import { preflight, siteFor } from '../middleware/site.ts'
import { tokenOf } from '../middleware/token.ts'
import type { Threads } from '../services/threads.ts'
import type { Viewers } from '../services/viewers.ts'
import { viewer } from './answers.ts'
import { describe, valid } from './describe.ts'
import { route } from './route.ts'
import { pageQuery, siteParams } from './schemas.ts'

/** What belongs to the one who is looking. Never cached by anybody. */
export function viewerRoutes({ database }: Pick<AppDeps, 'database'>, threads: Threads, viewers: Viewers) {
  const app = new Hono<SiteEnv>()
  const read = siteFor(database, 'read')
  const path = route(paths.viewer)

  app.options(path, read, preflight(['GET']))

  app.get(
    path,
    read,
    describe({
      operationId: 'viewThread',
      summary: 'What belongs to the holder of the token on this page.',
      answer: viewer,
      token: 'used',
    }),
    valid('param', siteParams),
    valid('query', pageQuery),
    async (c) => {
      const token = tokenOf(c)
      const place = await threads.find(c.get('site'), pageKey(c.req.valid('query').page))
      return c.json(await viewers.view(place, token))
    },
  )

  return app
}
