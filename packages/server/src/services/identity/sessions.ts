import { randomBytes } from 'node:crypto'
import { StorageError } from '@afterword/storage'
import type { Session } from '@afterword/storage/identity'
import { findAuthorById } from '../../database/authors.ts'
import type { AuthorRow } from '../../database/authors.ts'
import type { Database } from '../../database/database.ts'
import type { Queries } from '../../database/queries.ts'
import {
  addAccessToken,
  addReaderSession,
  endReaderSession,
  endReaderSessionsOf,
  findByAccessToken,
  findReaderSession,
  rotateReaderSession,
} from '../../database/sessions.ts'
import type { ReaderSessionRow } from '../../database/sessions.ts'
import type { Site } from '../../database/sites.ts'
import { findRole, findStaff } from '../../database/staff.ts'
import { toAuthor } from '../authors.ts'
import { hashSecret, newSecret } from '../staff/secrets.ts'
import { hostUser } from './host-users.ts'
import { isLent } from './people.ts'
import type { Holder, People } from './people.ts'

const MINUTE = 60_000
const DAY = 1_440 * MINUTE

/** Milliseconds for which an access token is good. */
const ACCESS_LIVES = 15 * MINUTE
/** A reader who comes back within this time is still signed in. */
const READER_LIVES = 30 * DAY
/**
 * Staff, and users of the site itself, are known anew after this time however often they came back: the page's own
 * scripts can use what staff have in hand, and a site must be able to send a user away.
 */
const LENT_LIVES = DAY

/** Somebody who asks with an access token. */
export interface Known {
  readonly author: AuthorRow
  readonly session: ReaderSessionRow
  /** What they may on this site, as of now; `null`: they are a reader. */
  readonly role: Session['role']
}

export interface Sessions {
  begin(queries: Queries, site: Site, holder: Holder): Promise<Session>
  /** The user of the site whom a token names that the site has signed. @throws StorageError `unauthorized` */
  enter(site: Site, token: string): Promise<Session>
  /**
   * Exchanges a refresh token for the one that the caller names. Doing the same again is answered again; an old
   * token with any other successor was stolen, and ends the session for whoever has it.
   *
   * @throws StorageError `unauthorized`
   */
  refresh(site: Site, refresh: string, next: string): Promise<Session>
  /** @throws StorageError `unauthorized` for a token that is not good here, or not any more */
  who(site: Site, access: string): Promise<Known>
  end(site: Site, access: string): Promise<void>
  endAll(site: Site, access: string): Promise<void>
}

export interface SessionsDeps {
  readonly database: Database
  readonly clock: () => number
}

/** Who is signed in on a site: short access tokens, and families of refresh tokens. */
export function createSessions({ database, clock }: SessionsDeps, people: People): Sessions {
  const { queries } = database

  async function issue(
    inside: Queries,
    session: ReaderSessionRow,
    author: AuthorRow,
    refresh: string,
  ): Promise<Session> {
    const access = `awa_${newSecret()}`
    const expiresAt = Math.min(clock() + ACCESS_LIVES, session.expires_at)
    await addAccessToken(inside, { token_hash: hashSecret(access), session_id: session.id, expires_at: expiresAt })
    const shown = toAuthor(author)
    if (shown === null) throw new Error('An account has no name.')
    return { access, expiresIn: expiresAt - clock(), refresh, author: shown, role: await roleOf(inside, session) }
  }

  async function who(site: Site, access: string): Promise<Known> {
    const found = await findByAccessToken(queries, site.id, hashSecret(access), clock())
    if (found === undefined) throw notSignedIn()
    return { ...found, role: await roleOf(queries, found.session) }
  }

  const self: Sessions = {
    async enter(site, token) {
      const person = await hostUser(site, token, clock())
      return database.transaction<Session>(async (inside) =>
        self.begin(inside, site, await people.holderFor(inside, site, person)),
      )
    },

    async begin(inside, site, { author, staffId, way }) {
      const now = clock()
      const id = randomBytes(16).toString('base64url')
      const secret = newSecret()
      const session: ReaderSessionRow = {
        id,
        site_id: site.id,
        author_id: author.id,
        staff_id: staffId,
        way,
        refresh_hash: hashSecret(secret),
        previous_hash: null,
        created_at: now,
        expires_at: now + (isLent(way) ? LENT_LIVES : READER_LIVES),
      }
      await addReaderSession(inside, session, now)
      return issue(inside, session, author, `awr_${id}.${secret}`)
    },

    async refresh(site, refresh, next) {
      const [id, from] = partsOf(refresh)
      const [nextId, to] = partsOf(next)
      type Answer = Session | null
      const answer = await database.transaction<Answer>(async (inside) => {
        const now = clock()
        const session = await findReaderSession(inside, site.id, id, now)
        if (session === undefined) return null
        const expires_at = isLent(session.way) ? session.expires_at : now + READER_LIVES
        const again = session.refresh_hash === to && session.previous_hash === from
        const good =
          nextId === id && from !== to && (again || (await rotateReaderSession(inside, id, from, to, expires_at)))
        if (!good) {
          await endReaderSession(inside, id)
          return null
        }
        const author = await findAuthorById(inside, session.author_id)
        return author === undefined ? null : issue(inside, { ...session, expires_at }, author, next)
      })
      if (answer === null) throw notSignedIn()
      return answer
    },

    who,
    async end(site, access) {
      await endReaderSession(queries, (await who(site, access)).session.id)
    },
    async endAll(site, access) {
      await endReaderSessionsOf(queries, 'author_id', (await who(site, access)).author.id)
    },
  }
  return self
}

async function roleOf(queries: Queries, { site_id, staff_id }: ReaderSessionRow): Promise<Session['role']> {
  if (staff_id === null) return null
  const staff = await findStaff(queries, staff_id)
  return (staff && (await findRole(queries, site_id, staff))) ?? null
}

/** The session and the hash of the secret of a refresh token. */
function partsOf(refresh: string): readonly [id: string, hash: string] {
  const [id = '', secret = ''] = refresh.slice('awr_'.length).split('.')
  return [id, hashSecret(secret)]
}

function notSignedIn(): StorageError {
  return new StorageError(
    'unauthorized',
    'The session is over: it was ended, it is too old, or somebody else has used it. Sign in again.',
  )
}
