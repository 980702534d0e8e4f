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

/** Takes one for this process alone until a time; whether nobody else was faster. */
export async function claimCorrection(
  queries: Queries,
  { site_id, comment_id, version, due_at, attempts }: CorrectionRow,
  until: number,
): Promise<boolean> {
  const result = await queries
    .updateTable('akismet_opinions')
    .set({ due_at: until, attempts: attempts + 1 })
    .where('site_id', '=', site_id)
    .where('comment_id', '=', comment_id)
    .where('version', '=', version)
    .where('due_at', '=', due_at)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** How many corrections of a site wait, and those that were tried in vain, the one that is tried next first. */
export async function readCorrections(
  queries: Queries,
  siteId: number,
): Promise<{ readonly waiting: number; readonly failed: AkismetOpinionRow | undefined }> {
  const waiting = queries.selectFrom('akismet_opinions').where('site_id', '=', siteId).where('due_at', 'is not', null)
  const counted = await waiting.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  const failed = await waiting.selectAll().where('why', '<>', '').orderBy('due_at').limit(1).executeTakeFirst()
  return { waiting: Number(counted.count), failed }
}
