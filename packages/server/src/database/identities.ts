import type { Selectable } from 'kysely'
import type { AuthorRow } from './authors.ts'
import type { Queries } from './database.ts'
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

export async function renameAccount(
  queries: Queries,
  id: string,
  values: Pick<AuthorRow, 'name' | 'folded_name' | 'badge'>,
): Promise<void> {
  await queries.updateTable('authors').set(values).where('id', '=', id).execute()
}

/** Takes the badge from the author that one of the staff is on a site. */
export async function dropBadgeOf(queries: Queries, siteId: number, staffId: string): Promise<void> {
  const author = await findByIdentity(queries, siteId, 'staff', staffId)
  if (author === undefined) return
  await queries.updateTable('authors').set({ badge: null }).where('id', '=', author.id).execute()
}
