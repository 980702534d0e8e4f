import type { Insertable, Selectable } from 'kysely'
import type { Queries } from './queries.ts'
import { prepared } from './prepared.ts'
import type { AuthorsTable } from './tables.ts'

export type AuthorRow = Selectable<AuthorsTable>
export type NewAuthor = Insertable<AuthorsTable>

export async function findAuthor(queries: Queries, siteId: number, tokenHash: string): Promise<AuthorRow | undefined> {
  const [row] = await byToken(queries, { siteId, tokenHash })
  return row
}

const byToken = prepared((queries, { siteId, tokenHash }: { readonly siteId: number; readonly tokenHash: string }) =>
  queries.selectFrom('authors').selectAll().where('site_id', '=', siteId).where('token_hash', '=', tokenHash),
)

export async function findAuthorById(queries: Queries, id: string): Promise<AuthorRow | undefined> {
  return queries.selectFrom('authors').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function addAuthor(queries: Queries, author: AuthorRow): Promise<void> {
  await queries.insertInto('authors').values(author).execute()
}

/**
 * Makes whoever else holds the author wait until the transaction ends: somebody writes, or is banned, and neither
 * misses the other. Whether they are still there.
 */
export async function holdAuthor(queries: Queries, id: string): Promise<boolean> {
  return (await lockAuthor(queries, { id })).length > 0
}

const lockAuthor = prepared((queries, { id }: { readonly id: string }) =>
  queries
    .updateTable('authors')
    .set((eb) => ({ name: eb.ref('name') }))
    .where('id', '=', id)
    .returning('id'),
)

/**
 * The same for a guest who writes: the one whose token it is, under this name from now on when one is given. One who was
 * never here is added as given.
 */
export async function holdGuest(queries: Queries, guest: NewAuthor): Promise<AuthorRow> {
  const [row] = await saveGuest(queries, guest)
  if (row === undefined) throw new Error('A guest was added and is not there.')
  return row
}

const saveGuest = prepared((queries, guest: NewAuthor) =>
  queries
    .insertInto('authors')
    .values(guest)
    .onConflict((conflict) =>
      conflict
        .columns(['site_id', 'token_hash'])
        .doUpdateSet((eb) => ({ name: eb.fn.coalesce('excluded.name', 'authors.name') })),
    )
    .returningAll(),
)

/** The last names of these authors, by id. */
export async function findAuthorNames(
  queries: Queries,
  siteId: number,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await queries
    .selectFrom('authors')
    .select(['id', 'name'])
    .where('site_id', '=', siteId)
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.flatMap(({ id, name }) => (name === null ? [] : [[id, name]])))
}

export async function labelAuthor(
  queries: Queries,
  siteId: number,
  id: string,
  label: string | null,
): Promise<AuthorRow | undefined> {
  return queries
    .updateTable('authors')
    .set({ label })
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
}
