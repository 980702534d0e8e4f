import { pageKey, parseCommentId, paths } from '@afterword/storage'
import type { Moderation } from '@afterword/storage'
import { Hono } from 'hono'
import type { AppDeps } from '../deps.ts'
import { limitBody, requireJson } from '../middleware/json.ts'
import { moderates } from '../middleware/moderates.ts'
import type { ModeratorEnv } from '../middleware/moderates.ts'
import { preflight, siteFor } from '../middleware/site.ts'
import type { Sessions } from '../services/identity/sessions.ts'
import type { Moderating } from '../services/moderating.ts'
import type { Threads } from '../services/threads.ts'
import { moderated, unpublished } from './answers.ts'
import { describe, valid } from './describe.ts'
import { route } from './route.ts'
import { commentParams, moderation, pageQuery, siteParams } from './schemas.ts'

/** Moderating where the comments stand, by staff who are signed in on the page. Kept by nobody. */
export function moderatingRoutes(
  { database }: Pick<AppDeps, 'database'>,
  threads: Pick<Threads, 'find'>,
  moderating: Moderating,
  sessions: Pick<Sessions, 'who'>,
) {
  const app = new Hono<ModeratorEnv>()
  // Who reads what readers may not see says from which page, too.
  const embedded = siteFor(database, 'write')
  const moderator = moderates(sessions)
  const all = route(paths.unpublished)
  const one = route(paths.moderation)

  app.options(all, siteFor(database, 'read'), preflight(['GET']))
  app.options(one, embedded, preflight(['POST']))

  app.get(
    all,
    siteFor(database, 'read'),
    moderator,
    describe({
      operationId: 'listUnpublished',
      summary: 'What of a page is not published, with its words, and what was reported: for who moderates the site.',
      answer: unpublished,
      token: 'staff',
    }),
    valid('param', siteParams),
    valid('query', pageQuery),
    async (c) =>
      c.json(await moderating.unpublished(await threads.find(c.get('site'), pageKey(c.req.valid('query').page)))),
  )

  app.post(
    one,
    embedded,
    limitBody(),
    requireJson(),
    moderator,
    describe({
      operationId: 'moderateComment',
      summary: 'A verdict on a comment, a pin, a label or a ban, by who moderates the site.',
      answer: moderated,
      token: 'staff',
    }),
    valid('param', commentParams),
    valid('query', pageQuery),
    valid('json', moderation),
    async (c) => {
      const id = parseCommentId(c.req.valid('param').id, 'id')
      const wanted = c.req.valid('json')
      return c.json(await moderating.moderate(c.get('site'), c.get('staffId'), id, checked(wanted)))
    },
  )

  return app
}

function checked(wanted: Moderation): Moderation {
  if (wanted.type !== 'unban') return wanted
  return { ...wanted, restore: wanted.restore.map((id) => parseCommentId(id, 'restore')) }
}
