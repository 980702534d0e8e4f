import type { Insertable, Selectable } from 'kysely'
import type { Queries } from './queries.ts'
import { prepared } from './prepared.ts'
import type { BansTable, VerdictsTable } from './tables.ts'

/** Whether somebody has a comment that stands published. */
export async function hasPublished(queries: Queries, siteId: number, authorId: string): Promise<boolean> {
  const [row] = await onePublished(queries, { siteId, authorId })
  return row !== undefined
}

const onePublished = prepared((queries, { siteId, authorId }: { readonly siteId: number; readonly authorId: string }) =>
  queries
    .selectFrom('comments')
    .select('id')
    .where('site_id', '=', siteId)
    .where('author_id', '=', authorId)
    .where('status', '=', 'published')
    .limit(1),
)

/** What somebody wrote and everybody can read, some of it. */
export async function publishedBy(
  queries: Queries,
  siteId: number,
  authorId: string,
  limit: number,
): Promise<readonly string[]> {
  const rows = await queries
    .selectFrom('comments')
    .select('id')
    .where('site_id', '=', siteId)
    .where('author_id', '=', authorId)
    .where('status', '=', 'published')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** The newest comments of somebody that everybody can read, and where they are. */
export async function newestBy(
  queries: Queries,
  siteId: number,
  authorId: string,
  limit: number,
): Promise<readonly { readonly id: string; readonly thread_id: number }[]> {
  return queries
    .selectFrom('comments')
    .select(['id', 'thread_id'])
    .where('site_id', '=', siteId)
    .where('author_id', '=', authorId)
    .where('status', '=', 'published')
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute()
}

/** Comments with this fingerprint since a time, at most `limit` of them. */
export async function countAlike(
  queries: Queries,
  siteId: number,
  fingerprint: string,
  since: number,
  limit: number,
): Promise<number> {
  const rows = await alike(queries, { siteId, fingerprint, since, limit })
  return rows.length
}

interface Alike {
  readonly siteId: number
  readonly fingerprint: string
  readonly since: number
  readonly limit: number
}

const alike = prepared((queries, { siteId, fingerprint, since, limit }: Alike) =>
  queries
    .selectFrom('comments')
    .select('id')
    .where('site_id', '=', siteId)
    .where('fingerprint', '=', fingerprint)
    .where('created_at', '>=', since)
    .limit(limit),
)

export type BanRow = Selectable<BansTable>

export interface BanKey {
  readonly kind: BansTable['kind']
  readonly value: string
}

/** A ban on one of these that holds now. */
export async function findBan(
  queries: Queries,
  siteId: number,
  keys: readonly BanKey[],
  now: number,
): Promise<BanRow | undefined> {
  const [one, other = one, ...more] = keys
  if (one === undefined || other === undefined) return undefined
  if (more.length > 0) return selectBan(queries, siteId, keys, now).executeTakeFirst()
  const { kind, value } = one
  const { kind: otherKind, value: otherValue } = other
  const [row] = await banOnEither(queries, { siteId, now, kind, value, otherKind, otherValue })
  return row
}

interface Either extends BanKey {
  readonly siteId: number
  readonly now: number
  readonly otherKind: BanKey['kind']
  readonly otherValue: string
}

/** What is asked of every comment without links: who writes, and from where. */
const banOnEither = prepared((queries, { siteId, now, kind, value, otherKind, otherValue }: Either) =>
  selectBan(
    queries,
    siteId,
    [
      { kind, value },
      { kind: otherKind, value: otherValue },
    ],
    now,
  ),
)

function selectBan(queries: Queries, siteId: number, keys: readonly BanKey[], now: number) {
  return queries
    .selectFrom('bans')
    .selectAll()
    .where('site_id', '=', siteId)
    .where((eb) => eb.or(keys.map(({ kind, value }) => eb.and([eb('kind', '=', kind), eb('value', '=', value)]))))
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', now)]))
}

export async function saveBan(queries: Queries, ban: Insertable<BansTable>): Promise<void> {
  const { why, until, at, staff_id } = ban
  await queries
    .insertInto('bans')
    .values(ban)
    .onConflict((conflict) => conflict.columns(['site_id', 'kind', 'value']).doUpdateSet({ why, until, at, staff_id }))
    .execute()
}

/** A ban on an author holds for another from now on, where there is one. */
export async function moveBan(queries: Queries, siteId: number, from: string, to: string): Promise<void> {
  await queries
    .updateTable('bans')
    .set({ value: to })
    .where('site_id', '=', siteId)
    .where('kind', '=', 'author')
    .where('value', '=', from)
    .execute()
}

export type VerdictRow = Selectable<VerdictsTable>

export async function addVerdict(queries: Queries, verdict: Insertable<VerdictsTable>): Promise<void> {
  await queries.insertInto('verdicts').values(verdict).execute()
}

/** Whether there was one. */
export async function liftBan(queries: Queries, siteId: number, { kind, value }: BanKey): Promise<boolean> {
  const result = await queries
    .deleteFrom('bans')
    .where('site_id', '=', siteId)
    .where('kind', '=', kind)
    .where('value', '=', value)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

export async function listBans(queries: Queries, siteId: number, limit: number): Promise<readonly BanRow[]> {
  return queries
    .selectFrom('bans')
    .selectAll()
    .where('site_id', '=', siteId)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
}
