import { StorageError } from '@afterword/storage'
import { identityPaths } from '@afterword/storage/identity'
import { Hono } from 'hono'
import * as v from 'valibot'
import type { AppDeps } from '../../deps.ts'
import type { SiteEnv } from '../../middleware/env.ts'
import { siteFor } from '../../middleware/site.ts'
import { markBrowser } from '../../middleware/window.ts'
import type { HandOvers } from '../../services/identity/hand-overs.ts'
import type { People } from '../../services/identity/people.ts'
import { createProviders } from '../../services/identity/providers.ts'
import { createOutbound } from '../../services/outbound.ts'
import type { Accounts } from '../../services/staff/accounts.ts'
import { valid } from '../describe.ts'
import { route } from '../route.ts'
import { confirmRoutes } from './confirm.ts'
import { handOverParams } from './schemas.ts'
import { emailWay } from './ways/email.ts'
import { providerWay } from './ways/provider.ts'
import { staffWay } from './ways/staff.ts'
import type { WindowWay } from './ways/way.ts'
import { answerPage } from './window-page.ts'
import { SCRIPT, SCRIPT_PATH } from './window-pages.ts'

const windowQuery = v.strictObject({
  way: v.pipe(v.string(), v.maxLength(64)),
  lang: v.exactOptional(v.pipe(v.string(), v.maxLength(64))),
})

/**
 * The pages of the window in which somebody signs in. It stands on the server's own origin, so its cookies are
 * nobody's third party, and what is typed and asked here no script of the host page can read.
 */
export function windowRoutes(deps: AppDeps, handOvers: HandOvers, people: People, accounts: Accounts) {
  const app = new Hono<SiteEnv>()
  const { mails } = deps
  const ways: readonly WindowWay[] = [
    staffWay(app, deps, handOvers, accounts),
    ...(mails === undefined ? [] : [emailWay(app, { ...deps, mails }, handOvers)]),
    providerWay(app, deps, handOvers, createProviders(deps.outbound ?? createOutbound([]))),
  ]

  confirmRoutes(app, deps, handOvers, people)

  app.get(SCRIPT_PATH, (c) => {
    c.header('Cache-Control', 'public, max-age=31536000, immutable')
    return c.body(SCRIPT, 200, { 'Content-Type': 'text/javascript; charset=utf-8' })
  })

  app.get(
    route(identityPaths.window),
    siteFor(deps.database, 'read'),
    valid('param', handOverParams),
    valid('query', windowQuery),
    (c) => {
      const { way: name, lang } = c.req.valid('query')
      return answerPage(c, lang, async (wording) => {
        const way = ways.find(({ takes }) => takes(c, name))
        if (way === undefined) {
          throw new StorageError('not-found', 'Nobody can sign in here in this way, or not any more.', { field: 'way' })
        }
        const { id } = c.req.valid('param')
        const entered = await handOvers.enter(c.get('site'), id, name, markBrowser(c), wording.language)
        return way.start(c, entered, wording)
      })
    },
  )

  return app
}
