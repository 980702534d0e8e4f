import { pageKey } from '@afterword/storage'
import { adminPaths } from '@afterword/storage/admin'
import type { MoveLine } from '@afterword/storage/admin'
import { Hono } from 'hono'
import * as v from 'valibot'
import type { AppDeps } from '../../deps.ts'
import { explained } from '../../errors.ts'
import { limitBody, requireJson } from '../../middleware/json.ts'
import { looksAfter, ownOrigin, signedIn } from '../../middleware/staff.ts'
import type { StaffEnv } from '../../middleware/staff.ts'
import { parseMove } from '../../services/page-moves.ts'
import type { PageMoves } from '../../services/page-moves.ts'
import type { Accounts } from '../../services/staff/accounts.ts'
import { valid } from '../describe.ts'
import { route } from '../route.ts'

const text = v.pipe(v.string(), v.maxLength(2_000))
const siteParams = v.strictObject({ site: text })
const where = v.strictObject({ page: text, to: text })
const move = v.strictObject({ page: text, to: text, merge: v.boolean(), redirect: v.boolean() })
const name = v.strictObject({ page: text })

/** Moving pages, merging them, and which names lead where: for owners. */
export function moveRoutes(deps: Pick<AppDeps, 'database' | 'logger'>, accounts: Accounts, moves: PageMoves) {
  const app = new Hono<StaffEnv>()
  const owner = [signedIn(accounts), looksAfter(deps.database, 'owner')] as const
  const write = [ownOrigin(), limitBody(), requireJson()] as const
  const at = valid('param', siteParams)

  app.get(route(adminPaths.moves), ...owner, at, valid('query', where), async (c) => {
    const { page, to } = c.req.valid('query')
    return c.json(await moves.look(c.get('site'), pageKey(page), pageKey(to)))
  })

  /** It is answered while it is done, so that whoever waits sees how far it is. */
  app.post(route(adminPaths.moves), ...write, ...owner, at, valid('json', move), (c) => {
    const [site, staff, wanted] = [c.get('site'), c.get('staff'), parseMove(c.req.valid('json'))]
    const lines = new TransformStream<MoveLine, string>({
      transform: (line, controller) => controller.enqueue(`${JSON.stringify(line)}\n`),
    })
    const writer = lines.writable.getWriter()
    /** Whoever asked may have left: it is done all the same. */
    const say = (line: MoveLine): void => void writer.write(line).catch(() => undefined)
    void moves
      .move(site, staff.id, wanted, (done, all) => say({ done, all }))
      .then(
        (page) => say({ page }),
        (error: unknown) => say(explained(error, deps.logger)),
      )
      .then(() => writer.close())
      .catch(() => undefined)
    c.header('Content-Type', 'application/x-ndjson')
    c.header('X-Accel-Buffering', 'no')
    return c.body(lines.readable.pipeThrough(new TextEncoderStream()))
  })

  app.post(route(adminPaths.redirects), ...write, ...owner, at, valid('json', where), async (c) => {
    const { page, to } = c.req.valid('json')
    return c.json(await moves.redirect(c.get('site'), c.get('staff').id, pageKey(page), pageKey(to)), 201)
  })

  app.delete(route(adminPaths.redirects), ...write, ...owner, at, valid('json', name), async (c) =>
    c.json(await moves.forget(c.get('site'), c.get('staff').id, pageKey(c.req.valid('json').page))),
  )

  app.post(route(adminPaths.splits), ...write, ...owner, at, valid('json', name), async (c) =>
    c.json(await moves.split(c.get('site'), c.get('staff').id, pageKey(c.req.valid('json').page))),
  )

  return app
}
