import {
  claimCorrection,
  findAkismetOpinion,
  updateAkismetOpinion,
  withdrawCorrection,
} from '../../../database/akismet-opinions.ts'
import type { CorrectionRow } from '../../../database/akismet-opinions.ts'
import { addAudit } from '../../../database/audit.ts'
import type { CommentRow } from '../../../database/comments.ts'
import type { Database } from '../../../database/database.ts'
import type { Queries } from '../../../database/queries.ts'
import { findInQueue } from '../../../database/queue.ts'
import { readSecrets } from '../../../database/site-secrets.ts'
import { findSiteById } from '../../../database/sites.ts'
import type { Site } from '../../../database/sites.ts'
import { OutboundError } from '../../outbound.ts'
import type { Outbound } from '../../outbound.ts'
import { tellAkismet } from './akismet.ts'
import { AGAIN, CLAIM, NoAnswer } from './asker.ts'
import { questionOf } from './question.ts'
import { readAsked } from './settings.ts'

/** Milliseconds in which a moderator may still think better of it. */
const GRACE = 30_000

/**
 * Notes, within the transaction of a moderator's verdict, that Akismet is to be told where it was wrong. Only about words
 * that it was asked about, and only while the site asks it.
 */
export async function correctAkismet(
  queries: Queries,
  site: Site,
  { id, version }: CommentRow,
  verdict: CommentRow['status'],
  now: number,
): Promise<void> {
  if (readAsked(site.asked).akismet === null || verdict === 'removed') return
  const opinion = await findAkismetOpinion(queries, site.id, id)
  if (opinion === undefined || opinion.version !== version) return
  const is = verdict === 'spam' ? 'spam' : verdict === 'published' ? 'ham' : opinion.says
  if (is === opinion.says) await withdrawCorrection(queries, opinion)
  else await updateAkismetOpinion(queries, opinion, { correction: is, due_at: now + GRACE, attempts: 0, why: '' })
}

export interface CorrectingDeps {
  readonly database: Database
  readonly clock: () => number
  readonly outbound: Outbound
  readonly signal: AbortSignal
}

/** Tells Akismet one correction that is due. What it does not take is tried again, and in the end stands in the history. */
export async function tellCorrection(deps: CorrectingDeps, row: CorrectionRow): Promise<void> {
  const { database, clock, signal } = deps
  const { queries } = database
  if (!(await claimCorrection(queries, row, clock() + CLAIM))) return
  const failure = await send(deps, row)
  if (signal.aborted) return
  if (failure === undefined) return told(database, row, clock())
  const pause = AGAIN[row.attempts]
  if (pause !== undefined) {
    return updateAkismetOpinion(queries, row, { due_at: clock() + pause, why: failure })
  }
  await database.transaction(async (inside) => {
    await withdrawCorrection(inside, row)
    const what = 'could not tell Akismet'
    const why = `${row.correction}: Akismet ${failure}`
    await addAudit(inside, { site_id: row.site_id, at: clock(), staff_id: null, what, about: row.comment_id, why })
  })
}

/** What it ran into; `undefined`: Akismet knows, or there is nothing to tell any more. */
async function send(
  { database: { queries }, clock, outbound, signal }: CorrectingDeps,
  row: CorrectionRow,
): Promise<string | undefined> {
  const site = await findSiteById(queries, row.site_id)
  const comment = await findInQueue(queries, row.site_id, row.comment_id)
  const settings = site === undefined ? null : readAsked(site.asked).akismet
  if (site === undefined || settings === null || comment?.version !== row.version) return undefined
  const key = (await readSecrets(queries, site.id)).get('akismet') ?? ''
  const question = questionOf(site, comment.page, comment, undefined)
  try {
    await tellAkismet({ ...settings, key }, row.correction, question, { outbound, now: clock(), signal })
    return undefined
  } catch (error) {
    if (error instanceof OutboundError || error instanceof NoAnswer) return error.message
    throw error
  }
}

/** It thinks so now; who thought better of it meanwhile has it told that, too. */
function told(database: Database, row: CorrectionRow, now: number): Promise<void> {
  return database.transaction(async (queries) => {
    const current = await findAkismetOpinion(queries, row.site_id, row.comment_id)
    if (current?.version !== row.version) return
    const { correction: says } = row
    if (current.correction === says) {
      await withdrawCorrection(queries, current)
      return updateAkismetOpinion(queries, current, { says })
    }
    const other = { correction: current.says, due_at: current.due_at ?? now, attempts: 0, why: '' }
    await updateAkismetOpinion(queries, current, { says, ...other })
  })
}
