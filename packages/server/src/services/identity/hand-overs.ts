import { randomBytes, randomInt } from 'node:crypto'
import { StorageError } from '@afterword/storage'
import type { Claim, HandOver } from '@afterword/storage/identity'
import type { Database } from '../../database/database.ts'
import {
  addHandOver,
  bindHandOver,
  countTry,
  dropHandOver,
  findHandOver,
  findHandOverAnywhere,
  takeFlow,
  updateHandOver,
} from '../../database/hand-overs.ts'
import type { HandOverRow } from '../../database/hand-overs.ts'
import { findSiteById } from '../../database/sites.ts'
import type { Site } from '../../database/sites.ts'
import { hashSecret, newSecret } from '../staff/secrets.ts'
import { asDigits } from './digits.ts'
import type { People, Person } from './people.ts'
import type { Sessions } from './sessions.ts'

/** Milliseconds: enough to find a password, or to wait for a mail. */
const LIVES = 15 * 60_000
/** A code has six digits: so many guesses are one chance in two hundred thousand. */
const MOST_TRIES = 5

/** What a page says when it asks how far the sign-in is. */
export interface ClaimInput {
  readonly secret: string
  readonly code?: string | undefined
}

/** A sign-in that a window of ours has been opened for, by the browser that may go on with it. */
export interface Entered {
  readonly id: string
  /** The exact origin of the page that asked. */
  readonly origin: string
  readonly code: string
  readonly way: string
}

/** A sign-in of which it is known who it is. */
export interface Found {
  readonly entered: Entered
  readonly person: Person
  /** Whether they said yes. */
  readonly confirmed: boolean
}

/** A sign-in that comes back from a provider. */
export interface Returned {
  readonly site: Site
  readonly entered: Entered
  /** What it left with. */
  readonly flow: Flow
}

/** What a provider's answer is checked against. */
export interface Flow {
  /** Names the hand-over, too. */
  readonly state: string
  readonly nonce: string
  /** Of PKCE. */
  readonly verifier: string
}

/**
 * Sign-ins that are handed from a window of the server's own to the page that began them. Whoever the window finds
 * out, reader or staff, the page gets their session when it shows the secret that it alone knows and the code that
 * the window alone shows: neither a link that was sent to somebody else nor a page that looks on is enough.
 */
export interface HandOvers {
  begin(site: Site, origin: string): Promise<HandOver>
  /** The window comes in, by a way: from here on the sign-in belongs to its browser, and what went before is void. */
  enter(site: Site, id: string, way: string, browser: string, language: string): Promise<Entered>
  /** Which one its window speaks; `null` when it was never opened, or is over. */
  language(id: string): Promise<string | null>
  /** The window goes on. @throws StorageError `forbidden` in another browser, `not-found` when it is over */
  resume(site: Site, id: string, way: string, browser: string): Promise<Entered>
  /** The window goes to a provider. */
  leave(entered: Entered, flow: Flow): Promise<void>
  /** It comes back, once. @throws StorageError `forbidden` in another browser, `not-found` when it is over or was never there */
  comeBack(state: string, browser: string): Promise<Returned>
  /** Who it is, who has not said yes yet. */
  found(entered: Entered, person: Person): Promise<void>
  /** Who it was found to be. @throws StorageError `forbidden` in another browser, `not-found` when it is over */
  foundOut(site: Site, id: string, browser: string): Promise<Found>
  /** Who it is, and that they said yes. */
  confirm(entered: Entered, person: Person): Promise<void>
  /** @throws StorageError `unauthorized` with the field `code` for a wrong one, `not-found` when it is over */
  claim(site: Site, id: string, input: ClaimInput): Promise<Claim>
}

export interface HandOversDeps {
  readonly database: Database
  readonly clock: () => number
}

export function createHandOvers({ database, clock }: HandOversDeps, people: People, sessions: Sessions): HandOvers {
  const { queries } = database

  async function find(site: Site, id: string): Promise<HandOverRow> {
    const row = await findHandOver(queries, site.id, id, clock())
    if (row === undefined) throw over()
    return row
  }

  async function own(site: Site, id: string, browser: string) {
    const row = await find(site, id)
    return { row, entered: enteredBy(row, browser) }
  }

  async function rightCode(row: HandOverRow, code: string): Promise<void> {
    // Counted before it is looked at, so that a thousand guesses at the same moment are not all the first.
    const tries = await countTry(queries, row.id)
    if (tries > MOST_TRIES) {
      await dropHandOver(queries, row.id)
      throw over()
    }
    if (asDigits(code) !== row.code) {
      throw new StorageError('unauthorized', 'The code is not the one that was shown. Look at it again.', {
        field: 'code',
      })
    }
    await updateHandOver(queries, row.id, { tries: 0 })
  }

  return {
    async begin(site, origin) {
      const now = clock()
      const id = randomBytes(16).toString('base64url')
      const secret = newSecret()
      const row = { id, site_id: site.id, origin, secret_hash: hashSecret(secret), expires_at: now + LIVES }
      await addHandOver(queries, row, now)
      return { id, secret, expiresIn: LIVES }
    },

    async enter(site, id, way, browser, language) {
      const { origin } = await find(site, id)
      if (!(await bindHandOver(queries, id, hashSecret(browser)))) throw elsewhere()
      const code = newCode()
      await updateHandOver(queries, id, { way, code, flow: null, person: null, confirmed: 0, language })
      return { id, origin, code, way }
    },

    language: async (id) => (await findHandOverAnywhere(queries, id, clock()))?.language ?? null,

    async resume(site, id, way, browser) {
      const { entered } = await own(site, id, browser)
      if (entered.way !== way) throw over()
      return entered
    },

    async leave({ id }, flow) {
      await updateHandOver(queries, id, { flow: JSON.stringify(flow) })
    },

    async comeBack(state, browser) {
      const row = await findHandOverAnywhere(queries, handOverOf(state), clock())
      const site = row && (await findSiteById(queries, row.site_id))
      if (row === undefined || site === undefined) throw over()
      const entered = enteredBy(row, browser)
      const flow = row.flow === null ? undefined : (JSON.parse(row.flow) as Flow)
      // Looked at before it is taken: who guesses a state does not end a sign-in.
      if (row.flow === null || flow?.state !== state || !(await takeFlow(queries, row.id, row.flow))) throw over()
      return { site, entered, flow }
    },

    async found({ id }, person) {
      await updateHandOver(queries, id, { person: JSON.stringify(person), confirmed: 0 })
    },

    async foundOut(site, id, browser) {
      const { row, entered } = await own(site, id, browser)
      if (row.person === null) throw over()
      return { entered, person: JSON.parse(row.person) as Person, confirmed: row.confirmed === 1 }
    },

    async confirm({ id }, person) {
      await updateHandOver(queries, id, { person: JSON.stringify(person), confirmed: 1 })
    },

    async claim(site, id, { secret, code }) {
      const row = await find(site, id)
      if (row.secret_hash !== hashSecret(secret)) throw over()
      if (row.confirmed === 0 || row.person === null) return { state: 'waiting' }
      if (code === undefined) return { state: 'code' }
      await rightCode(row, code)
      const person = JSON.parse(row.person) as Person
      return database.transaction<Claim>(async (inside) => {
        const holder = await people.holderFor(inside, site, person)
        if (!(await dropHandOver(inside, id))) throw over()
        return { state: 'done', session: await sessions.begin(inside, site, holder) }
      })
    },
  }
}

/** What a sign-in leaves with. What comes back to us says by it which one it is. */
export function newFlow({ id }: Entered): Flow {
  return { state: `${id}.${newSecret()}`, nonce: newSecret(), verifier: newSecret() }
}

/** Which sign-in it is that comes back. */
export function handOverOf(state: string): string {
  return state.split('.')[0] ?? ''
}

/** What this browser has entered. */
function enteredBy({ id, origin, way, code, browser_hash }: HandOverRow, browser: string): Entered {
  if (browser_hash !== hashSecret(browser)) throw elsewhere()
  if (way === null || code === null) throw over()
  return { id, origin, code, way }
}

function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0')
}

function over(): StorageError {
  return new StorageError('not-found', 'This sign-in is over: it was done, or took too long. Begin again on the page.')
}

function elsewhere(): StorageError {
  return new StorageError('forbidden', 'This sign-in was begun in another browser. Go on there, or begin again here.')
}
