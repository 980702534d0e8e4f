import { StorageError } from '@afterword/storage'
import { Hono } from 'hono'
import type { AppDeps } from './deps.ts'
import { answerProblem } from './errors.ts'
import { READING, countKnown, countReader } from './middleware/count-reader.ts'
import { apiHeaders } from './middleware/headers.ts'
import { createKeptAnswers } from './middleware/kept-answers.ts'
import { createKnownRequests } from './middleware/known-requests.ts'
import type { KnownRequests } from './middleware/known-requests.ts'
import { adminRoutes } from './routes/admin/admin.ts'
import { commentRoutes } from './routes/comments.ts'
import { countRoutes } from './routes/counts.ts'
import { eventRoutes } from './routes/events.ts'
import { moderatingRoutes } from './routes/moderating.ts'
import { feedRoutes } from './routes/feeds.ts'
import { formRoutes } from './routes/form.ts'
import { identityRoutes } from './routes/identity/identity.ts'
import { serveOpenApi } from './routes/openapi.ts'
import { passageRoutes } from './routes/passages.ts'
import { reactionRoutes } from './routes/reactions.ts'
import { renderedRoutes } from './routes/rendered.ts'
import { reportRoutes } from './routes/reports.ts'
import { route } from './routes/route.ts'
import { threadRoutes } from './routes/threads.ts'
import { viewerRoutes } from './routes/viewer.ts'
import { createBans } from './services/bans.ts'
import { createComments } from './services/comments.ts'
import { createDayKeys } from './services/day-keys.ts'
import { createDecisions } from './services/decisions.ts'
import { createFeeds } from './services/feeds.ts'
import { createPeople } from './services/identity/people.ts'
import { createSessions } from './services/identity/sessions.ts'
import { createLabels } from './services/labels.ts'
import { createModerating } from './services/moderating.ts'
import { createNeighbourhoods } from './services/neighbourhoods.ts'
import { createPasses } from './services/passes.ts'
import { createPassages } from './services/passages.ts'
import { createPins } from './services/pins.ts'
import { createQueue } from './services/queue.ts'
import { rateLimits } from './services/rate-limits.ts'
import { createReactions } from './services/reactions.ts'
import { createReports } from './services/reports.ts'
import { createThreads } from './services/threads.ts'
import { createViewers } from './services/viewers.ts'

/**
 * The API as a Web-standard `fetch` handler: `createApp(deps).fetch(request)`. It listens on nothing and closes
 * nothing; the database must be migrated before the first request.
 */
export function createApp(deps: AppDeps) {
  const threads = createThreads(deps)
  const comments = createComments(deps)
  const rates = rateLimits(deps.rates, deps.clock)
  const keys = createDayKeys(deps.database.queries, deps.clock)
  const neighbourhoods = createNeighbourhoods(keys)
  const watch = { rates, neighbourhoods, passes: createPasses(keys, deps.clock) }

  const sessions = createSessions(deps, createPeople(deps))
  const decisions = createDecisions(deps)
  const moderating = createModerating({
    database: deps.database,
    queue: createQueue(deps, decisions),
    pins: createPins(deps),
    labels: createLabels(deps),
    bans: createBans(deps, decisions),
  })

  const kept = createKeptAnswers()
  const known = createKnownRequests(deps.database, kept)

  const app = new Hono()
  app.use('/v1/*', apiHeaders())
  app.use('/admin/api/*', apiHeaders())
  for (const path of READING) app.use(route(path), countReader(deps))
  app.route('/', threadRoutes(deps, threads, kept, known))
  app.route('/', countRoutes(deps))
  app.route('/', passageRoutes(deps, createPassages(deps, sessions), rates))
  app.route('/', commentRoutes(deps, comments, watch))
  app.route('/', reactionRoutes(deps, createReactions(deps), rates))
  app.route('/', reportRoutes(deps, createReports(deps), rates))
  app.route('/', viewerRoutes(deps, threads, createViewers(deps, sessions)))
  app.route('/', moderatingRoutes(deps, threads, moderating, sessions))
  app.route('/', feedRoutes(deps, createFeeds(deps.database)))
  if (deps.renderer !== undefined) {
    app.route('/', renderedRoutes(deps, threads, deps.renderer))
    app.route('/', formRoutes(deps, comments, watch, deps.renderer))
  }
  if (deps.live !== undefined) app.route('/', eventRoutes(deps, deps.live))
  app.route('/', identityRoutes(deps))
  app.route('/', adminRoutes(deps, threads))
  serveOpenApi(app)

  app.onError((error, c) => answerProblem(c, error, deps.logger))
  app.notFound((c) => {
    const error = c.req.path.startsWith('/v1/sites//')
      ? new StorageError('site-unknown', 'The address names no site. Give the site’s key: /v1/sites/<site>/…')
      : new StorageError('not-found', `Nothing answers ${c.req.method} ${c.req.path}. See /v1/openapi.json.`)
    return answerProblem(c, error, deps.logger)
  })
  return aheadOf(app, known, deps)
}

/** The same app, which is asked only for what is not known. */
function aheadOf(app: Hono, known: KnownRequests, deps: AppDeps): Hono {
  const { fetch } = app
  app.fetch = (request, env, ...rest) => {
    const answer = known.answer(request, countKnown(deps, request, env))
    if (answer instanceof Promise) return answer.then((found) => found ?? fetch(request, env, ...rest))
    return answer ?? fetch(request, env, ...rest)
  }
  return app
}
