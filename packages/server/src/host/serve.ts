import { mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { dirname } from 'node:path'
import { serve as listen, type ServerType } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { Hono, type Context } from 'hono'
import { sql } from 'kysely'
import { createApp } from '../app.ts'
import type { Config } from '../config.ts'
import { openDatabase } from '../database/database.ts'
import type { Database } from '../database/database.ts'
import { migrate } from '../database/migrate.ts'
import type { Logger } from '../deps.ts'
import { createLive } from '../services/live.ts'
import { localWakeups, postgresWakeups } from '../services/wakeups.ts'
import { docsPage } from './docs-page.ts'
import { installedWidget, widgetFiles } from './widget-files.ts'

/** Milliseconds: for a request's header, for all of it, and for what is under way when the server stops. */
const HEADER_TIME = 10_000
const REQUEST_TIME = 15_000
const STOP_TIME = 10_000

/** A server that listens. */
export interface RunningServer {
  /** `http://127.0.0.1:4400` */
  readonly address: string
  readonly port: number
  readonly database: Database
  /** Takes no more requests, finishes what was begun, ends the streams, closes the database. Twice is once. */
  stop(): Promise<void>
}

export interface ServeOptions {
  /** What else is served on the same port, after everything of ours: an example's pages, say. */
  readonly beside?: Hono
}

/**
 * Opens the database, brings it up to date and listens.
 *
 * @throws what `listen` throws when the port is taken: an Error with code `EADDRINUSE`
 */
export async function serve(config: Config, logger: Logger, { beside }: ServeOptions = {}): Promise<RunningServer> {
  const database = openConfigured(config)
  const steps = await migrate(database)
  if (steps.length > 0) logger.info({ steps }, 'database brought up to date')
  const wakeups = database.kind === 'postgres' ? postgresWakeups(config.database) : localWakeups()
  const live = createLive({
    database,
    wakeups,
    failed: (error) => logger.error({ err: error }, 'news could not be read'),
  })

  const api = createApp({
    database,
    wakeups,
    live,
    logger,
    clock: Date.now,
    streamsPerAddress: config.streamsPerAddress,
    rates: {
      address: { burst: config.writesPerAddress * 2, perMinute: config.writesPerAddress },
      thread: { burst: config.writesPerThread, perMinute: config.writesPerThread },
    },
    clientAddress: (c) => addressOf(c, config.trustProxy),
  })

  const app = new Hono()
  app.get('/healthz', async (c) => {
    try {
      await sql`select 1`.execute(database.queries)
      return c.json({ status: 'ok' }, 200, { 'Cache-Control': 'no-store' })
    } catch (error) {
      logger.error({ err: error }, 'the database does not answer')
      return c.json({ status: 'database does not answer' }, 503, { 'Cache-Control': 'no-store' })
    }
  })
  const widget = config.widget ?? installedWidget()
  if (widget === null) logger.warn({}, 'the widget is not built: /afterword.js is not served')
  else app.route('/', widgetFiles(widget))
  app.route(
    '/',
    docsPage(() => api.request('/v1/openapi.json')),
  )
  app.all('/v1/*', (c) => api.fetch(c.req.raw, c.env))
  if (beside !== undefined) app.route('/', beside)
  app.notFound((c) => api.fetch(c.req.raw, c.env))

  try {
    const server = await start(app, config)
    const { port } = server.address() as AddressInfo
    const address = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`
    logger.info({ address, database: database.kind }, 'listening')
    let stopping: Promise<void> | undefined
    return {
      address,
      port,
      database,
      stop: () =>
        (stopping ??= stopServer(server, live.close).then(async () => {
          await wakeups.close()
          await database.close()
          logger.info({}, 'stopped')
        })),
    }
  } catch (error) {
    live.close()
    await wakeups.close()
    await database.close()
    throw error
  }
}

/** The database of the settings, with the folder of a SQLite file made if it is not there. */
export function openConfigured({ database }: Pick<Config, 'database'>): Database {
  if (!/^postgres(ql)?:\/\//.test(database) && database !== ':memory:') {
    mkdirSync(dirname(database), { recursive: true, mode: 0o700 })
  }
  return openDatabase(database)
}

function start(app: Hono, { host, port }: Config): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = listen(
      {
        fetch: app.fetch,
        hostname: host,
        port,
        serverOptions: { headersTimeout: HEADER_TIME, requestTimeout: REQUEST_TIME, keepAliveTimeout: 5_000 },
      },
      () => resolve(server),
    )
    server.once('error', reject)
  })
}

async function stopServer(server: ServerType, endStreams: () => void): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  endStreams()
  if ('closeIdleConnections' in server) server.closeIdleConnections()
  const late = setTimeout(() => {
    if ('closeAllConnections' in server) server.closeAllConnections()
  }, STOP_TIME)
  await closed
  clearTimeout(late)
}

function addressOf(c: Context, trustProxy: boolean): string | undefined {
  // The last entry is the one that our own proxy added; those before it anybody can write.
  const forwarded = trustProxy ? c.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim() : undefined
  return forwarded ?? getConnInfo(c).remote.address
}
