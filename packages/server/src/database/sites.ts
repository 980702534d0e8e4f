import type { Queries } from './database.ts'
import type { SitesTable } from './tables.ts'
import type { Selectable } from 'kysely'

/** A site as everything above the database knows it: each look-up takes one, so none can miss its site. */
export interface Site {
  readonly id: number
  readonly key: string
  /** Exact origins, as a browser sends them: scheme, host and port. */
  readonly origins: readonly string[]
  readonly reactions: readonly string[]
}

export interface NewSite {
  readonly key: string
  readonly origins: readonly string[]
  readonly reactions: readonly string[]
  readonly createdAt: number
}

export async function findSite(queries: Queries, key: string): Promise<Site | undefined> {
  const row = await queries.selectFrom('sites').selectAll().where('key', '=', key).executeTakeFirst()
  return row && fromRow(row)
}

export async function listSites(queries: Queries): Promise<readonly Site[]> {
  const rows = await queries.selectFrom('sites').selectAll().orderBy('key').execute()
  return rows.map(fromRow)
}

/** Adds a site, or gives the one with this key these origins and reactions. */
export async function saveSite(queries: Queries, site: NewSite): Promise<void> {
  const values = { origins: JSON.stringify(site.origins), reactions: JSON.stringify(site.reactions) }
  await queries
    .insertInto('sites')
    .values({ key: site.key, created_at: site.createdAt, ...values })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(values))
    .execute()
}

function fromRow(row: Selectable<SitesTable>): Site {
  return { id: row.id, key: row.key, origins: strings(row.origins), reactions: strings(row.reactions) }
}

function strings(json: string): readonly string[] {
  const value: unknown = JSON.parse(json)
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
