import type { OpenOptions } from '../adapter.ts'
import { StorageError } from '../errors.ts'
import { threadPath } from '../protocol.ts'
import type { PageKey } from '../types.ts'

/** Which server, and which of its sites. */
export interface HttpTarget {
  /** The server's address, `https://comments.example.org`; a path in it is kept. */
  readonly server: string
  /** The site's key at that server. */
  readonly site: string
}

/** An answer that is on its way already, asked for at `openAddress`. */
export interface Opening {
  readonly address: string
  readonly response: Promise<Response>
}

/** A list stands for a name that comes several times. */
export type Query = Readonly<Record<string, string | number | undefined | readonly string[]>>

/**
 * The address of the request that opens a page. A script that loads before the adapter can send it itself and
 * hand the answer over as `opening`, so that nothing waits for code.
 *
 * @throws StorageError `invalid` when the server's address is none
 */
export function openAddress({ server, site }: HttpTarget, page: PageKey, options: OpenOptions = {}): string {
  return openAddressAt(serverAddress(server), site, page, options)
}

/** @param server an address that `serverAddressOf` has made */
export function openAddressAt(
  server: string,
  site: string,
  page: PageKey,
  { order, limit }: { readonly [K in 'order' | 'limit']?: OpenOptions[K] | undefined },
): string {
  return addressAt(server, threadPath(site), { page, order, limit })
}

/** @throws StorageError `invalid` */
export function serverAddress(server: string): string {
  const address = serverAddressOf(server)
  if (address !== null) return address
  throw new StorageError(
    'invalid',
    `The server's address ${JSON.stringify(server)} is none: write it in full, for example https://comments.example.org.`,
    { field: 'server' },
  )
}

/** The same for who has others say what is wrong with it: `null` when it is none. */
export function serverAddressOf(server: string): string | null {
  if (!/^https?:\/\//i.test(server) || !URL.canParse(server)) return null
  const { origin, pathname } = new URL(server)
  return origin + pathname.replace(/\/+$/, '')
}

export function addressAt(server: string, path: string, query: Query): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    const values = Array.isArray(value) ? value : [value]
    for (const each of values) if (each !== undefined) search.append(key, String(each))
  }
  return `${server}${path}?${search}`
}
