import { Hono } from 'hono'
import type { AppDeps } from '../../deps.ts'
import { createAskedOffice } from '../../services/asked-office.ts'
import { createBans } from '../../services/bans.ts'
import { createDecisions } from '../../services/decisions.ts'
import { createPageMoves } from '../../services/page-moves.ts'
import { createProviders } from '../../services/identity/providers.ts'
import { createLabels } from '../../services/labels.ts'
import { createPins } from '../../services/pins.ts'
import { createQueue } from '../../services/queue.ts'
import { createMailOffice } from '../../services/mail/mail-office.ts'
import { createSiteOffice } from '../../services/site-office.ts'
import { createSiteSettings } from '../../services/site-settings.ts'
import { createAccounts } from '../../services/staff/accounts.ts'
import { createPasskeys } from '../../services/staff/passkeys.ts'
import { createOutbound } from '../../services/outbound.ts'
import type { Threads } from '../../services/threads.ts'
import { moveRoutes } from './moves.ts'
import { sessionRoutes } from './session.ts'
import { siteRoutes } from './site.ts'

/** The API behind the dashboard. A browser that came from another page gets nothing from it. */
export function adminRoutes(deps: AppDeps, threads: Threads) {
  const accounts = createAccounts(deps)
  const decisions = createDecisions(deps)
  const outbound = deps.outbound ?? createOutbound([])
  const app = new Hono()
  app.route('/', sessionRoutes(deps, accounts, createPasskeys(deps)))
  app.route(
    '/',
    siteRoutes(deps, {
      accounts,
      queue: createQueue(deps, decisions),
      bans: createBans(deps, decisions),
      pins: createPins(deps),
      labels: createLabels(deps),
      settings: createSiteSettings(deps, createProviders(outbound)),
      office: createSiteOffice(deps, accounts, threads),
      asked: createAskedOffice({ ...deps, outbound }),
      mails: createMailOffice(deps),
    }),
  )
  app.route('/', moveRoutes(deps, accounts, createPageMoves(deps)))
  return app
}
