import { identityPaths } from '@afterword/storage/identity'
import { Hono } from 'hono'
import * as v from 'valibot'
import type { AppDeps } from '../../deps.ts'
import type { SiteEnv } from '../../middleware/env.ts'
import { limitBody, requireJson } from '../../middleware/json.ts'
import { preflight, siteFor } from '../../middleware/site.ts'
import { requireAccess } from '../../middleware/token.ts'
import type { HandOvers } from '../../services/identity/hand-overs.ts'
import type { Sessions } from '../../services/identity/sessions.ts'
import { rateLimits } from '../../services/rate-limits.ts'
import { describe, valid } from '../describe.ts'
import { route } from '../route.ts'
import { siteParams } from '../schemas.ts'
import {
  claim,
  claimInput,
  endInput,
  handOver,
  handOverParams,
  hostInput,
  nothing,
  refreshInput,
  session,
} from './schemas.ts'

/** Beginning is for people; asking how far it is comes every second or two. */
const TRIES = {
  begin: { address: { burst: 30, perMinute: 20 }, thread: { burst: 600, perMinute: 600 } },
  ask: { address: { burst: 240, perMinute: 240 }, thread: { burst: 6_000, perMinute: 6_000 } },
}

/** A page begins a sign-in, claims the session, keeps it alive and ends it. */
export function sessionRoutes(
  deps: Pick<AppDeps, 'database' | 'clientAddress' | 'clock'>,
  handOvers: HandOvers,
  sessions: Sessions,
) {
  const app = new Hono<SiteEnv>()
  const write = siteFor(deps.database, 'write')
  const json = [limitBody(), requireJson()] as const
  const begins = rateLimits(TRIES.begin, deps.clock)
  const asks = rateLimits(TRIES.ask, deps.clock)
  const all = route(identityPaths.handOvers)
  const one = route(identityPaths.handOver)
  const own = route(identityPaths.session)

  app.options(all, write, preflight(['POST']))
  app.options(one, write, preflight(['POST']))
  app.options(own, write, preflight(['POST', 'PUT', 'DELETE']))

  app.post(
    all,
    write,
    ...json,
    describe({
      operationId: 'beginSignIn',
      summary: 'Begins a sign-in that this page will claim.',
      answer: handOver,
      created: true,
    }),
    valid('param', siteParams),
    valid('json', nothing),
    async (c) => {
      begins.take({ site: c.get('site').key, page: '', address: deps.clientAddress?.(c) })
      return c.json(await handOvers.begin(c.get('site'), c.req.header('Origin') ?? ''), 201)
    },
  )

  app.post(
    one,
    write,
    ...json,
    describe({
      operationId: 'claimSignIn',
      summary: 'Asks how far a sign-in is, with its secret; with the code that the window shows, brings the session.',
      answer: claim,
    }),
    valid('param', handOverParams),
    valid('json', claimInput),
    async (c) => {
      asks.take({ site: c.get('site').key, page: '', address: deps.clientAddress?.(c) })
      return c.json(await handOvers.claim(c.get('site'), c.req.valid('param').id, c.req.valid('json')))
    },
  )

  app.post(
    own,
    write,
    ...json,
    describe({
      operationId: 'enterAsHostUser',
      summary: 'Exchanges a token in which the site says who its user is for a session.',
      answer: session,
      created: true,
    }),
    valid('param', siteParams),
    valid('json', hostInput),
    async (c) => {
      asks.take({ site: c.get('site').key, page: '', address: deps.clientAddress?.(c) })
      return c.json(await sessions.enter(c.get('site'), c.req.valid('json').token), 201)
    },
  )

  app.put(
    own,
    write,
    ...json,
    describe({
      operationId: 'refreshSession',
      summary: 'Exchanges a refresh token for the next one, and brings a new access token.',
      answer: session,
    }),
    valid('param', siteParams),
    valid('json', refreshInput),
    async (c) => {
      asks.take({ site: c.get('site').key, page: '', address: deps.clientAddress?.(c) })
      const { refresh, next } = c.req.valid('json')
      return c.json(await sessions.refresh(c.get('site'), refresh, next))
    },
  )

  app.delete(
    own,
    write,
    ...json,
    describe({
      operationId: 'endSession',
      summary: 'Signs out, here or on every device.',
      answer: v.null(),
      token: 'needed',
    }),
    valid('param', siteParams),
    valid('json', endInput),
    async (c) => {
      const access = requireAccess(c)
      if (c.req.valid('json').everywhere) await sessions.endAll(c.get('site'), access)
      else await sessions.end(c.get('site'), access)
      return c.json(null)
    },
  )

  return app
}
