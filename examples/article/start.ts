/**
 * Serves the example article with a working server, on SQLite in the ignored folder `.afterword`. The first
 * start builds what is missing and writes the opening conversation; a later one finds everything as it was left.
 */
import { join } from 'node:path'
import {
  type RunningServer,
  createLogger,
  findSite,
  readConfig,
  saveSite,
  seed,
  serve,
  setupLink,
} from '@afterword/server'
import { DEFAULT_REACTIONS } from '@afterword/storage'
import { LINK_HASH } from '@afterword/storage/admin'
import { EMBED, buildWidget } from './build-widget.ts'
import { conversation } from './conversation.ts'
import { pages } from './pages.ts'

const ROOT = join(import.meta.dirname, '../..')
const SITE = 'example'
/** How many ports after a taken one are tried, before any that is free. */
const NEXT_PORTS = 20
const LAST_PORT = 65_535

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** Listens on the wanted port, or on the next free one. */
async function listen(): Promise<RunningServer> {
  const config = readConfig({
    AFTERWORD_DATA: join(ROOT, '.afterword'),
    AFTERWORD_LOG: 'warn',
    // Readers of the example are all of one address: this machine.
    AFTERWORD_STREAMS_PER_ADDRESS: '1000',
    ...process.env,
    AFTERWORD_WIDGET: EMBED,
  })
  const next = Array.from({ length: NEXT_PORTS }, (_, index) => config.port + 1 + index)
  let port = config.port
  for (const other of [...next.filter((each) => each <= LAST_PORT), 0]) {
    try {
      return await serve({ ...config, port }, createLogger(config.log), { beside: pages() })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
      say(`Port ${port} is taken, trying ${other === 0 ? 'any that is free' : other}.`)
      port = other
    }
  }
  return serve({ ...config, port }, createLogger(config.log), { beside: pages() })
}

async function openExample({ database, port }: RunningServer): Promise<void> {
  // What was started before on another port may still run, on the same file: its readers stay welcome.
  const before = (await findSite(database.queries, SITE))?.origins ?? []
  const origins = [...new Set([...before, `http://localhost:${port}`, `http://127.0.0.1:${port}`])]
  await saveSite(database.queries, { key: SITE, origins, reactions: DEFAULT_REACTIONS, createdAt: Date.now() })
  const count = await seed({ database, now: Date.now() }, SITE, conversation)
  if (count > 0) say(`Wrote an opening conversation of ${count} comments.`)
}

/** Ctrl-C finishes what was begun; a second one does not wait for it. */
function stopOnSignal(server: RunningServer): void {
  let stopping = false
  const stop = (): void => {
    if (stopping) process.exit(130)
    stopping = true
    void server.stop()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

async function start(): Promise<void> {
  buildWidget(() => say('Building the widget and the dashboard, which takes some seconds…'))
  const server = await listen()
  stopOnSignal(server)
  try {
    await openExample(server)
  } catch (error) {
    await server.stop()
    throw error
  }
  const link = await setupLink(server.database)
  if (link !== undefined) {
    say('To moderate it, set up the dashboard by this link (once, within a day):')
    say(`  http://localhost:${server.port}/admin${LINK_HASH}${link}`)
  }
  say('The example article, with its conversation:')
  say(`http://localhost:${server.port}/`)
}

try {
  await start()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
