import { parseArgs } from 'node:util'
import { DEFAULT_REACTIONS } from '@afterword/storage'
import { readConfig } from '../config.ts'
import { migrate } from '../database/migrate.ts'
import { findSite, listSites, saveSite } from '../database/sites.ts'
import { openConfigured } from '../host/serve.ts'
import { UsageError, type Command } from './command.ts'

/** `afterword site add <key> --origin <origin>…` and `afterword site list`. */
export const siteCommand: Command = async (args, terminal) => {
  const [what, ...rest] = args
  if (what === 'add') return add(rest, terminal)
  if (what === 'list') return list(rest, terminal)
  throw new UsageError('afterword site add <key> --origin https://example.org, or afterword site list')
}

const add: Command = async (args, { environment, out }) => {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { origin: { type: 'string', multiple: true, default: [] }, 'edit-window': { type: 'string' } },
  })
  const [key, ...more] = positionals
  if (key === undefined || more.length > 0 || !/^[\w.-]{1,100}$/.test(key)) {
    throw new UsageError('afterword site add <key> --origin https://example.org: the key is letters, digits, . - _')
  }
  const origins = values.origin.map(exactOrigin)
  if (origins.length === 0) {
    throw new UsageError('A site needs at least one --origin: the address of its pages, like https://example.org')
  }
  const editWindow = editWindowOf(values['edit-window'])
  const database = openConfigured(readConfig(environment))
  try {
    await migrate(database)
    // A site that is there keeps what it was given besides its origins.
    const reactions = (await findSite(database.queries, key))?.reactions ?? DEFAULT_REACTIONS
    await saveSite(database.queries, {
      key,
      origins,
      reactions,
      ...(editWindow === undefined ? {} : { editWindow }),
      createdAt: Date.now(),
    })
  } finally {
    await database.close()
  }
  out(`The site ${key} takes comments from ${origins.join(', ')}.`)
  return 0
}

const list: Command = async (args, { environment, out }) => {
  parseArgs({ args: [...args], options: {} })
  const database = openConfigured(readConfig(environment))
  try {
    await migrate(database)
    const sites = await listSites(database.queries)
    for (const { key, origins, editWindow } of sites) out(`${key}\t${origins.join(' ')}\t${wordsFor(editWindow)}`)
    if (sites.length === 0) out('There is no site yet. Add one: afterword site add <key> --origin https://example.org')
  } finally {
    await database.close()
  }
  return 0
}

const MINUTE = 60_000

/** Milliseconds; `null`: for ever, `undefined`: nothing was said. */
function editWindowOf(value: string | undefined): number | null | undefined {
  if (value === undefined) return undefined
  if (value === 'forever') return null
  if (/^\d{1,7}$/.test(value)) return Number(value) * MINUTE
  throw new UsageError(
    `--edit-window ${value} is no time: write the minutes for which a comment can be edited, like 15, or 0 or forever`,
  )
}

function wordsFor(editWindow: number | null): string {
  if (editWindow === null) return 'edits: forever'
  return editWindow === 0 ? 'edits: never' : `edits: ${editWindow / MINUTE} min`
}

/** An origin as a browser sends it. */
function exactOrigin(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search !== '') {
    throw new UsageError(`--origin ${value} is no origin: write scheme, host and port only, like https://example.org`)
  }
  return url.origin
}
