import type { Staff } from '@afterword/storage/admin'
import { identityPaths } from '@afterword/storage/identity'
import type { Context, Hono } from 'hono'
import type { AppDeps } from '../../../deps.ts'
import type { SiteEnv } from '../../../middleware/env.ts'
import { staffOf } from '../../../middleware/staff.ts'
import { requireBrowser } from '../../../middleware/window.ts'
import type { HandOvers } from '../../../services/identity/hand-overs.ts'
import type { Accounts } from '../../../services/staff/accounts.ts'
import { route } from '../../route.ts'
import { answerPage, requireOwnPage, windowGuards } from '../window-page.ts'
import { confirmPage, donePage, leadingPage, staffSignInPage } from '../window-pages.ts'
import type { WindowWay } from './way.ts'

const STAFF = 'staff'

/** Whoever is signed in at the dashboard, and looks after the site. */
export function staffWay(
  app: Hono<SiteEnv>,
  deps: Pick<AppDeps, 'database'>,
  handOvers: HandOvers,
  accounts: Accounts,
): WindowWay {
  const { shown, sent } = windowGuards(deps)
  const at = route(identityPaths.staffWindow)

  app.get(at, ...shown, (c) =>
    answerPage(c, handOvers.language(c.req.valid('param').id), async (wording) => {
      const entered = await handOvers.resume(c.get('site'), c.req.valid('param').id, STAFF, requireBrowser(c))
      const found = await moderatorOf(c, accounts)
      if (found === undefined) return c.html(staffSignInPage(wording, entered))
      return c.html(confirmPage(wording, entered, found.name, wording.words.aboutStaff))
    }),
  )

  app.post(at, ...sent, (c) =>
    answerPage(c, handOvers.language(c.req.valid('param').id), async (wording) => {
      const entered = await handOvers.resume(c.get('site'), c.req.valid('param').id, STAFF, requireBrowser(c))
      requireOwnPage(c)
      const found = await moderatorOf(c, accounts)
      if (found === undefined) return c.html(staffSignInPage(wording, entered))
      const { id, name } = found
      await handOvers.confirm(entered, { provider: STAFF, subject: id, name, staffId: id })
      return c.html(donePage(wording, entered))
    }),
  )

  return {
    takes: (_, way) => way === STAFF,
    // The dashboard's cookie comes with what our own pages ask for, and with nothing that another page leads to.
    start: async (c, entered, wording) =>
      c.html(leadingPage(wording, entered, identityPaths.staffWindow(c.get('site').key, entered.id))),
  }
}

/** Who is signed in at the dashboard, when they look after the site. */
async function moderatorOf(c: Context<SiteEnv>, accounts: Accounts): Promise<Staff | undefined> {
  const row = await staffOf(c, accounts)
  const staff = row && (await accounts.describe(row))
  return staff?.sites.some(({ key }) => key === c.get('site').key) === true ? staff : undefined
}
