import { StorageError } from '@afterword/storage'
import type { CommentId, Report } from '@afterword/storage'
import { findComment } from '../database/comments.ts'
import type { Database } from '../database/database.ts'
import { saveReport } from '../database/reports.ts'
import { holdThread } from '../database/threads.ts'
import { authorFor } from './authors.ts'
import type { Writer } from './own-comment.ts'

export interface Reports {
  report(writer: Writer, id: CommentId, report: Report): Promise<void>
}

export interface ReportsDeps {
  readonly database: Database
  readonly clock: () => number
}

/** What viewers tell moderators. Nothing of it is a change of the thread, so nobody is woken and no number rises. */
export function createReports({ database, clock }: ReportsDeps): Reports {
  return {
    async report({ site, page, token }, id, { reason, note = null }) {
      await database.transaction(async (queries) => {
        const now = clock()
        const thread = await holdThread(queries, site.id, page)
        const row = thread && (await findComment(queries, thread.id, id))
        if (thread === undefined || row?.status !== 'published') {
          throw new StorageError('not-found', `There is no comment ${id} on ${page}, or not any more.`, { field: 'id' })
        }
        const author = await authorFor(queries, site.id, token, now)
        await saveReport(queries, {
          site_id: site.id,
          thread_id: thread.id,
          comment_id: id,
          author_id: author.id,
          reason,
          note,
          at: now,
        })
      })
    },
  }
}
