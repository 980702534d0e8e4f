import { ServerResponse } from 'node:http'
import { serve as listen, type HttpBindings, type ServerType } from '@hono/node-server'
import type { Context } from 'hono'
import type { Config } from '../config.ts'

/** Milliseconds. */
export interface Times {
  /** For a request's header, and for all of it. Node looks every `check`. */
  readonly header: number
  readonly request: number
  readonly check: number
  /** That what is under way may take when the server stops. */
  readonly stop: number
  /** Between two signs of life on a silent stream. */
  readonly keepAlive: number
}

/** What a server takes its time for when nothing else is said. */
export const TIMES: Times = { header: 10_000, request: 15_000, check: 2_000, stop: 8_000, keepAlive: 15_000 }
/** Longer than the minute for which proxies keep a connection, so that it is never us who close it under a request. */
const KEEP_ALIVE = 65_000
/** While stopping, connections that fell idle are looked for so often. */
const IDLE_CHECK = 50

/** Answers a request; `env` has Node's own request and response. */
export type Fetch = (request: Request, env: object) => Response | Promise<Response>

/** @throws an Error with code `EADDRINUSE` when the port is taken */
export function startListening(
  fetch: Fetch,
  { host, port }: Config,
  { header, request, check }: Times,
): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const serverOptions = {
      headersTimeout: header,
      requestTimeout: request,
      connectionsCheckingInterval: check,
      keepAliveTimeout: KEEP_ALIVE,
    }
    const server = listen({ fetch, hostname: host, port, serverOptions }, () => resolve(server))
    server.once('error', reject)
  })
}

/** Resolves when the last request is answered, or its time is up. */
export async function stopListening(server: ServerType, endStreams: () => void, patience: number): Promise<void> {
  const closed = Promise.withResolvers<void>()
  server.close(() => closed.resolve())
  endStreams()
  // A connection that is kept alive falls idle with its last answer, after `close` has looked.
  const idle = setInterval(() => 'closeIdleConnections' in server && server.closeIdleConnections(), IDLE_CHECK)
  const late = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), patience)
  await closed.promise
  clearInterval(idle)
  clearTimeout(late)
}

/** Lets go of whoever asked. */
export function disconnect(c: Context<{ Bindings: HttpBindings }>): void {
  const { outgoing } = c.env
  if (outgoing instanceof ServerResponse) outgoing.destroy()
}
