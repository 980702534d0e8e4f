import type { Selectable } from 'kysely'
import type { Queries } from './queries.ts'
import type { AkismetOpinionsTable } from './tables.ts'

export type AkismetOpinionRow = Selectable<AkismetOpinionsTable>

/** A correction that waits. */
export type CorrectionRow = AkismetOpinionRow & {
  readonly correction: NonNullable<AkismetOpinionRow['correction']>
  readonly due_at: number
}

type Values = Omit<AkismetOpinionRow, 'site_id' | 'comment_id' | 'version'>

const NOTHING_WAITS = { correction: null, due_at: null, attempts: 0, why: '' } as const

/** What Akismet said of a version of a comment, in place of what it said before. */
export async function saveAkismetOpinion(
  queries: Queries,
  about: Pick<AkismetOpinionRow, 'site_id' | 'comment_id' | 'version' | 'says'>,
): Promise<void> {
  const { version, says } = about
  await queries
    .insertInto('akismet_opinions')
    .values({ ...about, ...NOTHING_WAITS })
    .onConflict((conflict) =>
      conflict.columns(['site_id', 'comment_id']).doUpdateSet({ version, says, ...NOTHING_WAITS }),
    )
    .execute()
}

export async function findAkismetOpinion(
  queries: Queries,
  siteId: number,
  commentId: string,
): Promise<AkismetOpinionRow | undefined> {
  return queries
    .selectFrom('akismet_opinions')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .executeTakeFirst()
}

export async function updateAkismetOpinion(
  queries: Queries,
  { site_id, comment_id, version }: Pick<AkismetOpinionRow, 'site_id' | 'comment_id' | 'version'>,
  values: Partial<Values>,
): Promise<void> {
  await queries
    .updateTable('akismet_opinions')
    .set(values)
    .where('site_id', '=', site_id)
    .where('comment_id', '=', comment_id)
    .where('version', '=', version)
    .execute()
}

/** It is told nothing of a comment that waits to be told. */
export async function withdrawCorrection(
  queries: Queries,
  about: Pick<AkismetOpinionRow, 'site_id' | 'comment_id' | 'version'>,
): Promise<void> {
  await updateAkismetOpinion(queries, about, NOTHING_WAITS)
}

export async function dueCorrections(queries: Queries, now: number, limit: number): Promise<readonly CorrectionRow[]> {
  const rows = await queries
    .selectFrom('akismet_opinions')
    .selectAll()
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute()
  return rows.filter((row): row is CorrectionRow => row.correction !== null)
}

/** Takes one for this process alone until a time; whether nobody else was faster. While it is tried nothing is said against it. */
export async function claimCorrection(
  queries: Queries,
  { site_id, comment_id, version, due_at, attempts }: CorrectionRow,
  until: number,
): Promise<boolean> {
  const result = await queries
    .updateTable('akismet_opinions')
    .set({ due_at: until, attempts: attempts + 1, why: '' })
    .where('site_id', '=', site_id)
    .where('comment_id', '=', comment_id)
    .where('version', '=', version)
    .where('due_at', '=', due_at)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Those of a site that were tried in vain are due: somebody thinks that it works again. What is being tried stays with who tries it. */
export async function hurryCorrections(queries: Queries, siteId: number, now: number): Promise<void> {
  await queries
    .updateTable('akismet_opinions')
    .set({ due_at: now })
    .where('site_id', '=', siteId)
    .where('due_at', '>', now)
    .where('why', '<>', '')
    .execute()
}

export interface Corrections {
  readonly waiting: number
  /** How many of them are being tried. */
  readonly trying: number
  /** Of those that were tried in vain, the one that is tried next. */
  readonly failed: AkismetOpinionRow | undefined
}

/** How many corrections of a site wait, and how they are doing. */
export async function readCorrections(queries: Queries, siteId: number): Promise<Corrections> {
  const waiting = queries.selectFrom('akismet_opinions').where('site_id', '=', siteId).where('due_at', 'is not', null)
  const counted = await waiting
    .select(({ fn, case: when }) => [
      fn.countAll<number>().as('all'),
      fn.sum<number | null>(when().when('attempts', '>', 0).then(1).else(0).end()).as('tried'),
      fn.sum<number | null>(when().when('why', '<>', '').then(1).else(0).end()).as('failed'),
    ])
    .executeTakeFirstOrThrow()
  const failed = await waiting.selectAll().where('why', '<>', '').orderBy('due_at').limit(1).executeTakeFirst()
  return { waiting: Number(counted.all), trying: Number(counted.tried) - Number(counted.failed), failed }
}
