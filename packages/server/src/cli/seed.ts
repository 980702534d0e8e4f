import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { migrate } from '../database/migrate.ts'
import { openConfigured } from '../host/serve.ts'
import { seed } from '../services/seed.ts'
import { UsageError, type Command } from './command.ts'

/** `afterword seed <file.json> --site <key>`: an opening conversation for a page that has none. */
export const seedCommand: Command = async (args, { environment, out }) => {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { site: { type: 'string' } },
  })
  const [file] = positionals
  if (file === undefined || values.site === undefined) throw new UsageError('afterword seed <file.json> --site <key>')
  const conversation: unknown = JSON.parse(await readFile(file, 'utf8'))
  const database = openConfigured(readConfig(environment))
  try {
    await migrate(database)
    const count = await seed({ database, now: Date.now() }, values.site, conversation)
    out(count === 0 ? 'The page has comments already: nothing was added.' : `Wrote ${count} comments.`)
  } finally {
    await database.close()
  }
  return 0
}
