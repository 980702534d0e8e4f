import { Hono } from 'hono'
import type { AppDeps } from '../../deps.ts'
import { createHandOvers } from '../../services/identity/hand-overs.ts'
import { createLeaving } from '../../services/identity/leaving.ts'
import { createOwnData } from '../../services/identity/own-data.ts'
import { createPeople } from '../../services/identity/people.ts'
import { createSessions } from '../../services/identity/sessions.ts'
import { createAccounts } from '../../services/staff/accounts.ts'
import { accountRoutes } from './account.ts'
import { sessionRoutes } from './session.ts'
import { windowRoutes } from './window.ts'

/** How readers sign in, and how one of the staff is known on the pages of the site. */
export function identityRoutes(deps: AppDeps) {
  const people = createPeople(deps)
  const sessions = createSessions(deps, people)
  const handOvers = createHandOvers(deps, people, sessions)
  const app = new Hono()
  app.route('/', sessionRoutes(deps, handOvers, sessions))
  app.route('/', accountRoutes(deps, createOwnData(deps, sessions), createLeaving(deps, sessions)))
  app.route('/', windowRoutes(deps, handOvers, people, createAccounts(deps)))
  return app
}
