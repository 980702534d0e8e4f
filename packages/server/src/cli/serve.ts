import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { readConfig } from '../config.ts'
import { serve } from '../host/serve.ts'
import type { Command } from './command.ts'

/** `afterword serve`: listens until it is told to stop. */
export const serveCommand: Command = async (args, { environment, out, stopped }) => {
  parseArgs({ args: [...args], options: {} })
  const config = readConfig(environment)
  const server = await serve(config, pino({ level: config.log }))
  out(`Afterword listens on ${server.address}`)
  await stopped()
  await server.stop()
  return 0
}
