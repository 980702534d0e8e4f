import type { CallOptions } from '../adapter.ts'
import { StorageError } from '../errors.ts'
import { REFRESH_TOKEN, identityPaths } from '../identity.ts'
import type { Claim, HandOver, Identity, Session, SessionChange, SignedIn } from '../identity.ts'
import { parseClaim, parseHandOver, parseSession } from '../parse/identity.ts'
import { nullable, object, oneOf } from '../parse/read.ts'
import { parseAuthor } from '../parse/thread.ts'
import { addressAt, serverAddress, type HttpTarget } from './address.ts'
import { createClient } from './client.ts'
import { browserSessions, memorySessions, type SessionStore } from './session-store.ts'

export type { Claim, Farewell, HandOver, Identity, Session, SessionChange, SignedIn } from '../identity.ts'
export type { SessionStore } from './session-store.ts'

export interface IdentityOptions extends HttpTarget {
  /** Where the session is kept. The browser's `localStorage` when left out. */
  readonly sessions?: SessionStore
  /** Milliseconds that the server may take for one attempt; 10,000 when left out. */
  readonly timeout?: number
  /**
   * A token in which the site says who its user is. It is exchanged for a session when that is first needed; the session
   * is kept in memory and ends with the page, as the site's own sign-in may.
   */
  readonly userToken?: string | null | undefined
}

/** What an adapter needs to send its requests as somebody who is signed in. */
export interface Access {
  /** A token that is good now; `undefined`: nobody is signed in. */
  token(): Promise<string | undefined>
  /** The same, after the server has refused this one. */
  renew(refused: string): Promise<string | undefined>
}

/** A reader, or one of the staff, at one site of a server. Everything that fails is a `StorageError`. */
export interface IdentityClient extends Access, Identity {
  claim(
    handOver: Pick<HandOver, 'id' | 'secret'>,
    input?: { readonly code?: string },
    options?: CallOptions,
  ): Promise<Claim>
  close(): void
}

interface Kept extends SignedIn {
  readonly refresh: string
  /** The token that was asked for in its place, when the answer has not come (yet). */
  readonly next: string | null
}

/** Milliseconds before its end when a token is not relied on any more. */
const MARGIN = 20_000

/**
 * The sessions of a server's site. The refresh token is kept in this browser and its successor is made here, before
 * it is asked for: an answer that is lost can be asked for again, and tabs take turns.
 *
 * @throws StorageError `invalid` when the server's address is none
 */
export function httpIdentity({
  server,
  site,
  userToken,
  sessions = userToken == null ? browserSessions() : memorySessions(),
  timeout = 10_000,
}: IdentityOptions): IdentityClient {
  const base = serverAddress(server)
  const key = `afterword:session:${base}:${site}`
  const request = createClient(timeout)
  const listeners = new Set<(who: SignedIn | null, why: SessionChange) => void>()
  const at = (path: string): string => base + path
  let access: { readonly token: string; readonly until: number } | undefined
  let refreshing: Promise<string | undefined> | undefined
  let entering: Promise<string> | undefined
  let who = read()

  function read(): Kept | null {
    try {
      return parseKept(JSON.parse(sessions.get(key) ?? 'null'))
    } catch {
      return null
    }
  }

  function tell(why: SessionChange): void {
    for (const listener of listeners) listener(who, why)
  }

  function take(session: Session): string {
    const { refresh, author, role } = session
    who = { refresh, next: null, author, role }
    access = { token: session.access, until: performance.now() + session.expiresIn - MARGIN }
    sessions.set(key, JSON.stringify(who))
    return session.access
  }

  function drop(why: SessionChange): void {
    const was = who
    who = null
    access = undefined
    sessions.delete(key)
    if (was !== null) tell(why)
  }

  async function exchange(): Promise<string | undefined> {
    const kept = read()
    if (kept === null) return undefined
    const next = kept.next ?? `${kept.refresh.split('.')[0] ?? ''}.${randomSecret()}`
    sessions.set(key, JSON.stringify({ ...kept, next }))
    const body = { refresh: kept.refresh, next }
    try {
      return take(await request('put', at(identityPaths.session(site)), parseSession, { body }))
    } catch (error) {
      if (!(error instanceof StorageError) || error.code !== 'unauthorized') throw error
      drop('over')
      return undefined
    }
  }

  function refreshOnce(): Promise<string | undefined> {
    refreshing ??= inTurn(key, exchange).finally(() => {
      refreshing = undefined
    })
    return refreshing
  }

  async function token(): Promise<string | undefined> {
    if (access !== undefined && performance.now() < access.until) return access.token
    if (who !== null) return refreshOnce()
    return userToken == null ? undefined : enterOnce(userToken)
  }

  function enterOnce(user: string): Promise<string> {
    entering ??= enter(user).finally(() => {
      entering = undefined
    })
    return entering
  }

  async function enter(user: string): Promise<string> {
    const session = await request('post', at(identityPaths.session(site)), parseSession, { body: { token: user } })
    const held = take(session)
    tell('signed-in')
    return held
  }

  const stopWatching = sessions.watch(key, () => {
    const was = who
    who = read()
    if (was?.author.id === who?.author.id && was?.role === who?.role) return
    access = undefined
    tell(who === null ? 'signed-out' : 'signed-in')
  })

  /** Asks for something that only who is signed in has. */
  async function asSelf<T>(run: (held: string) => Promise<T>): Promise<T> {
    const held = await token()
    if (held === undefined) throw new StorageError('unauthorized', 'Nobody is signed in. Sign in first.')
    return run(held)
  }

  return {
    byPage: userToken != null,
    current: () => who,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    token,
    async renew(refused) {
      if (access?.token === refused) access = undefined
      return token()
    },
    begin: ({ signal } = {}) => request('post', at(identityPaths.handOvers(site)), parseHandOver, { body: {}, signal }),
    windowAddress: ({ id }, way, lang) => addressAt(base, identityPaths.window(site, id), { way, lang }),
    async claim({ id, secret }, input = {}, { signal } = {}) {
      const body = { secret, ...input }
      const claim = await request('post', at(identityPaths.handOver(site, id)), parseClaim, { body, signal })
      if (claim.state === 'done') {
        take(claim.session)
        tell('signed-in')
      }
      return claim
    },
    async signOut({ everywhere = false, signal } = {}) {
      try {
        const held = await token()
        if (held === undefined) return
        await request('delete', at(identityPaths.session(site)), nothing, { token: held, body: { everywhere }, signal })
      } finally {
        drop('signed-out')
      }
    },
    download: ({ signal } = {}) =>
      asSelf((held) => request('get', at(identityPaths.account(site)), fileOf, { token: held, signal })),
    async leave(farewell, { signal } = {}) {
      await asSelf((held) =>
        request('delete', at(identityPaths.account(site)), nothing, { token: held, body: farewell, signal }),
      )
      drop('signed-out')
    },
    close: stopWatching,
  }
}

/** As people can read it, too. */
const fileOf = (value: unknown): Blob =>
  new Blob([JSON.stringify(value, null, 2)], { type: 'application/json;charset=utf-8' })

const nothing = (): undefined => undefined

function parseKept(value: unknown): Kept | null {
  if (value === null) return null
  const kept = object(value, '')
  return {
    refresh: refreshToken(kept['refresh']),
    next: nullable(refreshToken)(kept['next'], 'next'),
    author: parseAuthor(kept['author'], 'author'),
    role: nullable(oneOf('owner', 'moderator'))(kept['role'], 'role'),
  }
}

function refreshToken(value: unknown): string {
  if (typeof value === 'string' && REFRESH_TOKEN.test(value)) return value
  throw new StorageError('invalid', 'What is kept of a session cannot be read.')
}

function randomSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

/** Tabs of one browser do it one after the other, where the browser can see to that. */
function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
  const { locks } = globalThis.navigator ?? {}
  return locks === undefined ? work() : locks.request(name, work)
}
