import { randomUUID } from 'node:crypto'
import { StorageError, cleanName } from '@afterword/storage'
import type { Invitation, Role, Staff } from '@afterword/storage/admin'
import type { Database } from '../../database/database.ts'
import type { Queries } from '../../database/queries.ts'
import { endReaderSessionsOf } from '../../database/sessions.ts'
import type { Site } from '../../database/sites.ts'
import { findSiteById } from '../../database/sites.ts'
import {
  addInvitation,
  addSession,
  addStaff,
  dropSetupLinks,
  endSession,
  endSessionsOf,
  findInvitation,
  findStaffByName,
  passkeysOf,
  saveRole,
  sitesOf,
  staffBySession,
  useInvitation,
} from '../../database/staff.ts'
import type { StaffRow } from '../../database/staff.ts'
import { skeleton } from '../moderation/skeleton.ts'
import { checkPassword, hashPassword } from './passwords.ts'
import { hashSecret, newSecret } from './secrets.ts'

const DAY = 86_400_000
const LINK_LIVES = DAY
/** Also what the cookie says. */
export const SESSION_LIVES = 14 * DAY

/** Somebody who has just signed in, and the token that the browser is to keep. */
export interface SignedIn {
  readonly staff: Staff
  readonly session: string
}

export interface Accounts {
  /** A link that makes one person a moderator or owner: of one site, or with `null` an owner of all. Returns its secret. */
  invite(site: Site | null, role: Role): Promise<string>
  /** @throws StorageError `unauthorized` for a link that is not valid (any more) */
  invitation(link: string): Promise<Invitation>
  /** Follows a link: a new account with this name, signed in. One that is signed in already only gets the role. */
  accept(link: string, name: string, password: string): Promise<SignedIn>
  acceptAs(staff: StaffRow, link: string): Promise<Staff>
  /** @throws StorageError `unauthorized` */
  signIn(name: string, password: string): Promise<SignedIn>
  /** Signs in somebody whom a passkey has proved. */
  begin(staff: StaffRow): Promise<SignedIn>
  bySession(session: string): Promise<StaffRow | undefined>
  end(session: string): Promise<void>
  endAll(staff: StaffRow): Promise<void>
  describe(staff: StaffRow): Promise<Staff>
}

export interface AccountsDeps {
  readonly database: Database
  readonly clock: () => number
}

/** Who may look after sites, and how they sign in. */
export function createAccounts({ database, clock }: AccountsDeps): Accounts {
  const { queries } = database

  async function describe(row: StaffRow): Promise<Staff> {
    const passkeys = await passkeysOf(queries, row.id)
    return {
      id: row.id,
      name: row.name,
      sites: await sitesOf(queries, row),
      passkeys: passkeys.map(({ id, created_at: at }) => ({ id, at })),
      hasPassword: row.password !== null,
    }
  }

  async function begin(row: StaffRow): Promise<SignedIn> {
    const session = newSecret()
    const now = clock()
    await addSession(
      queries,
      { token_hash: hashSecret(session), staff_id: row.id, expires_at: now + SESSION_LIVES },
      now,
    )
    return { staff: await describe(row), session }
  }

  async function take(inside: Queries, link: string, now: number) {
    const hash = hashSecret(link)
    const found = await findInvitation(inside, hash, now)
    if (found === undefined || !(await useInvitation(inside, hash))) throw noLink()
    return found
  }

  return {
    async invite(site, role) {
      const link = newSecret()
      const expires_at = clock() + LINK_LIVES
      await addInvitation(queries, { token_hash: hashSecret(link), site_id: site?.id ?? null, role, expires_at })
      return link
    },

    async invitation(link) {
      const found = await findInvitation(queries, hashSecret(link), clock())
      if (found === undefined) throw noLink()
      const site = found.site_id === null ? undefined : await findSiteById(queries, found.site_id)
      return { role: found.role, site: site?.key ?? null }
    },

    async accept(link, name, password) {
      const clean = cleanName(name)
      const hash = await hashPassword(password)
      const row = await database.transaction(async (inside) => {
        const now = clock()
        const { site_id, role } = await take(inside, link, now)
        const added: StaffRow = {
          id: randomUUID(),
          name: clean,
          folded_name: skeleton(clean),
          password: hash,
          everywhere: site_id === null ? 1 : 0,
          created_at: now,
        }
        if (!(await addStaff(inside, added))) {
          throw new StorageError(
            'invalid',
            'Somebody with a name that looks like this is there already. Take another.',
            {
              field: 'name',
            },
          )
        }
        if (site_id === null) await dropSetupLinks(inside)
        else await saveRole(inside, site_id, added.id, role)
        return added
      })
      return begin(row)
    },

    async acceptAs(staff, link) {
      await database.transaction(async (inside) => {
        const { site_id, role } = await take(inside, link, clock())
        if (site_id === null) throw noLink()
        await saveRole(inside, site_id, staff.id, role)
      })
      return describe(staff)
    },

    async signIn(name, password) {
      const row = await findStaffByName(queries, skeleton(name.trim()))
      if (!(await checkPassword(password, row?.password ?? null)) || row === undefined) {
        throw new StorageError('unauthorized', 'The name and the password do not go together.')
      }
      return begin(row)
    },

    begin,
    bySession: (session) => staffBySession(queries, hashSecret(session), clock()),
    end: (session) => endSession(queries, hashSecret(session)),
    async endAll({ id }) {
      await endSessionsOf(queries, id)
      await endReaderSessionsOf(queries, 'staff_id', id)
    },
    describe,
  }
}

function noLink(): StorageError {
  return new StorageError(
    'unauthorized',
    'The link was used before, or is older than a day. Ask for a new one, or make it: afterword admin link',
  )
}
