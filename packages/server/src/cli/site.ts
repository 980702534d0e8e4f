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
    options: { origin: { type: 'string', multiple: true, default: [] } },
  })
  const [key, ...more] = positionals
  if (key === undefined || more.length > 0 || !/^[\w.-]{1,100}$/.test(key)) {
    throw new UsageError('afterword site add <key> --origin https://example.org: the key is letters, digits, . - _')
  }
  const origins = values.origin.map(exactOrigin)
  if (origins.length === 0) {
    throw new UsageError('A site needs at least one --origin: the address of its pages, like https://example.org')
  }
  const database = openConfigured(readConfig(environment))
  try {
    await migrate(database)
    // A site that is there keeps what it was given besides its origins.
    const reactions = (await findSite(database.queries, key))?.reactions ?? DEFAULT_REACTIONS
    await saveSite(database.queries, { key, origins, reactions, createdAt: Date.now() })
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
    for (const { key, origins } of sites) out(`${key}\t${origins.join(' ')}`)
    if (sites.length === 0) out('There is no site yet. Add one: afterword site add <key> --origin https://example.org')
  } finally {
    await database.close()
  }
  return 0
}

/** An origin as a browser sends it. */
function exactOrigin(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search !== '') {
    throw new UsageError(`--origin ${value} is no origin: write scheme, host and port only, like https://example.org`)
  }
  return url.origin
}
