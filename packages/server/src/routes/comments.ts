import { pageKey, parseCommentId, parseEdit, parseNewComment, paths } from '@afterword/storage'
import { Hono } from 'hono'
import * as v from 'valibot'
import type { AppDeps } from '../deps.ts'
import type { SiteEnv } from '../middleware/env.ts'
import { limitBody, requireJson } from '../middleware/json.ts'
import { preflight, siteFor } from '../middleware/site.ts'
import { senderOf } from '../middleware/sender.ts'
import { requireToken } from '../middleware/token.ts'
import type { Comments } from '../services/comments.ts'
import type { Neighbourhoods } from '../services/neighbourhoods.ts'
import type { RateLimits } from '../services/rate-limits.ts'
import { comment } from './answers.ts'
import { describe, valid } from './describe.ts'
import { route } from './route.ts'
import { commentParams, edit, newComment, pageQuery, siteParams } from './schemas.ts'

/** Writing, editing and removing a comment. */
export function commentRoutes(
  deps: Pick<AppDeps, 'database' | 'clientAddress'>,
  comments: Comments,
  rates: RateLimits,
  neighbourhoods: Neighbourhoods,
) {
  const app = new Hono<SiteEnv>()
  const read = siteFor(deps.database, 'read')
  const write = siteFor(deps.database, 'write')
  const all = route(paths.comments)
  const one = route(paths.comment)

  app.options(all, read, preflight(['GET', 'POST']))
  app.options(one, write, preflight(['PATCH', 'DELETE']))

  app.post(
    all,
    write,
    limitBody(),
    requireJson(),
    describe({
      operationId: 'createComment',
      summary: 'Writes a comment. The same id again is the same comment.',
      answer: comment,
      token: 'needed',
      created: true,
    }),
    valid('param', siteParams),
    valid('query', pageQuery),
    valid('json', newComment),
    async (c) => {
      const [site, page, token] = [c.get('site'), pageKey(c.req.valid('query').page), requireToken(c)]
      const input = parseNewComment(c.req.valid('json'))
      const address = deps.clientAddress?.(c)
      rates.take({ site: site.key, page, address })
      const neighbourhood = await neighbourhoods.of(address)
      const sender = senderOf(c, address)
      const answer = await comments.create({ site, page, token, neighbourhood, sender }, input)
      return c.json(answer.comment, answer.created ? 201 : 200)
    },
  )

  app.patch(
    one,
    write,
    limitBody(),
    requireJson(),
    describe({
      operationId: 'editComment',
      summary: 'Edits a comment of one’s own.',
      answer: comment,
      token: 'needed',
    }),
    valid('param', commentParams),
    valid('query', pageQuery),
    valid('json', edit),
    async (c) => {
      const [site, page, token] = [c.get('site'), pageKey(c.req.valid('query').page), requireToken(c)]
      const id = parseCommentId(c.req.valid('param').id, 'id')
      const change = parseEdit(c.req.valid('json'))
      const address = deps.clientAddress?.(c)
      rates.take({ site: site.key, page, address })
      const neighbourhood = await neighbourhoods.of(address)
      const sender = senderOf(c, address)
      return c.json(await comments.edit({ site, page, token, neighbourhood, sender }, id, change))
    },
  )

  app.delete(
    one,
    write,
    limitBody(),
    describe({
      operationId: 'removeComment',
      summary: 'Removes a comment of one’s own; answers with its tombstone, or null.',
      answer: v.nullable(comment),
      token: 'needed',
    }),
    valid('param', commentParams),
    valid('query', pageQuery),
    async (c) => {
      const [site, page, token] = [c.get('site'), pageKey(c.req.valid('query').page), requireToken(c)]
      const id = parseCommentId(c.req.valid('param').id, 'id')
      rates.take({ site: site.key, page, address: deps.clientAddress?.(c) })
      return c.json(await comments.remove({ site, page, token }, id))
    },
  )

  return app
}
