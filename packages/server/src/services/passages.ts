import { StorageError } from '@afterword/storage'
import type { Comment, CommentId, Passage, Reattachment } from '@afterword/storage'
import { updateComment } from '../database/comments.ts'
import type { Database } from '../database/database.ts'
import { addEvent } from '../database/events.ts'
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

/** Where the passages of comments are, once the article was edited. */
export function createPassages({ database, wakeups, clock }: PassagesDeps): Passages {
  return {
    async reattach(writer, id, { selectors, version }) {
      const { comment, on } = await database.transaction(async (queries) => {
        const now = clock()
        const { thread, row } = await takeOwn(queries, writer, id, now)
        if (row.passage === null) throw noPassage(id)
        requireCurrent(row, version)
        // The quote is what the writer saw. No word was changed, so nothing says that it was edited.
        const { quote } = JSON.parse(row.passage) as Passage
        const passage = JSON.stringify({ quote, selectors } satisfies Passage)
        await updateComment(queries, writer.site.id, id, { passage, version: row.version + 1 })
        await addEvent(queries, { thread_id: thread.id, seq: thread.seq, type: 'changed', comment_id: id, at: now })
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
