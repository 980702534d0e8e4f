import { StorageError } from '@afterword/storage'
import type { Comment, CommentId, Passage, Reattachment } from '@afterword/storage'
import { ACCESS_TOKEN } from '@afterword/storage/identity'
import { addAudit } from '../database/audit.ts'
import { updateComment } from '../database/comments.ts'
import type { Database } from '../database/database.ts'
import { addEvent } from '../database/events.ts'
import type { Sessions } from './identity/sessions.ts'
import { readBack, requireCurrent, takeOwn } from './own-comment.ts'
import type { Writer } from './own-comment.ts'
import { threadName } from './wakeups.ts'
import type { Wakeups } from './wakeups.ts'

export interface Passages {
  reattach(writer: Writer, id: CommentId, place: Reattachment): Promise<Comment>
}

export interface PassagesDeps {
  readonly database: Database
  readonly wakeups: Wakeups
  readonly clock: () => number
}

/** Where the passages of comments are, once the article was edited: as who wrote them says, or a moderator. */
export function createPassages({ database, wakeups, clock }: PassagesDeps, sessions: Pick<Sessions, 'who'>): Passages {
  /** Which of the staff it is, if it is one of them. */
  async function staffOf({ site, token }: Writer): Promise<string | null> {
    if (!ACCESS_TOKEN.test(token)) return null
    const { session, role } = await sessions.who(site, token)
    return role === null ? null : session.staff_id
  }

  return {
    async reattach(writer, id, { selectors, version }) {
      const staffId = await staffOf(writer)
      const { comment, on } = await database.transaction(async (queries) => {
        const now = clock()
        const { thread, row, isOwn } = await takeOwn(queries, writer, id, now, staffId !== null)
        if (row.passage === null) throw noPassage(id)
        requireCurrent(row, version)
        // The quote is what the writer saw. No word was changed, so nothing says that it was edited.
        const { quote } = JSON.parse(row.passage) as Passage
        const passage = JSON.stringify({ quote, selectors } satisfies Passage)
        await updateComment(queries, writer.site.id, id, { passage, version: row.version + 1 })
        await addEvent(queries, {
          thread_id: thread.id,
          seq: thread.seq,
          type: 'changed',
          comment_id: id,
          root_id: id,
          at: now,
        })
        if (!isOwn) {
          const about = { what: 'set a passage anew', about: id, why: '' }
          await addAudit(queries, { site_id: writer.site.id, at: now, staff_id: staffId, ...about })
        }
        return { comment: await readBack(queries, thread, id), on: thread.page }
      })
      wakeups.notify(threadName(writer.site.id, on))
      return comment
    },
  }
}

function noPassage(id: CommentId): StorageError {
  return new StorageError('invalid', `The comment ${id} is about no passage, so there is none to set elsewhere.`, {
    field: 'id',
  })
}
