import { saveAkismetOpinion } from '../../../database/akismet-opinions.ts'
import type { AkismetOpinionRow } from '../../../database/akismet-opinions.ts'
import { removeAsking, findAsking, saveAsking } from '../../../database/askings.ts'
import type { AskingRow } from '../../../database/askings.ts'
import { updateComment } from '../../../database/comments.ts'
import type { Database } from '../../../database/database.ts'
import { addVerdict, findBan } from '../../../database/moderation.ts'
import { beginChange } from '../../change.ts'
import { stand } from '../../standing.ts'
import { takeOnSite } from '../../take-on-site.ts'
import type { AskerName, Told } from './asker.ts'

/** How an attempt to ask ended. */
export type Outcome = Ended & {
  /** What Akismet takes it for, if it was asked. */
  readonly akismet: AkismetOpinionRow['says'] | undefined
}

type Ended =
  /** All were asked; `by` is who decided, or who was asked last. */
  | { readonly type: 'told'; readonly by: AskerName; readonly told: Told }
  /** It is held; asked again then, or never again (`null`). */
  | { readonly type: 'failed'; readonly by: AskerName; readonly why: string; readonly again: number | null }

/**
 * Has a comment stand as the outcome says, unless it was changed or somebody decided in the meantime.
 *
 * @returns the page, where something changed for its readers
 */
export function settle(
  database: Database,
  asking: AskingRow,
  outcome: Outcome,
  now: number,
): Promise<string | undefined> {
  const { site_id: siteId, comment_id: id } = asking
  return database.transaction<string | undefined>(async (queries, leave) => {
    const { thread, row } = await takeOnSite(queries, siteId, id)
    const current = await findAsking(queries, siteId, id)
    if (current === undefined || current.version !== asking.version) return leave(undefined)
    if (thread === undefined || row === undefined || row.version !== asking.version || row.status !== asking.stands) {
      await removeAsking(queries, siteId, id)
      // The number that was taken is given back.
      if (thread !== undefined) await beginChange(queries, thread, now).finish()
      return undefined
    }
    const about = { site_id: siteId, comment_id: id, version: row.version }
    if (outcome.akismet !== undefined) await saveAkismetOpinion(queries, { ...about, says: outcome.akismet })
    const banned =
      row.author_id === null
        ? undefined
        : await findBan(queries, siteId, [{ kind: 'author', value: row.author_id }], now)
    // Who was banned meanwhile has nothing put up any more.
    const status = banned === undefined ? statusAfter(asking, outcome) : 'pending'
    const { by } = outcome
    const why = outcome.type === 'failed' ? outcome.why : (outcome.told?.why ?? 'had nothing against it')
    const news =
      outcome.type === 'failed' ? outcome.why !== asking.why : outcome.told !== undefined || status !== row.status
    if (outcome.type === 'failed' && outcome.again !== null) {
      await saveAsking(queries, { ...current, next: by, stands: 'pending', due_at: outcome.again, why })
    } else {
      await removeAsking(queries, siteId, id)
    }
    const change = beginChange(queries, thread, now)
    if (news) {
      await updateComment(queries, siteId, id, { phase: by })
      await addVerdict(queries, { site_id: siteId, comment_id: id, at: now, status, phase: by, why, staff_id: null })
    }
    if (status !== row.status) await stand(change, row, status)
    await change.finish()
    return status === row.status ? undefined : thread.page
  })
}

function statusAfter({ after }: AskingRow, outcome: Outcome): 'published' | 'pending' | 'spam' {
  if (outcome.type === 'failed' || outcome.told?.what === 'hold') return 'pending'
  return outcome.told?.what === 'spam' ? 'spam' : after
}
