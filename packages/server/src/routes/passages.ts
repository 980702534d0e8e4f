import { pageKey, parseCommentId, parseReattachment, paths } from '@afterword/storage'
import { Hono } from 'hono'
import type { AppDeps } from '../deps.ts'
import type { SiteEnv } from '../middleware/env.ts'
import { limitBody, requireJson } from '../middleware/json.ts'
import { preflight, siteFor } from '../middleware/site.ts'
import { requireToken } from '../middleware/token.ts'
import type { Passages } from '../services/passages.ts'
import type { RateLimits } from '../services/rate-limits.ts'
import { comment } from './answers.ts'
import { describe, valid } from './describe.ts'
import { route } from './route.ts'
import { commentParams, pageQuery, reattachment } from './schemas.ts'

/** Setting a passage to its place in the edited article. */
export function passageRoutes(
  deps: Pick<AppDeps, 'database' | 'clientAddress'>,
  passages: Passages,
  rates: RateLimits,
) {
  const app = new Hono<SiteEnv>()
  const write = siteFor(deps.database, 'write')
  const path = route(paths.selectors)

  app.options(path, write, preflight(['PATCH']))

  app.patch(
    path,
    write,
    limitBody(),
    requireJson(),
    describe({
      operationId: 'reattachComment',
      summary: 'Sets where the passage of a comment of one’s own is, in an article that was edited. Its quote stays.',
      answer: comment,
      token: 'needed',
    }),
    valid('param', commentParams),
    valid('query', pageQuery),
    valid('json', reattachment),
    async (c) => {
      const [site, page, token] = [c.get('site'), pageKey(c.req.valid('query').page), requireToken(c)]
      const id = parseCommentId(c.req.valid('param').id, 'id')
      const place = parseReattachment(c.req.valid('json'))
      rates.take({ site: site.key, page, address: deps.clientAddress?.(c) })
      return c.json(await passages.reattach({ site, page, token }, id, place))
    },
  )

  return app
}
