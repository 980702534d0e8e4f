import { identityPaths } from '@afterword/storage/identity'
import { Hono } from 'hono'
import * as v from 'valibot'
import type { AppDeps } from '../../deps.ts'
import type { SiteEnv } from '../../middleware/env.ts'
import { limitBody, requireJson } from '../../middleware/json.ts'
import { preflight, siteFor } from '../../middleware/site.ts'
import { requireAccess } from '../../middleware/token.ts'
import type { Leaving } from '../../services/identity/leaving.ts'
import type { OwnData } from '../../services/identity/own-data.ts'
import { rateLimits } from '../../services/rate-limits.ts'
import { describe, valid } from '../describe.ts'
import { route } from '../route.ts'
import { siteParams } from '../schemas.ts'
import { accountData, farewell } from './schemas.ts'

/** Both read or change all that somebody has left: seldom wanted, and work for the server. */
const TRIES = { address: { burst: 10, perMinute: 5 }, thread: { burst: 120, perMinute: 120 } }

/** What somebody with an account does with all of it: takes it with them, or deletes it. */
export function accountRoutes(
  deps: Pick<AppDeps, 'database' | 'clientAddress' | 'clock'>,
  ownData: OwnData,
  leaving: Leaving,
) {
  const app = new Hono<SiteEnv>()
  const read = siteFor(deps.database, 'read')
  const write = siteFor(deps.database, 'write')
  const tries = rateLimits(TRIES, deps.clock)
  const path = route(identityPaths.account)

  app.options(path, read, preflight(['GET', 'DELETE']))

  app.get(
    path,
    read,
    describe({
      operationId: 'downloadAccount',
      summary: 'All that the server has of who is signed in, as one file.',
      answer: accountData,
      token: 'needed',
    }),
    valid('param', siteParams),
    async (c) => {
      const access = requireAccess(c)
      tries.take({ site: c.get('site').key, page: '', address: deps.clientAddress?.(c) })
      const pieces = await ownData.file(c.get('site'), access)
      return c.body(streamOf(pieces), 200, {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Disposition': 'attachment; filename="comments.json"',
      })
    },
  )

  app.delete(
    path,
    write,
    limitBody(),
    requireJson(),
    describe({
      operationId: 'deleteAccount',
      summary:
        'Deletes the account of who is signed in, for good. Their comments are removed, or keep their words without the name.',
      answer: v.null(),
      token: 'needed',
    }),
    valid('param', siteParams),
    valid('json', farewell),
    async (c) => {
      const access = requireAccess(c)
      tries.take({ site: c.get('site').key, page: '', address: deps.clientAddress?.(c) })
      await leaving.leave(c.get('site'), access, c.req.valid('json'))
      return c.json(null)
    },
  )

  return app
}

/** Read as fast as it is taken, and no faster. */
function streamOf(pieces: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const each = pieces[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await each.next()
      if (done === true) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await each.return?.()
    },
  })
}
