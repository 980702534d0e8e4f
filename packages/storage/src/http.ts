import type { StorageAdapter } from './adapter.ts'
import { EVERYTHING, NOBODY, defineAdapter } from './define-adapter.ts'
import { addressAt, openAddress, serverAddress, type HttpTarget, type Query } from './http/address.ts'
import { failureOf, readAnswer } from './http/answer.ts'
import type { Client } from './http/client.ts'
import { followEvents } from './http/events.ts'
import { browserTokens, guestToken, requireGuestToken, type TokenStore } from './http/token.ts'
import { StorageError } from './errors.ts'
import { parseComment, parseCounts, parseLocation, parseOpenThread, parseSlice, parseViewer } from './parse/answer.ts'
import { parsePages } from './parse/input.ts'
import { nullable } from './parse/read.ts'
import { paths } from './protocol.ts'
import type { OpenThread } from './types.ts'

export { openAddress, type HttpTarget } from './http/address.ts'
export type { TokenStore } from './http/token.ts'

export interface HttpAdapterOptions extends HttpTarget {
  /** Where a guest's token is kept. The browser's `localStorage` when left out. */
  readonly tokens?: TokenStore
  /** Milliseconds that the server may take for one attempt; 10,000 when left out. */
  readonly timeout?: number
  /** An answer that is on its way already, from `openAddress`; used once, by the first `open` of that address. */
  readonly opening?: { readonly address: string; readonly response: Promise<Response> }
}

/**
 * The adapter of an Afterword server. Opening a page is one plain `fetch`; retries, time-outs and writing
 * arrive with ky in a chunk of their own when they are first needed.
 *
 * @throws StorageError `invalid` when the server's address is none
 */
export function httpAdapter({
  server,
  site,
  tokens = browserTokens(),
  timeout = 10_000,
  opening,
}: HttpAdapterOptions): StorageAdapter {
  const base = serverAddress(server)
  const tokenKey = `afterword:token:${base}:${site}`
  let early = opening
  let client: Promise<Client> | undefined

  const at = (path: string, query: Query): string => addressAt(base, path, query)

  const request: Client = async (...call) => {
    client ??= import('./http/client.ts').then(({ createClient }) => createClient(timeout))
    const loading = client
    loading.catch(() => {
      // The chunk did not arrive. The next request asks for it again.
      if (client === loading) client = undefined
    })
    try {
      return await (
        await loading
      )(...call)
    } catch (error) {
      throw failureOf(error, globalThis.navigator?.onLine ?? true)
    }
  }

  async function open(address: string, caller: AbortSignal | undefined): Promise<OpenThread> {
    const first = early?.address === address ? early.response : undefined
    early = undefined
    const patience = AbortSignal.timeout(timeout)
    const signal = caller === undefined ? patience : AbortSignal.any([caller, patience])
    try {
      const response = await orAborted(first ?? fetch(address, { credentials: 'omit', signal }), signal)
      return await orAborted(readAnswer(response, parseOpenThread), signal)
    } catch (error) {
      const failure = failureOf(error, globalThis.navigator?.onLine ?? true)
      // Every page has a thread: only a server of another version does not know the address.
      if (failure.code === 'not-found') {
        throw new StorageError(
          'unavailable',
          `${failure.message} Is the script from that server, and of its version?`,
          { cause: failure },
        )
      }
      // Who has waited that long wants to be told, not to wait again.
      if (failure.code !== 'offline' && failure.code !== 'unavailable') throw failure
      return request('get', address, parseOpenThread, { signal: caller })
    }
  }

  return defineAdapter({
    supports: EVERYTHING,
    open: (page, options = {}) => open(openAddress({ server, site }, page, options), options.signal),
    list: (page, cursor, { limit, signal } = {}) =>
      request('get', at(paths.comments(site), { page, cursor, limit }), parseSlice, { signal }),
    replies: (page, cursor, { limit, signal } = {}) =>
      request('get', at(paths.replies(site), { page, cursor, limit }), parseSlice, { signal }),
    locate: (page, id, { order, limit, signal } = {}) =>
      request('get', at(paths.location(site, id), { page, order, limit }), parseLocation, { signal }),
    async counts(asked, { signal } = {}) {
      const pages = parsePages(asked)
      const { countAddresses } = await import('./http/counts.ts')
      const addresses = countAddresses(base, site, pages)
      const found = await Promise.all(addresses.map((address) => request('get', address, parseCounts, { signal })))
      return Object.fromEntries(pages.map((page) => [page, found.find((some) => page in some)?.[page] ?? 0]))
    },
    async viewer(page, { signal } = {}) {
      const token = guestToken(tokens, tokenKey)
      if (token === undefined) return NOBODY
      return request('get', at(paths.viewer(site), { page }), parseViewer, { token, signal })
    },
    create: (page, body, { signal } = {}) =>
      request('post', at(paths.comments(site), { page }), parseComment, { ...writing(), body, signal }),
    edit: (page, id, body, { signal } = {}) =>
      request('patch', at(paths.comment(site, id), { page }), parseComment, { ...writing(), body, signal }),
    reattach: (page, id, body, { signal } = {}) =>
      request('patch', at(paths.selectors(site, id), { page }), parseComment, { ...writing(), body, signal }),
    remove: (page, id, { signal } = {}) =>
      request('delete', at(paths.comment(site, id), { page }), removed, { ...writing(), signal }),
    react: (page, id, { reaction, on }, { signal } = {}) =>
      request(on ? 'put' : 'delete', at(paths.reaction(site, id, reaction), { page }), parseComment, {
        ...writing(),
        signal,
      }),
    report: (page, id, body, { signal } = {}) =>
      request('put', at(paths.report(site, id), { page }), nothing, { ...writing(), body, signal }),
    subscribe: (page, { since, signal }, listener) =>
      followEvents({
        address: (known, poll) => at(paths.events(site), { page, since: known, poll: poll ? 1 : undefined }),
        get: (address, parse) => request('get', address, parse, { signal }),
        since,
        listener,
      }),
  })

  function writing(): { readonly token: string } {
    return { token: requireGuestToken(tokens, tokenKey) }
  }
}

/** The promise, or the signal's reason when that comes first: an answer that began elsewhere heeds no signal. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

/** Done, and there is nothing to say about it. */
const nothing = (): undefined => undefined

const removed = (value: unknown): ReturnType<typeof parseComment> | null => nullable(parseComment)(value, '')
