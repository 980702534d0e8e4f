import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { migrate } from '../database/migrate.ts'
import { openConfigured } from '../host/serve.ts'
import { parseConversation, seed, type Conversation } from '../services/seed.ts'
import { UsageError, type Command } from './command.ts'

/** `afterword seed <file.json> --site <key>`: an opening conversation for a page that has none. */
export const seedCommand: Command = async (args, { environment, out }) => {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { site: { type: 'string' } },
  })
  const [file, ...more] = positionals
  if (file === undefined || values.site === undefined || more.length > 0)
    throw new UsageError('afterword seed <file.json> --site <key>')
  const conversation = await readConversation(file)
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

async function readConversation(file: string): Promise<Conversation> {
  try {
    return parseConversation(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    throw new UsageError(`${file} holds no conversation: ${error instanceof Error ? error.message : String(error)}`)
  }
}
