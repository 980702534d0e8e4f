import { StorageError } from '@afterword/storage'
import type { Comment } from '@afterword/storage'
import type { Decision } from '@afterword/storage/admin'
import { removeAsking } from '../database/askings.ts'
import { updateComment } from '../database/comments.ts'
import type { Database } from '../database/database.ts'
import { addVerdict } from '../database/moderation.ts'
import { removeReportsOf } from '../database/reports.ts'
import type { Site } from '../database/sites.ts'
import { beginChange } from './change.ts'
import { correctAkismet } from './moderation/asked/corrections.ts'
import { learn } from './moderation/learn.ts'
import { toWholeComment } from './render.ts'
import { stand } from './standing.ts'
import { takeOnSite } from './take-on-site.ts'
import { threadName } from './wakeups.ts'
import type { Wakeups } from './wakeups.ts'

export interface Decisions {
  /**
   * @throws StorageError `not-found` when nothing is left of it
   * @throws StorageError `conflict` with `current` when somebody else decided meanwhile
   */
  decide(site: Site, staffId: string, decision: Decision): Promise<Comment>
}

export interface DecisionsDeps {
  readonly database: Database
  readonly wakeups: Wakeups
  readonly clock: () => number
}

/** What a moderator's verdict teaches. One that only hides says nothing of the words. */
const TEACHES = { published: 'honest', spam: 'spam', pending: null, removed: undefined } as const

/** Moderators' verdicts. When one resolves, what it took away is on no surface any more. */
export function createDecisions({ database, wakeups, clock }: DecisionsDeps): Decisions {
  return {
    async decide(site, staffId, { id, from, to, why = '' }) {
      const { comment, page } = await database.transaction(async (queries) => {
        const now = clock()
        const { thread, row } = await takeOnSite(queries, site.id, id)
        if (thread === undefined || row === undefined || row.source === null) {
          throw new StorageError('not-found', `Nothing is left of the comment ${id}: its writer removed it.`)
        }
        if (row.status !== from) {
          throw new StorageError(
            'conflict',
            `The comment ${id} is ${row.status} meanwhile, and the verdict started from ${from}. Look at it again.`,
            { current: toWholeComment(row) },
          )
        }
        const change = beginChange(queries, thread, now)
        await updateComment(queries, site.id, id, { phase: 'staff' })
        await stand(change, row, to)
        await change.finish()
        await addVerdict(queries, {
          site_id: site.id,
          comment_id: id,
          at: now,
          status: to,
          phase: 'staff',
          why,
          staff_id: staffId,
        })
        await removeReportsOf(queries, site.id, id)
        // Whoever is being asked about it is asked too late.
        await removeAsking(queries, site.id, id)
        await correctAkismet(queries, site, row, to, now)
        const lesson = TEACHES[to]
        if (lesson !== undefined) await learn(queries, row, lesson)
        return { comment: toWholeComment({ ...row, status: to }), page: thread.page }
      })
      wakeups.notify(threadName(site.id, page))
      return comment
    },
  }
}
