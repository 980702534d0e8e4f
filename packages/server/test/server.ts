import { DEFAULT_REACTIONS, newCommentId, parseComment, paths } from '@afterword/storage'
import type { Comment, NewComment } from '@afterword/storage'
import type { CompiledQuery } from 'kysely'
import { prove } from '../../storage/src/http/prove.ts'
import { createApp } from '../src/app.ts'
import { openDatabase } from '../src/database/database.ts'
import type { Database } from '../src/database/database.ts'
import { migrate } from '../src/database/migrate.ts'
import { saveSite } from '../src/database/sites.ts'
import type { AppDeps } from '../src/deps.ts'
import { createLive } from '../src/services/live.ts'
import { createReaders } from '../src/services/readers.ts'
import { localWakeups } from '../src/services/wakeups.ts'

export const SITE = 'example'
export const ORIGIN = 'https://site.example'
export const PAGE = '/open-weights'

/** So many writes that a test meets the limit only when it wants to. */
const NO_RATES = { burst: 1e9, perMinute: 1e9 }

export interface TestServer {
  readonly database: Database
  readonly deps: AppDeps
  /** Every query since the start, in order. */
  readonly queries: string[]
  /** The same, with their parameters. */
  readonly compiled: CompiledQuery[]
  /** What was logged as an error. */
  readonly errors: unknown[]
  fetch(request: Request): Promise<Response>
  /** Adds a site that the same origin embeds. */
  addSite(key: string): Promise<void>
  close(): Promise<void>
}

export type ServerOptions = Partial<Omit<AppDeps, 'database'>>

export async function startServer(address: string, options: ServerOptions = {}): Promise<TestServer> {
  const queries: string[] = []
  const errors: unknown[] = []
  const compiled: CompiledQuery[] = []
  const database = openDatabase(address, {
    log({ query }) {
      queries.push(query.sql)
      compiled.push(query)
    },
  })
  await migrate(database)
  const addSite = (key: string): Promise<void> =>
    saveSite(database.queries, { key, origins: [ORIGIN], reactions: DEFAULT_REACTIONS, createdAt: 0 })
  await addSite(SITE)
  const wakeups = options.wakeups ?? localWakeups()
  // It never looks by itself: what a wake-up does not bring, a test would wait for in vain.
  const every = 3_600_000
  const live = createLive({ database, wakeups, failed: (error) => void errors.push(error), every })
  const clock = options.clock ?? Date.now
  const readers = createReaders({ database, clock, failed: (error) => void errors.push(error), every })
  const deps: AppDeps = {
    database,
    readers,
    wakeups,
    live,
    logger: { info() {}, warn() {}, error: (fields) => void errors.push(fields) },
    clock,
    rates: { address: NO_RATES, thread: NO_RATES },
    ...options,
  }
  const app = createApp(deps)
  return {
    database,
    deps,
    queries,
    compiled,
    errors,
    addSite,
    fetch: async (asked) => app.fetch(asked),
    async close() {
      live.close()
      await readers.close()
      await database.close()
    },
  }
}

export function newToken(): string {
  return `awg_${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')}`
}

export function newComment(values: Partial<NewComment> = {}): NewComment {
  return { id: newCommentId(), parent: null, source: 'Open weights stay.', name: 'Ada', ...values }
}

export interface Call {
  readonly method?: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string | null>>
  readonly token?: string
  readonly json?: unknown
  /** Sent as it is. */
  readonly body?: string
}

/** A request as a page of the site would send it; a header that is `null` is left out. */
export function request(path: string, { method = 'GET', query, headers, token, json, body }: Call = {}): Request {
  const url = new URL(path, 'https://comments.example')
  for (const [key, value] of Object.entries({ page: PAGE, ...query })) url.searchParams.append(key, value)
  const sent = new Headers({ Origin: ORIGIN })
  if (token !== undefined) sent.set('Authorization', `Bearer ${token}`)
  const content = json === undefined ? body : JSON.stringify(json)
  if (content !== undefined) sent.set('Content-Type', 'application/json')
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (value === null) sent.delete(name)
    else sent.set(name, value)
  }
  return new Request(url, { method, headers: sent, ...(content === undefined ? {} : { body: content }) })
}

/** Posts a comment and returns it, after the work that the server may want first; throws what it answered when it refused. */
export async function post(
  server: TestServer,
  token: string,
  values: Partial<NewComment> = {},
  page = PAGE,
): Promise<Comment> {
  const comment = newComment(values)
  const send = (proof: object = {}): Promise<Response> =>
    server.fetch(
      request(paths.comments(SITE), { method: 'POST', token, query: { page }, json: { ...comment, ...proof } }),
    )
  let answer = await send()
  if (answer.status === 429) {
    const { challenge } = (await answer.clone().json()) as { challenge?: string }
    if (challenge !== undefined) answer = await send({ proof: await prove(challenge) })
  }
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
  return parseComment(await answer.json())
}
