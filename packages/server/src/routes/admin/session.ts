import { adminPaths } from '@afterword/storage/admin'
import { Hono } from 'hono'
import * as v from 'valibot'
import type { AppDeps } from '../../deps.ts'
import { limitBody, requireJson } from '../../middleware/json.ts'
import { dropSession, keepSession, ownOrigin, signedIn } from '../../middleware/staff.ts'
import type { StaffEnv } from '../../middleware/staff.ts'
import { rateLimits } from '../../services/rate-limits.ts'
import type { Accounts } from '../../services/staff/accounts.ts'
import type { AuthenticationResponseJSON, Passkeys, RegistrationResponseJSON } from '../../services/staff/passkeys.ts'
import { valid } from '../describe.ts'

/** Guessing is slow: from one neighbourhood, and at one name from everywhere. */
const TRIES = { address: { burst: 20, perMinute: 10 }, thread: { burst: 10, perMinute: 5 } }

const text = v.pipe(v.string(), v.maxLength(1_000))
const link = v.strictObject({ link: text })
const newAccount = v.strictObject({ link: text, name: text, password: text })
const signIn = v.strictObject({ name: text, password: text })
const signOut = v.strictObject({ everywhere: v.optional(v.boolean(), false) })
const keyId = v.strictObject({ id: text })

/** What a browser's authenticator answered. Its fields are checked by who verifies it. */
const credential = v.looseObject({
  id: text,
  rawId: v.string(),
  type: v.literal('public-key'),
  response: v.looseObject({ clientDataJSON: v.string() }),
  clientExtensionResults: v.looseObject({}),
})

/** Coming in and going out of the dashboard. */
export function sessionRoutes(deps: Pick<AppDeps, 'clientAddress' | 'clock'>, accounts: Accounts, passkeys: Passkeys) {
  const app = new Hono<StaffEnv>()
  const tries = rateLimits(TRIES, deps.clock)
  const own = ownOrigin()
  const known = signedIn(accounts)
  const json = [limitBody(), requireJson()] as const

  app.post(adminPaths.invitation, own, ...json, valid('json', link), async (c) => {
    tries.take({ site: 'link', page: '', address: deps.clientAddress?.(c) })
    return c.json(await accounts.invitation(c.req.valid('json').link))
  })

  app.get(adminPaths.staff, known, async (c) => c.json(await accounts.describe(c.get('staff'))))

  app.post(adminPaths.staff, own, ...json, valid('json', newAccount), async (c) => {
    tries.take({ site: 'link', page: '', address: deps.clientAddress?.(c) })
    const { link: secret, name, password } = c.req.valid('json')
    const { staff, session } = await accounts.accept(secret, name, password)
    keepSession(c, session)
    return c.json(staff, 201)
  })

  /** Somebody who has an account follows a link for another site. */
  app.put(adminPaths.staff, own, known, ...json, valid('json', link), async (c) =>
    c.json(await accounts.acceptAs(c.get('staff'), c.req.valid('json').link)),
  )

  app.post(adminPaths.session, own, ...json, valid('json', signIn), async (c) => {
    const { name, password } = c.req.valid('json')
    tries.take({ site: 'sign-in', page: name, address: deps.clientAddress?.(c) })
    const { staff, session } = await accounts.signIn(name, password)
    keepSession(c, session)
    return c.json(staff)
  })

  app.delete(adminPaths.session, own, known, ...json, valid('json', signOut), async (c) => {
    if (c.req.valid('json').everywhere) await accounts.endAll(c.get('staff'))
    else await accounts.end(c.get('session'))
    dropSession(c)
    return c.body(null, 204)
  })

  app.post(adminPaths.passkeys, own, known, async (c) => c.json(await passkeys.offer(c.get('staff'), c.get('origin'))))

  app.put(adminPaths.passkeys, own, known, ...json, valid('json', credential), async (c) => {
    await passkeys.add(c.get('staff'), c.get('origin'), await c.req.json<RegistrationResponseJSON>())
    return c.json(await accounts.describe(c.get('staff')))
  })

  app.delete(adminPaths.passkeys, own, known, ...json, valid('json', keyId), async (c) => {
    await passkeys.remove(c.get('staff'), c.req.valid('json').id)
    return c.json(await accounts.describe(c.get('staff')))
  })

  app.post(adminPaths.passkeySession, own, async (c) => {
    tries.take({ site: 'passkey', page: '', address: deps.clientAddress?.(c) })
    return c.json(await passkeys.ask(c.get('origin')))
  })

  app.put(adminPaths.passkeySession, own, ...json, valid('json', credential), async (c) => {
    const row = await passkeys.prove(c.get('origin'), await c.req.json<AuthenticationResponseJSON>())
    const { staff, session } = await accounts.begin(row)
    keepSession(c, session)
    return c.json(staff)
  })

  return app
}
