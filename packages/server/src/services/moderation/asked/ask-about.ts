import { removeAsking, saveAsking } from '../../../database/askings.ts'
import type { AskingRow } from '../../../database/askings.ts'
import type { Queries } from '../../../database/queries.ts'
import type { CommentsTable } from '../../../database/tables.ts'
import type { Judged } from '../judge-words.ts'

export interface AskedAbout {
  readonly site_id: number
  readonly id: string
  readonly version: number
  /** How it stands from now on. */
  readonly status: CommentsTable['status']
}

/**
 * Notes that others are to be asked about words, within the transaction that stores them; what was to be asked about
 * the words before is forgotten.
 *
 * @param before what was to be asked until now: who was held for another reason stays held
 * @returns whether somebody is to be asked
 */
export async function askAbout(
  queries: Queries,
  { site_id, id, version, status }: AskedAbout,
  { ask }: Judged,
  now: number,
  before?: AskingRow,
): Promise<boolean> {
  if (ask === null || (status !== 'published' && status !== 'pending')) {
    if (before !== undefined) await removeAsking(queries, site_id, id)
    return false
  }
  const after = before?.after === 'pending' ? 'pending' : ask.after
  const words = { site_id, comment_id: id, version, stands: status, after }
  await saveAsking(queries, { ...words, next: ask.next, attempts: 0, due_at: now, why: '' })
  return true
}
