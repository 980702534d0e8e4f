import { checkCursor, pageKey, parseCommentId, parseLimit, paths } from '@afterword/storage'
import { Hono } from 'hono'
import type { AppDeps } from '../deps.ts'
import { isFresh } from '../middleware/cache.ts'
import type { SiteEnv } from '../middleware/env.ts'
import { preflight, siteFor } from '../middleware/site.ts'
import type { Threads } from '../services/threads.ts'
import { location, openThread, slice } from './answers.ts'
import { describe, valid } from './describe.ts'
import { route } from './route.ts'
import { commentParams, listQuery, openQuery, siteParams } from './schemas.ts'

/** Reading a page's thread: the same bytes for everybody. */
export function threadRoutes({ database }: Pick<AppDeps, 'database'>, threads: Threads) {
  const app = new Hono<SiteEnv>()
  const read = siteFor(database, 'read')
  const opening = route(paths.thread)
  const branch = route(paths.replies)
  const locating = route(paths.location)

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
    async (c) => {
      const query = c.req.valid('query')
      const limit = parseLimit(query.limit === undefined ? undefined : Number(query.limit))
      const place = await threads.find(c.get('site'), pageKey(query.page))
      if (isFresh(c, place)) return c.body(null, 304)
      return c.json(await threads.open(place, query.order ?? 'newest', limit))
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
    async (c) => {
      const query = c.req.valid('query')
      const limit = parseLimit(query.limit === undefined ? undefined : Number(query.limit))
      const cursor = checkCursor(query.cursor)
      const place = await threads.find(c.get('site'), pageKey(query.page))
      if (isFresh(c, place)) return c.body(null, 304)
      return c.json(await threads.list(place, cursor, limit))
    },
  )

  app.get(
    branch,
    read,
    describe({ operationId: 'listReplies', summary: 'Goes on in a branch.', answer: slice, cached: true }),
    valid('param', siteParams),
    valid('query', listQuery),
    async (c) => {
      const query = c.req.valid('query')
      const limit = parseLimit(query.limit === undefined ? undefined : Number(query.limit))
      const cursor = checkCursor(query.cursor)
      const place = await threads.find(c.get('site'), pageKey(query.page))
      if (isFresh(c, place)) return c.body(null, 304)
      return c.json(await threads.replies(place, cursor, limit))
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
    async (c) => {
      const query = c.req.valid('query')
      const limit = parseLimit(query.limit === undefined ? undefined : Number(query.limit))
      const id = parseCommentId(c.req.valid('param').id, 'id')
      const place = await threads.find(c.get('site'), pageKey(query.page))
      if (isFresh(c, place)) return c.body(null, 304)
      return c.json(await threads.locate(place, id, query.order ?? 'newest', limit))
    },
  )

  return app
}
