import type { OpenOptions, StorageAdapter } from './adapter.ts'
import { NOBODY, defineAdapter } from './define-adapter.ts'
import { EVERYTHING } from './everything.ts'
import { addressAt, openAddress, serverAddress, type HttpTarget, type Query } from './http/address.ts'
import type { Client } from './http/client.ts'
import { followEvents } from './http/events.ts'
import type { Access, IdentityClient } from './http/identity.ts'
import type { ModeratingOverHttp } from './http/moderating.ts'
import { withProof } from './http/with-proof.ts'
import { failureOf } from './http/failure.ts'
import { mayTryAgain, type Opening, openOverHttp } from './http/open.ts'
import { removeOverHttp, removed } from './http/remove.ts'
import { browserTokens, guestToken, requireGuestToken, type TokenStore } from './http/token.ts'
import { parseCounts, parseFormToken, parseLocation, parseViewer } from './parse/answer.ts'
import { parsePages } from './parse/input.ts'
import { parseComment, parseOpenThread, parseSlice } from './parse/thread.ts'
import { type FormToken, paths } from './protocol.ts'
import type { Comment, OpenThread, PageKey, Viewer } from './types.ts'

export { openAddress, type HttpTarget } from './http/address.ts'
export type { Access } from './http/identity.ts'
export type { TokenStore } from './http/token.ts'

export interface HttpAdapterOptions extends HttpTarget {
  /** Where a guest's token is kept. The browser's `localStorage` when left out. */
  readonly tokens?: TokenStore
  /** Who is signed in: an `httpIdentity`. Nobody, but guests, when left out. */
  readonly access?: Access
  /** The same, with what the reader can do about it: where one signs in, an account. */
  readonly identity?: IdentityClient
  /** Milliseconds that the server may take for one attempt; 10,000 when left out. */
  readonly timeout?: number
  /** An answer that is on its way already, from `openAddress`; used once, by the first `open` of that address. */
  readonly opening?: Opening
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
  identity,
  access = identity,
  timeout = 10_000,
  opening,
}: HttpAdapterOptions): StorageAdapter {
  const base = serverAddress(server)
  const tokenKey = `afterword:token:${base}:${site}`
  let early = opening
  let client: Promise<Client> | undefined
  /** For who began to write, by page. */
  const forms = new Map<PageKey, FormToken>()

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
      throw failureOf(error)
    }
  }

  async function open(page: PageKey, { signal, ...options }: OpenOptions): Promise<OpenThread> {
    const target = { server, site }
    const first = early
    early = undefined
    try {
      return await openOverHttp(target, page, { ...options, opening: first, timeout, ...(signal && { signal }) })
    } catch (error) {
      // Who has waited for a time-out wants to be told, not to wait again.
      if (!mayTryAgain(error)) throw error
      return request('get', openAddress(target, page, options), parseOpenThread, { signal })
    }
  }

  return defineAdapter({
    supports: EVERYTHING,
    identity,
    open: (page, options = {}) => open(page, options),
    list: (page, cursor, { limit, signal } = {}) =>
      request('get', at(paths.comments(site), { page, cursor, limit }), parseSlice, { signal }),
    replies: (page, cursor, { limit, signal } = {}) =>
      request('get', at(paths.replies(site), { page, cursor, limit }), parseSlice, { signal }),
    locate: (page, id, { order, limit, signal } = {}) =>
      request('get', at(paths.location(site, id), { page, order, limit }), parseLocation, { signal }),
    async counts(asked, { signal } = {}) {
      const pages = parsePages(asked)
      const { countAddresses } = await import('./http/count-addresses.ts')
      const addresses = countAddresses(base, site, pages)
      const found = await Promise.all(addresses.map((address) => request('get', address, parseCounts, { signal })))
      return Object.fromEntries(pages.map((page) => [page, found.find((some) => page in some)?.[page] ?? 0]))
    },
    async viewer(page, { signal } = {}) {
      const address = at(paths.viewer(site), { page })
      const read = (token: string | undefined): Viewer | Promise<Viewer> =>
        token ? request('get', address, parseViewer, { token, signal }) : NOBODY
      return asViewer(guestToken, async (token, earlier) => {
        const viewer = await read(token)
        const { own, pending } = await read(earlier)
        return { ...viewer, own: viewer.own.concat(own), pending: viewer.pending.concat(pending) }
      })
    },
    async prepare(page, { signal } = {}) {
      if (forms.has(page)) return
      forms.set(page, await request('get', at(paths.formToken(site), { page }), parseFormToken, { signal }))
    },
    async create(page, comment, { signal, progress } = {}) {
      const form = forms.get(page)
      const body = { ...comment, ...form }
      const address = at(paths.comments(site), { page })
      const send = (proof?: string): Promise<Comment> =>
        write('post', address, parseComment, { body: proof === undefined ? body : { ...body, proof }, signal })
      const created = await withProof(send, async (challenge) => {
        const { prove } = await import('./http/prove.ts')
        return prove(challenge, { signal, progress })
      })
      // It was good for this one.
      if (forms.get(page) === form) forms.delete(page)
      return created
    },
    edit: (page, id, body, { signal } = {}) =>
      write('patch', at(paths.comment(site, id), { page }), parseComment, { body, signal }, true),
    reattach: (page, id, body, { signal } = {}) =>
      write('patch', at(paths.selectors(site, id), { page }), parseComment, { body, signal }, true),
    remove(page, id, { signal } = {}) {
      const address = at(paths.comment(site, id), { page })
      return asViewer(
        requireGuestToken,
        (token) =>
          removeOverHttp(address, token, timeout).catch((error: unknown) => {
            if (!mayTryAgain(error)) throw error
            return request('delete', address, removed, { token, signal })
          }),
        true,
      )
    },
    react: (page, id, { reaction, on }, { signal } = {}) =>
      write(on ? 'put' : 'delete', at(paths.reaction(site, id, reaction), { page }), parseComment, {
        signal,
      }),
    report: (page, id, body, { signal } = {}) =>
      write('put', at(paths.report(site, id), { page }), () => undefined, { body, signal }),
    unpublished: async (...call) => (await moderating()).unpublished(...call),
    moderate: async (...call) => (await moderating()).moderate(...call),
    subscribe: (page, { since, signal }, listener) =>
      followEvents({
        address: (known, poll) => at(paths.events(site), { page, since: known, poll: poll ? 1 : undefined }),
        get: (address, parse) => request('get', address, parse, { signal }),
        since,
        listener,
      }),
  })

  async function moderating(): Promise<ModeratingOverHttp> {
    return (await import('./http/moderating.ts')).overHttp(site, at, write)
  }

  /**
   * Does it as who is signed in, else as the guest that this browser is.
   *
   * @param run is told which guest somebody was who is signed in now
   * @param own about a comment of one's own: what was written as a guest before stays theirs (decision 0293)
   */
  async function asViewer<T, G extends string | undefined>(
    guest: (tokens: TokenStore, key: string) => G,
    run: (token: string | G, earlier?: string) => Promise<T>,
    own?: boolean,
  ): Promise<T> {
    // A guest's request is on its way before this returns: see `removeOverHttp`.
    const held = access && (await access.token())
    if (!access || !held) return run(guest(tokens, tokenKey))
    const earlier = guestToken(tokens, tokenKey)
    try {
      return await run(held, earlier)
    } catch (error) {
      const { code } = failureOf(error)
      if (own && earlier && code === 'forbidden') return run(earlier)
      if (code !== 'unauthorized') throw error
      // It was ended meanwhile, or is older than this page knows. Who turns out to be signed in no more is told so.
      const renewed = await access.renew(held)
      if (!renewed) throw error
      return run(renewed, earlier)
    }
  }

  function write<T>(
    method: Parameters<Client>[0],
    address: string,
    parse: (value: unknown) => T,
    options: { readonly body?: unknown; readonly signal?: AbortSignal | undefined },
    own?: boolean,
  ): Promise<T> {
    return asViewer(requireGuestToken, (token) => request(method, address, parse, { ...options, token }), own)
  }
}
