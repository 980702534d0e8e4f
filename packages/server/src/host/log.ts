import { pino } from 'pino'
import type { LogLevel } from '../config.ts'
import type { Logger } from '../deps.ts'

/** JSON lines on the standard output. They hold no body, no token and no address of a reader. */
export function createLogger(level: LogLevel): Logger {
  return pino({ level, serializers: { err: describeError } })
}

/** Of an error only what is about the program: a database's error quotes the row that it refused, words and all. */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) }
  const { name, message, stack, cause } = error
  return {
    name,
    message,
    ...('code' in error ? { code: error.code } : {}),
    stack,
    ...(cause === undefined ? {} : { cause: describeError(cause) }),
  }
}
