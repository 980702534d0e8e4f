import { checkCursor, pageKey, parseCommentId, parseLimit, paths } from '@afterword/storage'
import { Hono } from 'hono'
import type { Context } from 'hono'
import type { AppDeps } from '../deps.ts'
import { isFresh, versionOf } from '../middleware/cache.ts'
import type { KeptAnswers } from '../middleware/kept-answers.ts'
import type { KnownRequests } from '../middleware/known-requests.ts'
import type { SiteEnv } from '../middleware/env.ts'
import { preflight, siteFor } from '../middleware/site.ts'
import type { Place, Threads } from '../services/threads.ts'
import { location, openThread, slice } from './answers.ts'
import { describe, valid } from './describe.ts'
import { route } from './route.ts'
import { commentParams, listQuery, openQuery, siteParams } from './schemas.ts'

/** Reading a page's thread: the same bytes for everybody. */
export function threadRoutes(
  { database }: Pick<AppDeps, 'database'>,
  threads: Threads,
  kept: KeptAnswers,
  known: Pick<KnownRequests, 'remember'>,
) {
  const app = new Hono<SiteEnv>()
  const read = siteFor(database, 'read')
  const opening = route(paths.thread)
  const branch = route(paths.replies)
  const locating = route(paths.location)

  /** Reads no comment for who has them already. */
  async function answer(c: Context<SiteEnv>, page: string, reading: (place: Place) => Promise<object>) {
    const place = await threads.find(c.get('site'), pageKey(page))
    const version = versionOf(c, place)
    const response = isFresh(c, place) ? c.body(null, 304) : await kept.answer(c, version, () => reading(place))
    known.remember(c.req.raw, place, version, response)
    return response
  }

  for (const path of [opening, branch, locating]) app.options(path, read, preflight(['GET']))

  app.get(
    opening,
    read,
    describe({
      operationId: 'openThread',
      summary: 'Opens a page: its thread, first comments, passages.',
      answer: openThread,
      cached: true,
    }),
    valid('param', siteParams),
    valid('query', openQuery),
    (c) => {
      const { page, order = 'newest', limit } = c.req.valid('query')
      const most = limitOf(limit)
      return answer(c, page, (place) => threads.open(place, order, most))
    },
  )

  app.get(
    route(paths.comments),
    read,
    describe({
      operationId: 'listComments',
      summary: 'Goes on in the list of top-level comments.',
      answer: slice,
      cached: true,
    }),
    valid('param', siteParams),
    valid('query', listQuery),
    (c) => {
      const { page, cursor, limit } = c.req.valid('query')
      const [from, most] = [checkCursor(cursor), limitOf(limit)]
      return answer(c, page, (place) => threads.list(place, from, most))
    },
  )

  app.get(
    branch,
    read,
    describe({ operationId: 'listReplies', summary: 'Goes on in a branch.', answer: slice, cached: true }),
    valid('param', siteParams),
    valid('query', listQuery),
    (c) => {
      const { page, cursor, limit } = c.req.valid('query')
      const [from, most] = [checkCursor(cursor), limitOf(limit)]
      return answer(c, page, (place) => threads.replies(place, from, most))
    },
  )

  app.get(
    locating,
    read,
    describe({
      operationId: 'locateComment',
      summary: 'The slice that holds a comment, and what stands above it.',
      answer: location,
      cached: true,
    }),
    valid('param', commentParams),
    valid('query', openQuery),
    (c) => {
      const { page, order = 'newest', limit } = c.req.valid('query')
      const [id, most] = [parseCommentId(c.req.valid('param').id, 'id'), limitOf(limit)]
      return answer(c, page, (place) => threads.locate(place, id, order, most))
    },
  )

  return app
}

function limitOf(limit: string | undefined): number {
  return parseLimit(limit === undefined ? undefined : Number(limit))
}
