import type { HttpBindings } from '@hono/node-server'
import type { Config } from '../config.ts'
import type { Client, Logger } from '../deps.ts'

/** How the address of a reader is found: as the connection says, or as the proxy in front of us does. */
export function clientAddresses({ trustProxy }: Config, logger: Logger): (client: Client) => string | undefined {
  let warned = false
  return ({ env, req }) => {
    const { incoming } = env as HttpBindings
    const header = req.header('X-Forwarded-For')
    if (header === undefined) return incoming.socket.remoteAddress
    // The last entry is the one that our own proxy added; those before it anybody can write.
    if (trustProxy) return header.split(',').at(-1)?.trim()
    if (!warned) {
      warned = true
      logger.warn(
        {},
        'requests come through a proxy, so all readers share the limits of one address: set AFTERWORD_TRUST_PROXY=1 if nobody can go around the proxy',
      )
    }
    return incoming.socket.remoteAddress
  }
}
