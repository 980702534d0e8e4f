import { parseArgs } from 'node:util'
import { LINK_HASH } from '@afterword/storage/admin'
import { readConfig } from '../config.ts'
import type { Config } from '../config.ts'
import { migrate } from '../database/migrate.ts'
import { findSite } from '../database/sites.ts'
import { openConfigured } from '../host/serve.ts'
import { createAccounts } from '../services/staff/accounts.ts'
import { UsageError, type Command } from './command.ts'

const USAGE = 'afterword admin link, or afterword admin link --site <key> --role moderator'

/** `afterword admin link`: a one-time link to the dashboard, for an owner of everything or for somebody of one site. */
export const adminCommand: Command = async (args, { environment, out }) => {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { site: { type: 'string' }, role: { type: 'string' } },
  })
  const [what, ...more] = positionals
  const role = values.role ?? 'owner'
  if (what !== 'link' || more.length > 0 || (role !== 'owner' && role !== 'moderator')) throw new UsageError(USAGE)
  if (values.site === undefined && role !== 'owner') {
    throw new UsageError('A moderator looks after one site: name it with --site <key>')
  }
  const config = readConfig(environment)
  const database = openConfigured(config)
  try {
    await migrate(database)
    const site = values.site === undefined ? null : await findSite(database.queries, values.site)
    if (site === undefined) throw new UsageError(`There is no site ${values.site}. afterword site list names them.`)
    const link = await createAccounts({ database, clock: Date.now }).invite(site, role)
    out(`${dashboardOf(config)}${LINK_HASH}${link}`)
    out('It is good for one person, and for a day. Put your server’s address before /admin if it has another one.')
  } finally {
    await database.close()
  }
  return 0
}

function dashboardOf({ host, port }: Pick<Config, 'host' | 'port'>): string {
  const name = host === '0.0.0.0' || host === '127.0.0.1' || host === '::' ? 'localhost' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}/admin`
}
