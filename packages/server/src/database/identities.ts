import type { Selectable } from 'kysely'
import type { AuthorRow } from './authors.ts'
import type { Queries } from './queries.ts'
import type { IdentitiesTable } from './tables.ts'

export type IdentityRow = Selectable<IdentitiesTable>

/** The author who is known like this. */
export async function findByIdentity(
  queries: Queries,
  siteId: number,
  provider: string,
  subject: string,
): Promise<AuthorRow | undefined> {
  return queries
    .selectFrom('identities')
    .innerJoin('authors', 'authors.id', 'identities.author_id')
    .selectAll('authors')
    .where('identities.site_id', '=', siteId)
    .where('identities.provider', '=', provider)
    .where('identities.subject', '=', subject)
    .executeTakeFirst()
}

/** Adds an account with the way in which it is known. */
export async function addAccount(queries: Queries, author: AuthorRow, identity: IdentityRow): Promise<void> {
  await queries.insertInto('authors').values(author).execute()
  await queries.insertInto('identities').values(identity).execute()
}

/** Those of these names, as they are compared, that somebody with an account on the site or one of its staff has. */
export async function findTakenNames(
  queries: Queries,
  siteId: number,
  foldedNames: readonly string[],
): Promise<ReadonlySet<string>> {
  const accounts = await queries
    .selectFrom('authors')
    .select('folded_name')
    .where('site_id', '=', siteId)
    .where('folded_name', 'in', [...foldedNames])
    .execute()
  const staff = await queries
    .selectFrom('staff')
    .leftJoin('roles', (join) => join.onRef('roles.staff_id', '=', 'staff.id').on('roles.site_id', '=', siteId))
    .select('staff.folded_name')
    .where('staff.folded_name', 'in', [...foldedNames])
    .where((eb) => eb.or([eb('staff.everywhere', '=', 1), eb('roles.role', 'is not', null)]))
    .execute()
  return new Set([...accounts, ...staff].flatMap(({ folded_name: name }) => (name === null ? [] : [name])))
}

/** The address that they have now. */
export async function keepEmail(
  queries: Queries,
  siteId: number,
  provider: string,
  subject: string,
  email: string | null,
): Promise<void> {
  await queries
    .updateTable('identities')
    .set({ email })
    .where('site_id', '=', siteId)
    .where('provider', '=', provider)
    .where('subject', '=', subject)
    .execute()
}

export async function renameAccount(
  queries: Queries,
  id: string,
  values: Pick<AuthorRow, 'name' | 'folded_name' | 'badge'>,
): Promise<void> {
  await queries.updateTable('authors').set(values).where('id', '=', id).execute()
}

export async function dropBadgeOf(queries: Queries, authorId: string): Promise<void> {
  await queries.updateTable('authors').set({ badge: null }).where('id', '=', authorId).execute()
}
