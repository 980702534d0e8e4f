import { createRequire } from 'node:module'
import { ConfigError } from '../config.ts'
import { UsageError, type Command, type Terminal } from './command.ts'
import { migrateCommand } from './migrate.ts'
import { seedCommand } from './seed.ts'
import { serveCommand } from './serve.ts'
import { siteCommand } from './site.ts'

const COMMANDS: Readonly<Record<string, Command>> = {
  serve: serveCommand,
  site: siteCommand,
  migrate: migrateCommand,
  seed: seedCommand,
}

const HELP = `afterword: a conversation for any article

  afterword serve                                 listen (settings: PORT, DATABASE_URL, AFTERWORD_*)
  afterword site add <key> --origin <origin> …    let the pages of an origin have comments
  afterword site list                             the sites and their origins
  afterword migrate                               bring the database up to date (serve does it too)
  afterword seed <file.json> --site <key>         write an opening conversation onto an empty page
  afterword --version`

/** Runs one call of the command line. Exit codes: 0 done, 1 it failed, 2 the call or a setting is wrong. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name = '--help', ...rest] = args
  if (name === '--help' || name === '-h' || name === 'help') {
    terminal.out(HELP)
    return 0
  }
  if (name === '--version') {
    const { version } = createRequire(import.meta.url)('../../package.json') as { readonly version: string }
    terminal.out(version)
    return 0
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(HELP)
    return 0
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (command === undefined) {
    terminal.error(`There is no command ${name}. afterword --help lists them.`)
    return 2
  }
  try {
    return await command(rest, terminal)
  } catch (error) {
    terminal.error(explain(error))
    return error instanceof UsageError || error instanceof ConfigError || isParseArgsError(error) ? 2 : 1
  }
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    return 'PORT: it is taken by another program. Set it to another one; for example PORT=4401'
  }
  if (code === 'EACCES' && 'syscall' in error && error.syscall === 'listen') {
    return 'PORT: this user may not listen on it. Set it to one above 1023; for example PORT=4400'
  }
  if (code === 'EADDRNOTAVAIL' || ('syscall' in error && error.syscall === 'getaddrinfo')) {
    return `AFTERWORD_HOST or DATABASE_URL names a machine that is not there (${error.message}); for example AFTERWORD_HOST=127.0.0.1`
  }
  if (code === 'ECONNREFUSED') {
    return 'DATABASE_URL: no Postgres answers there. Start it, or name another; for example DATABASE_URL=postgres://user:password@localhost:5432/afterword'
  }
  // Without a message: several attempts to connect failed, each for a reason of its own.
  return error.message || String(code ?? error.name)
}

function isParseArgsError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}
