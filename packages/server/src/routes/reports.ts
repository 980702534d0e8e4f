import { pageKey, parseCommentId, parseReport, paths } from '@afterword/storage'
import { Hono } from 'hono'
import * as v from 'valibot'
import type { AppDeps } from '../deps.ts'
import type { SiteEnv } from '../middleware/env.ts'
import { limitBody, requireJson } from '../middleware/json.ts'
import { preflight, siteFor } from '../middleware/site.ts'
import { requireToken } from '../middleware/token.ts'
import type { RateLimits } from '../services/rate-limits.ts'
import type { Reports } from '../services/reports.ts'
import { describe, valid } from './describe.ts'
import { route } from './route.ts'
import { commentParams, pageQuery, report } from './schemas.ts'

/** Telling moderators about a comment. */
export function reportRoutes(deps: Pick<AppDeps, 'database' | 'clientAddress'>, reports: Reports, rates: RateLimits) {
  const app = new Hono<SiteEnv>()
  const write = siteFor(deps.database, 'write')
  const path = route(paths.report)

  app.options(path, write, preflight(['PUT']))

  app.put(
    path,
    write,
    limitBody(),
    requireJson(),
    describe({
      operationId: 'reportComment',
      summary:
        'Tells moderators about a comment, once for each viewer; again replaces what was told. Answers with null.',
      answer: v.null(),
      token: 'needed',
    }),
    valid('param', commentParams),
    valid('query', pageQuery),
    valid('json', report),
    async (c) => {
      const [site, page, token] = [c.get('site'), pageKey(c.req.valid('query').page), requireToken(c)]
      const id = parseCommentId(c.req.valid('param').id, 'id')
      const told = parseReport(c.req.valid('json'))
      rates.take({ site: site.key, page, address: deps.clientAddress?.(c) })
      await reports.report({ site, page, token }, id, told)
      return c.json(null)
    },
  )

  return app
}
