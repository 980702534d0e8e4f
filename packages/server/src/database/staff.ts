import type { Insertable, Selectable } from 'kysely'
import type { Queries } from './queries.ts'
import type { InvitationsTable, PasskeysTable, StaffTable } from './tables.ts'

export type StaffRow = Selectable<StaffTable>
export type InvitationRow = Selectable<InvitationsTable>
export type PasskeyRow = Selectable<PasskeysTable>

export async function hasStaff(queries: Queries): Promise<boolean> {
  return (await queries.selectFrom('staff').select('id').limit(1).executeTakeFirst()) !== undefined
}

/** Whether the name was free. */
export async function addStaff(queries: Queries, row: StaffRow): Promise<boolean> {
  const result = await queries
    .insertInto('staff')
    .values(row)
    .onConflict((conflict) => conflict.column('folded_name').doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function findStaff(queries: Queries, id: string): Promise<StaffRow | undefined> {
  return queries.selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Who of the staff writes as this author. */
export async function findStaffBehind(
  queries: Queries,
  siteId: number,
  authorId: string,
): Promise<StaffRow | undefined> {
  return queries
    .selectFrom('identities')
    .innerJoin('staff', 'staff.id', 'identities.subject')
    .selectAll('staff')
    .where('identities.author_id', '=', authorId)
    .where('identities.site_id', '=', siteId)
    .where('identities.provider', '=', 'staff')
    .executeTakeFirst()
}

export async function findStaffByName(queries: Queries, foldedName: string): Promise<StaffRow | undefined> {
  return queries.selectFrom('staff').selectAll().where('folded_name', '=', foldedName).executeTakeFirst()
}

/** The names of these, by id. */
export async function staffNames(
  queries: Queries,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  if (wanted.length === 0) return new Map()
  const rows = await queries.selectFrom('staff').select(['id', 'name']).where('id', 'in', wanted).execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** The sites that somebody looks after: all of them for an owner everywhere. */
export async function sitesOf(
  queries: Queries,
  { id, everywhere }: Pick<StaffRow, 'id' | 'everywhere'>,
): Promise<readonly { readonly key: string; readonly role: 'owner' | 'moderator' }[]> {
  if (everywhere === 1) {
    const rows = await queries.selectFrom('sites').select('key').orderBy('key').execute()
    return rows.map(({ key }) => ({ key, role: 'owner' }))
  }
  return queries
    .selectFrom('roles')
    .innerJoin('sites', 'sites.id', 'roles.site_id')
    .select(['sites.key', 'roles.role'])
    .where('roles.staff_id', '=', id)
    .orderBy('sites.key')
    .execute()
}

export async function peopleOf(
  queries: Queries,
  siteId: number,
): Promise<readonly (Pick<StaffRow, 'id' | 'name' | 'everywhere'> & { readonly role: 'owner' | 'moderator' })[]> {
  const rows = await queries
    .selectFrom('staff')
    .leftJoin('roles', (join) => join.onRef('roles.staff_id', '=', 'staff.id').on('roles.site_id', '=', siteId))
    .select(['staff.id', 'staff.name', 'staff.everywhere', 'roles.role'])
    .where((eb) => eb.or([eb('staff.everywhere', '=', 1), eb('roles.role', 'is not', null)]))
    .orderBy('staff.name')
    .execute()
  return rows.map(({ role, ...row }) => ({ ...row, role: row.everywhere === 1 ? 'owner' : (role ?? 'moderator') }))
}

export async function saveRole(
  queries: Queries,
  siteId: number,
  staffId: string,
  role: 'owner' | 'moderator',
): Promise<void> {
  await queries
    .insertInto('roles')
    .values({ site_id: siteId, staff_id: staffId, role })
    .onConflict((conflict) => conflict.columns(['staff_id', 'site_id']).doUpdateSet({ role }))
    .execute()
}

/** Whether they had one. */
export async function removeRole(queries: Queries, siteId: number, staffId: string): Promise<boolean> {
  const result = await queries
    .deleteFrom('roles')
    .where('site_id', '=', siteId)
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

export async function addSession(
  queries: Queries,
  session: { readonly token_hash: string; readonly staff_id: string; readonly expires_at: number },
  now: number,
): Promise<void> {
  await queries.deleteFrom('staff_sessions').where('expires_at', '<=', now).execute()
  await queries.insertInto('staff_sessions').values(session).execute()
}

/** Who holds this session, while it lasts. */
export async function staffBySession(queries: Queries, tokenHash: string, now: number): Promise<StaffRow | undefined> {
  return queries
    .selectFrom('staff_sessions')
    .innerJoin('staff', 'staff.id', 'staff_sessions.staff_id')
    .selectAll('staff')
    .where('staff_sessions.token_hash', '=', tokenHash)
    .where('staff_sessions.expires_at', '>', now)
    .executeTakeFirst()
}

export async function endSession(queries: Queries, tokenHash: string): Promise<void> {
  await queries.deleteFrom('staff_sessions').where('token_hash', '=', tokenHash).execute()
}

export async function endSessionsOf(queries: Queries, staffId: string): Promise<void> {
  await queries.deleteFrom('staff_sessions').where('staff_id', '=', staffId).execute()
}

export async function addInvitation(queries: Queries, invitation: InvitationRow): Promise<void> {
  await queries.insertInto('invitations').values(invitation).execute()
}

export async function findInvitation(
  queries: Queries,
  tokenHash: string,
  now: number,
): Promise<InvitationRow | undefined> {
  return queries
    .selectFrom('invitations')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

/** Whether it was still there: of two who follow the same link at once, one is too late. */
export async function useInvitation(queries: Queries, tokenHash: string): Promise<boolean> {
  const result = await queries.deleteFrom('invitations').where('token_hash', '=', tokenHash).executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** Links that made an owner of everything are void once there is one. */
export async function dropSetupLinks(queries: Queries): Promise<void> {
  await queries.deleteFrom('invitations').where('site_id', 'is', null).execute()
}

export async function addPasskey(queries: Queries, passkey: Insertable<PasskeysTable>): Promise<void> {
  await queries.insertInto('passkeys').values(passkey).execute()
}

export async function passkeysOf(queries: Queries, staffId: string): Promise<readonly PasskeyRow[]> {
  return queries.selectFrom('passkeys').selectAll().where('staff_id', '=', staffId).orderBy('created_at').execute()
}

export async function findPasskey(queries: Queries, id: string): Promise<PasskeyRow | undefined> {
  return queries.selectFrom('passkeys').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function savePasskeyCounter(queries: Queries, id: string, counter: number): Promise<void> {
  await queries.updateTable('passkeys').set({ counter }).where('id', '=', id).execute()
}

export async function removePasskey(queries: Queries, staffId: string, id: string): Promise<void> {
  await queries.deleteFrom('passkeys').where('staff_id', '=', staffId).where('id', '=', id).execute()
}

export async function addChallenge(
  queries: Queries,
  challenge: { readonly challenge: string; readonly staff_id: string | null; readonly expires_at: number },
  now: number,
): Promise<void> {
  await queries.deleteFrom('challenges').where('expires_at', '<=', now).execute()
  await queries.insertInto('challenges').values(challenge).execute()
}

/** Whether this was asked of them, and not answered before. */
export async function useChallenge(
  queries: Queries,
  challenge: string,
  staffId: string | null,
  now: number,
): Promise<boolean> {
  const result = await queries
    .deleteFrom('challenges')
    .where('challenge', '=', challenge)
    .where('staff_id', staffId === null ? 'is' : '=', staffId)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** What somebody is on a site; `undefined` where they are nothing. */
export async function findRole(
  queries: Queries,
  siteId: number,
  { id, everywhere }: Pick<StaffRow, 'id' | 'everywhere'>,
): Promise<'owner' | 'moderator' | undefined> {
  if (everywhere === 1) return 'owner'
  const row = await queries
    .selectFrom('roles')
    .select('role')
    .where('staff_id', '=', id)
    .where('site_id', '=', siteId)
    .executeTakeFirst()
  return row?.role
}
