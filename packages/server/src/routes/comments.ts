import { StorageError, pageKey, parseCommentId, parseEdit, parseNewComment, paths } from '@afterword/storage'
import { Hono } from 'hono'
import * as v from 'valibot'
import type { AppDeps } from '../deps.ts'
import type { SiteEnv } from '../middleware/env.ts'
import { limitBody, requireJson } from '../middleware/json.ts'
import { preflight, siteFor } from '../middleware/site.ts'
import { senderOf } from '../middleware/sender.ts'
import { requireToken } from '../middleware/token.ts'
import type { Comments } from '../services/comments.ts'
import { ProofNeeded } from '../services/moderation/judge-words.ts'
import { comment, formToken } from './answers.ts'
import { describe, valid } from './describe.ts'
import { route } from './route.ts'
import type { Watch } from './watch.ts'
import { commentParams, edit, newComment, pageQuery, siteParams } from './schemas.ts'

/** Writing, editing and removing a comment. */
export function commentRoutes(
  deps: Pick<AppDeps, 'database' | 'clientAddress'>,
  comments: Comments,
  { rates, neighbourhoods, passes }: Watch,
) {
  const app = new Hono<SiteEnv>()
  const read = siteFor(deps.database, 'read')
  const write = siteFor(deps.database, 'write')
  const all = route(paths.comments)
  const one = route(paths.comment)
  const begin = route(paths.formToken)

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
      const { form, proof, website = '', ...rest } = c.req.valid('json')
      const input = parseNewComment(rest)
      const address = deps.clientAddress?.(c)
      const pressure = rates.take({ site: site.key, page, address })
      const pass = await passes.check(site.key, page, { form, proof })
      const arrival = { ...pass, pressure, trapped: website !== '' }
      const neighbourhood = await neighbourhoods.of(address)
      const sender = senderOf(c, address)
      try {
        const answer = await comments.create({ site, page, token, neighbourhood, sender, arrival }, input)
        return c.json(answer.comment, answer.created ? 201 : 200)
      } catch (error) {
        if (!(error instanceof ProofNeeded)) throw error
        throw new StorageError(
          'rate-limited',
          `Before this comment is taken the browser has to work for a moment (${error.message}). Solve the challenge and send it as proof, or send "none" to have the comment held.`,
          { challenge: await passes.challenge(site.key, page, error.points), cause: error },
        )
      }
    },
  )

  app.options(begin, read, preflight(['GET']))
  app.get(
    begin,
    read,
    describe({
      operationId: 'beginComment',
      summary: 'A token for somebody who begins to write on this page; it goes with their comment.',
      answer: formToken,
    }),
    valid('param', siteParams),
    valid('query', pageQuery),
    async (c) => c.json({ form: await passes.issue(c.get('site').key, pageKey(c.req.valid('query').page)) }),
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
