import { mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { dirname } from 'node:path'
import { Hono } from 'hono'
import { createApp } from '../app.ts'
import { ConfigError, type Config } from '../config.ts'
import { openDatabase, type Database } from '../database/database.ts'
import { migrate } from '../database/migrate.ts'
import type { Logger } from '../deps.ts'
import { closeOldThreads } from '../services/closing.ts'
import { createAskings } from '../services/moderation/asked/askings.ts'
import { createOutbound } from '../services/outbound.ts'
import { createLive } from '../services/live.ts'
import { createMails, waitingMails } from '../services/mail/mails.ts'
import type { Mails } from '../services/mail/mails.ts'
import { createReaders } from '../services/readers.ts'
import { createThreads } from '../services/threads.ts'
import { localWakeups, postgresWakeups } from '../services/wakeups.ts'
import { clientAddresses } from './client-address.ts'
import { dashboardFiles, installedDashboard } from './dashboard-files.ts'
import { docsPage } from './docs-page.ts'
import { health } from './health.ts'
import { TIMES, disconnect, startListening, stopListening } from './listening.ts'
import type { Fetch, Times } from './listening.ts'
import { mailSettings } from './mail-settings.ts'
import { rendererFiles, rendererOf } from './renderer.ts'
import { installedWidget, isWidget, widgetFiles } from './widget-files.ts'

/** Old threads are looked for so often. */
const CLOSE_EVERY = 600_000
const API = /^https?:\/\/[^/]+\/(v1|admin\/api)\//
/** A server that listens. */
export interface RunningServer {
  /** `http://127.0.0.1:4400` */
  readonly address: string
  readonly port: number
  readonly database: Database
  /** Open streams. */
  readonly followers: number
  /** Takes no more requests, finishes what was begun, ends the streams, closes the database. Twice is once. */
  stop(): Promise<void>
}

export interface ServeOptions {
  /** What else is served on the same port, after everything of ours: an example's pages, say. */
  readonly beside?: Hono
  readonly times?: Partial<Times>
}

/**
 * Opens the database, brings it up to date and listens.
 *
 * @throws what `listen` throws when the port is taken: an Error with code `EADDRINUSE`
 * @throws ConfigError when the widget is not where the settings say
 */
export async function serve(config: Config, logger: Logger, options: ServeOptions = {}): Promise<RunningServer> {
  const times = { ...TIMES, ...options.times }
  const widget = widgetFolder(config)
  const mailServer = mailSettings(config)
  const database = openConfigured(config)
  const wakeups = database.kind === 'postgres' ? postgresWakeups(config.database) : localWakeups()
  const live = createLive({
    database,
    wakeups,
    failed: (error) => logger.error({ err: error }, 'news could not be read'),
  })

  const outbound = createOutbound(config.localServices)
  const askings = createAskings({
    database,
    wakeups,
    clock: Date.now,
    outbound,
    failed: (error) => logger.error({ err: error }, 'nobody could be asked about comments'),
  })

  const readers = createReaders({
    database,
    clock: Date.now,
    failed: (error) => logger.error({ err: error }, 'readers could not be counted'),
  })

  const threads = createThreads({ database, wakeups, clock: Date.now })
  const closing = setInterval(() => {
    closeOldThreads(database, threads, Date.now()).then(
      (closed) => closed > 0 && logger.info({ closed }, 'old threads closed'),
      (error: unknown) => logger.error({ err: error }, 'old threads could not be closed'),
    )
  }, CLOSE_EVERY)
  closing.unref()

  let mails: Mails | undefined

  async function close(): Promise<void> {
    clearInterval(closing)
    live.close()
    await askings.close()
    await mails?.close()
    await readers.close()
    await wakeups.close()
    await database.close()
  }

  try {
    const steps = await migrate(database)
    if (steps.length > 0) logger.info({ steps }, 'database brought up to date')
    if (mailServer !== null) {
      // Who sends no mail does without it.
      const { smtpCarrier } = await import('../mail/smtp.ts')
      const carrier = smtpCarrier(mailServer)
      mails = createMails({ database, clock: Date.now, carrier, logger, patience: times.stop })
      const waiting = await waitingMails(database)
      if (waiting > 0) logger.info({ waiting }, 'mails are waiting to be sent')
      mails.wake()
    }
    const renderer = widget === null ? null : rendererOf(widget)
    const api = createApp({
      database,
      wakeups,
      live,
      askings,
      outbound,
      readers,
      logger,
      clock: Date.now,
      ...(mails === undefined ? {} : { mails }),
      streamsPerAddress: config.streamsPerAddress,
      rates: {
        address: { burst: config.writesPerAddress * 2, perMinute: config.writesPerAddress },
        thread: { burst: config.writesPerThread, perMinute: config.writesPerThread },
      },
      clientAddress: clientAddresses(config, logger),
      keepAlive: times.keepAlive,
      disconnect,
      ...(renderer === null ? {} : { renderer }),
      ...(config.address === null ? {} : { publicAddress: config.address }),
    })

    const app = new Hono()
    app.route('/', health(database, logger))
    if (widget === null) logger.warn({}, 'the widget is not built: /afterword.js is not served')
    else app.route('/', widgetFiles(widget))
    if (renderer !== null) app.route('/', rendererFiles(renderer))
    app.route(
      '/',
      docsPage(() => api.request('/v1/openapi.json')),
    )
    const dashboard = installedDashboard()
    if (dashboard === null) logger.warn({}, 'the dashboard is not built: /admin is not served')
    else app.route('/', dashboardFiles(dashboard))
    if (options.beside !== undefined) app.route('/', options.beside)
    app.notFound((c) => api.fetch(c.req.raw, c.env))

    // What is asked for most does not go through the routes of everything else.
    const fetch: Fetch = (request, env) => (API.test(request.url) ? api : app).fetch(request, env)
    const server = await startListening(fetch, config, times)
    const { port } = server.address() as AddressInfo
    const address = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`
    logger.info({ address, database: database.kind }, 'listening')
    let stopping: Promise<void> | undefined
    const stop = async (): Promise<void> => {
      await Promise.all([stopListening(server, live.close, times.stop), mails?.close()])
      await close()
      logger.info({}, 'stopped')
    }
    return {
      address,
      port,
      database,
      get followers() {
        return live.followers
      },
      stop: () => (stopping ??= stop()),
    }
  } catch (error) {
    await close()
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

function widgetFolder({ widget }: Config): string | null {
  if (widget === null) return installedWidget()
  if (isWidget(widget)) return widget
  throw new ConfigError(
    `AFTERWORD_WIDGET cannot be ${JSON.stringify(widget)}: there is no afterword.js. Name the folder of the widget’s built files; for example AFTERWORD_WIDGET=/srv/afterword/embed`,
  )
}
