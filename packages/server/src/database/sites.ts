import { DEFAULT_EDIT_WINDOW } from '@afterword/storage'
import type { Queries } from './queries.ts'
import { prepared } from './prepared.ts'
import type { SitesTable } from './tables.ts'
import type { Selectable } from 'kysely'

/** A site as everything above the database knows it: each look-up takes one, so none can miss its site. */
export interface Site {
  readonly id: number
  readonly key: string
  /** Exact origins, as a browser sends them: scheme, host and port. */
  readonly origins: readonly string[]
  readonly reactions: readonly string[]
  /** Milliseconds for which a comment can be edited by who wrote it; 0: never, `null`: for ever. */
  readonly editWindow: number | null
  /** What the owner decided of moderation, as JSON: `services/moderation/settings.ts` reads it. */
  readonly moderation: string
  /** How people may sign in, as JSON: `services/identity/ways.ts` reads it. */
  readonly identity: string
  /** Whom the server asks about comments, as JSON: `services/moderation/asked/settings.ts` reads it. */
  readonly asked: string
  /** Another one after every change of what stands above. */
  readonly version: number
}

export interface NewSite {
  readonly key: string
  readonly origins: readonly string[]
  readonly reactions: readonly string[]
  /** Left out: fifteen minutes for a new site, and as it is for one that is there. */
  readonly editWindow?: number | null
  readonly createdAt: number
}

export async function findSite(queries: Queries, key: string): Promise<Site | undefined> {
  const [row] = await byKey(queries, { key })
  return row && fromRow(row)
}

const byKey = prepared((queries, { key }: { readonly key: string }) =>
  queries.selectFrom('sites').selectAll().where('key', '=', key),
)

export async function findSiteById(queries: Queries, id: number): Promise<Site | undefined> {
  const row = await queries.selectFrom('sites').selectAll().where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

export async function listSites(queries: Queries): Promise<readonly Site[]> {
  const rows = await queries.selectFrom('sites').selectAll().orderBy('key').execute()
  return rows.map(fromRow)
}

/** Adds a site, or gives the one with this key these settings. */
export async function saveSite(queries: Queries, site: NewSite): Promise<void> {
  const { key, createdAt, editWindow } = site
  const values = {
    origins: JSON.stringify(site.origins),
    reactions: JSON.stringify(site.reactions),
    ...(editWindow === undefined ? {} : { edit_window: editWindow }),
  }
  await queries
    .insertInto('sites')
    .values({ key, created_at: createdAt, edit_window: DEFAULT_EDIT_WINDOW, ...values })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(values))
    .execute()
}

export async function saveModeration(queries: Queries, siteId: number, moderation: string): Promise<void> {
  await queries.updateTable('sites').set({ moderation }).where('id', '=', siteId).execute()
}

export async function saveAsked(queries: Queries, siteId: number, asked: string): Promise<void> {
  await queries.updateTable('sites').set({ asked }).where('id', '=', siteId).execute()
}

/** Has every answer of the site be made anew: something that stands in all of them was changed. */
export async function raiseSiteVersion(queries: Queries, siteId: number): Promise<void> {
  await queries
    .updateTable('sites')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', siteId)
    .execute()
}

export async function saveIdentity(queries: Queries, siteId: number, identity: string): Promise<void> {
  await queries.updateTable('sites').set({ identity }).where('id', '=', siteId).execute()
}

function fromRow(row: Selectable<SitesTable>): Site {
  return {
    id: row.id,
    key: row.key,
    origins: strings(row.origins),
    reactions: strings(row.reactions),
    editWindow: row.edit_window,
    moderation: row.moderation,
    identity: row.identity,
    asked: row.asked,
    version: row.version,
  }
}

function strings(json: string): readonly string[] {
  const value: unknown = JSON.parse(json)
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
