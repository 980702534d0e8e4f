import { parseArgs } from 'node:util'
import { LINK_HASH } from '@afterword/storage/admin'
import { readConfig } from '../config.ts'
import { createLogger } from '../host/log.ts'
import { serve } from '../host/serve.ts'
import { setupLink } from '../services/staff/setup.ts'
import type { Command } from './command.ts'

/** `afterword serve`: listens until it is told to stop. */
export const serveCommand: Command = async (args, { environment, out, stopped }) => {
  parseArgs({ args: [...args], options: {} })
  const config = readConfig(environment)
  const server = await serve(config, createLogger(config.log))
  out(`Afterword listens on ${server.address}`)
  const link = await setupLink(server.database)
  if (link !== undefined) out(`Set up the dashboard, once and within a day: ${server.address}/admin${LINK_HASH}${link}`)
  await stopped()
  await server.stop()
  return 0
}
