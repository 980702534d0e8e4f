import { createRequire } from 'node:module'
import { ConfigError } from '../config.ts'
import { adminCommand } from './admin.ts'
import { UsageError, type Command, type Terminal } from './command.ts'
import { explain } from './explain.ts'
import { migrateCommand } from './migrate.ts'
import { seedCommand } from './seed.ts'
import { serveCommand } from './serve.ts'
import { siteCommand } from './site.ts'

const COMMANDS: Readonly<Record<string, Command>> = {
  serve: serveCommand,
  site: siteCommand,
  migrate: migrateCommand,
  seed: seedCommand,
  admin: adminCommand,
}

const HELP = `afterword: a conversation for any article

  afterword serve                                 listen (settings: PORT, DATABASE_URL, AFTERWORD_*)
  afterword site add <key> --origin <origin> …    let the pages of an origin have comments
      [--edit-window <minutes>|forever]           for how long a comment can be edited; 15 when left out, 0: never
  afterword site list                             the sites, their origins, and for how long comments can be edited
  afterword migrate                               bring the database up to date (serve does it too)
  afterword seed <file.json> --site <key>         write an opening conversation onto an empty page
  afterword admin link [--site <key>]             a one-time link to the dashboard
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

function isParseArgsError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}
