import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { createLogger } from '../host/log.ts'
import { serve } from '../host/serve.ts'
import type { Command } from './command.ts'

/** `afterword serve`: listens until it is told to stop. */
export const serveCommand: Command = async (args, { environment, out, stopped }) => {
  parseArgs({ args: [...args], options: {} })
  const config = readConfig(environment)
  const server = await serve(config, createLogger(config.log))
  out(`Afterword listens on ${server.address}`)
  await stopped()
  await server.stop()
  return 0
}
