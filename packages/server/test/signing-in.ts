import { identityPaths } from '@afterword/storage/identity'
import type { Claim, HandOver, Session } from '@afterword/storage/identity'
import { SignJWT } from 'jose'
import type { Database } from '../src/database/database.ts'
import { findSite } from '../src/database/sites.ts'
import { addStaff, findStaffByName, saveRole } from '../src/database/staff.ts'
import { createPeople } from '../src/services/identity/people.ts'
import type { Person } from '../src/services/identity/people.ts'
import { createSessions } from '../src/services/identity/sessions.ts'
import { createHandOvers } from '../src/services/identity/hand-overs.ts'
import { newSecret } from '../src/services/staff/secrets.ts'
import { SITE, request } from './server.ts'
import type { Call, TestServer } from './server.ts'
import type { SignedInStaff } from './staff.ts'

/** What a page does while somebody signs in, and what the browser does in the window. */

const SERVER = 'https://comments.example'

/** Sends it as a page of the site does. */
export async function send(server: TestServer, path: string, json: unknown, call: Call = {}): Promise<Response> {
  return server.fetch(request(path, { method: 'POST', json, ...call }))
}

export async function begin(server: TestServer, site = SITE): Promise<HandOver> {
  return (await (await send(server, identityPaths.handOvers(site), {})).json()) as HandOver
}

export interface Asked {
  readonly code?: string
  readonly secret?: string
  readonly site?: string
}

/** How far it is, or the code of why it was refused. */
export async function claim(
  server: TestServer,
  handOver: HandOver,
  { site = SITE, ...input }: Asked = {},
): Promise<Claim | { readonly code: string; readonly field?: string }> {
  const path = identityPaths.handOver(site, handOver.id)
  return (await (await send(server, path, { secret: handOver.secret, ...input })).json()) as Claim
}

export async function claimed(server: TestServer, handOver: HandOver, asked: Asked): Promise<Session> {
  const answer = await claim(server, handOver, asked)
  if (!('state' in answer) || answer.state !== 'done') throw new Error(`Not signed in: ${JSON.stringify(answer)}`)
  return answer.session
}

export function refresh(server: TestServer, token: string, next: string, site = SITE): Promise<Response> {
  return send(server, identityPaths.session(site), { refresh: token, next }, { method: 'PUT' })
}

/** A refresh token that may follow this one. */
export function successor(token: string): string {
  return `${token.split('.')[0] ?? ''}.${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')}`
}

/** A session that has just begun, in whatever way this person came in. */
export async function sessionOf(server: TestServer, person: Person, key = SITE): Promise<Session> {
  const site = await findSite(server.database.queries, key)
  if (site === undefined) throw new Error(`There is no site ${key}.`)
  const people = createPeople(server.deps)
  const sessions = createSessions(server.deps, people)
  const { queries } = server.database
  return sessions.begin(queries, site, await people.holderFor(queries, site, person))
}

/** A token as the site's own server makes it for its user Ada; a claim that is `undefined` is left out. */
export function userToken(secret: string, claims: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const exp = Math.floor(Date.now() / 1_000) + 600
  return new SignJWT({ sub: 'user-1', name: 'Ada Lovelace', aud: SITE, exp, ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(secret))
}

/** A browser's window on the server's own origin: it keeps cookies, and follows what it is led to within that origin. */
export interface Window {
  /** The last page. */
  readonly page: string
  readonly status: number
  cookies: Map<string, string>
  go(path: string): Promise<Window>
  /** Sends the form of the page. */
  submit(
    path: string,
    fields?: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Window>
  /** The code that the page shows or tells. */
  readonly code: string
  /** Where the page goes on to by itself. */
  readonly next: string
}

/** @param languages what the browser prefers */
export function openWindow(server: TestServer, cookie?: string, languages?: string): Window {
  const cookies = new Map<string, string>()
  if (cookie !== undefined) cookies.set(cookie.split('=')[0] ?? '', cookie)
  let page = ''
  let status = 0

  async function load(asked: Request): Promise<void> {
    const answer = await server.fetch(asked)
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      cookies.set(pair.split('=')[0] ?? '', pair)
    }
    page = await answer.text()
    status = answer.status
    const next = answer.headers.get('Location') ?? attribute(page, 'next')
    if (next?.startsWith('/') === true) await load(ask(next))
  }

  const ask = (path: string, init: RequestInit = {}): Request =>
    new Request(new URL(path, SERVER), {
      ...init,
      headers: {
        Host: 'comments.example',
        Cookie: [...cookies.values()].join('; '),
        ...(languages === undefined ? {} : { 'Accept-Language': languages }),
        ...init.headers,
      },
    })

  const self: Window = {
    get page() {
      return page
    },
    get status() {
      return status
    },
    get code() {
      return attribute(page, 'code') ?? ''
    },
    get next() {
      return attribute(page, 'next') ?? ''
    },
    cookies,
    async go(path) {
      await load(ask(path))
      return self
    },
    async submit(path, fields = {}, headers = {}) {
      await load(
        ask(path, {
          method: 'POST',
          body: new URLSearchParams(fields).toString(),
          headers: { Origin: SERVER, 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
        }),
      )
      return self
    },
  }
  return self
}

export interface FoundOut {
  readonly handOver: HandOver
  readonly window: Window
  readonly path: string
}

/** A window that has found somebody out, and shows the page that asks them. */
export async function foundOut(server: TestServer, person: Person): Promise<FoundOut> {
  const people = createPeople(server.deps)
  const handOvers = createHandOvers(server.deps, people, createSessions(server.deps, people))
  const site = await findSite(server.database.queries, SITE)
  if (site === undefined) throw new Error('There is no site.')
  const handOver = await begin(server)
  const browser = newSecret()
  await handOvers.found(await handOvers.enter(site, handOver.id, 'any', browser, 'en'), person)
  const path = identityPaths.confirmWindow(SITE, handOver.id)
  return { handOver, window: await openWindow(server, `__Host-afterword-window=${browser}`).go(path), path }
}

function attribute(page: string, name: string): string | undefined {
  return new RegExp(`<body[^>]* data-${name}="([^"]*)"`).exec(page)?.[1]?.replaceAll('&amp;', '&')
}

/** The access token of a session that has just begun. */
export async function tokenOn(database: Database, key: string, person: Person): Promise<string> {
  const site = await findSite(database.queries, key)
  if (site === undefined) throw new Error(`There is no site ${key}.`)
  const deps = { database, clock: Date.now }
  const people = createPeople(deps)
  const sessions = createSessions(deps, people)
  const { queries } = database
  return (await sessions.begin(queries, site, await people.holderFor(queries, site, person))).access
}

export const asPerson = ({ staff: { id, name } }: Pick<SignedInStaff, 'staff'>): Person => ({
  provider: 'staff',
  subject: id,
  name,
  staffId: id,
})

/** The token of a moderator of the site, who is there from now on. */
export async function moderatorToken(database: Database, name = 'Mia'): Promise<string> {
  const { queries } = database
  const id = `staff-${name}`
  const site = await findSite(queries, SITE)
  if (site === undefined) throw new Error('The site is missing.')
  await addStaff(queries, { id, name, folded_name: name.toLowerCase(), password: null, everywhere: 0, created_at: 0 })
  const staff = await findStaffByName(queries, name.toLowerCase())
  if (staff === undefined) throw new Error(`${name} was hired and is not there.`)
  await saveRole(queries, site.id, staff.id, 'moderator')
  return tokenOn(database, SITE, { provider: 'staff', subject: staff.id, name, staffId: staff.id })
}
