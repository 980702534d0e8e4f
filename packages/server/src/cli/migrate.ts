import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { migrate } from '../database/migrate.ts'
import { openConfigured } from '../host/serve.ts'
import type { Command } from './command.ts'

/** `afterword migrate`: brings the database up to date and says by which steps. `serve` does it too. */
export const migrateCommand: Command = async (args, { environment, out }) => {
  parseArgs({ args: [...args], options: {} })
  const database = openConfigured(readConfig(environment))
  try {
    const steps = await migrate(database)
    out(steps.length === 0 ? 'The database is up to date.' : `Done: ${steps.join(', ')}.`)
  } finally {
    await database.close()
  }
  return 0
}
