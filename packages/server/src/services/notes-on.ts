import type { CommentId } from '@afterword/storage'
import type { ReportNote, VerdictNote } from '@afterword/storage/admin'
import type { Queries } from '../database/queries.ts'
import type { VerdictRow } from '../database/moderation.ts'
import { readReports, readVerdicts } from '../database/queue.ts'
import type { Site } from '../database/sites.ts'
import { staffNames } from '../database/staff.ts'

/** What moderators know of a comment besides the comment. */
export interface NotesOn {
  readonly verdict: VerdictNote | null
  readonly reports: readonly ReportNote[]
}

/** Reads what was decided of these comments and what readers reported, in a fixed number of queries. */
export async function notesOn(
  queries: Queries,
  site: Site,
  rows: readonly { readonly id: CommentId }[],
): Promise<(id: CommentId) => NotesOn> {
  const ids = rows.map(({ id }) => id)
  const verdicts = await readVerdicts(queries, site.id, ids)
  const reports = Map.groupBy(await readReports(queries, site.id, ids), (row) => row.comment_id)
  const names = await staffNames(
    queries,
    verdicts.map((row) => row.staff_id),
  )
  return (id) => {
    const last = verdicts.find((verdict) => verdict.comment_id === id)
    return {
      verdict: last === undefined ? null : toNote(last, names),
      reports: (reports.get(id) ?? []).map(({ reason, note, at }) => ({ reason, note, at })),
    }
  }
}

export function toNote(
  { status, phase, why, at, staff_id }: VerdictRow,
  names: ReadonlyMap<string, string>,
): VerdictNote {
  return { status, phase, why, at, by: staff_id === null ? null : (names.get(staff_id) ?? null) }
}
