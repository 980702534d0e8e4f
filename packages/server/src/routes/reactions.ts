import { pageKey, parseCommentId, paths } from '@afterword/storage'
import { Hono } from 'hono'
import type { AppDeps } from '../deps.ts'
import type { SiteEnv } from '../middleware/env.ts'
import { limitBody } from '../middleware/json.ts'
import { preflight, siteFor } from '../middleware/site.ts'
import { requireToken } from '../middleware/token.ts'
import type { RateLimits } from '../services/rate-limits.ts'
import type { Reactions } from '../services/reactions.ts'
import { comment } from './answers.ts'
import { describe, valid } from './describe.ts'
import { route } from './route.ts'
import { pageQuery, reactionParams } from './schemas.ts'

/** Giving a reaction (PUT) and taking it back (DELETE). */
export function reactionRoutes(
  deps: Pick<AppDeps, 'database' | 'clientAddress'>,
  reactions: Reactions,
  rates: RateLimits,
) {
  const app = new Hono<SiteEnv>()
  const write = siteFor(deps.database, 'write')
  const path = route(paths.reaction)

  app.options(path, write, preflight(['PUT', 'DELETE']))

  for (const [method, on] of [
    ['PUT', true],
    ['DELETE', false],
  ] as const) {
    app.on(
      method,
      path,
      write,
      limitBody(),
      describe({
        operationId: on ? 'giveReaction' : 'takeReactionBack',
        summary: on ? 'Gives a reaction.' : 'Takes a reaction back.',
        answer: comment,
        token: 'needed',
      }),
      valid('param', reactionParams),
      valid('query', pageQuery),
      async (c) => {
        const { id, reaction } = c.req.valid('param')
        const [site, page, token] = [c.get('site'), pageKey(c.req.valid('query').page), requireToken(c)]
        const commentId = parseCommentId(id, 'id')
        rates.take({ site: site.key, page, address: deps.clientAddress?.(c) })
        return c.json(await reactions.react({ site, page, token }, commentId, { reaction, on }))
      },
    )
  }

  return app
}
