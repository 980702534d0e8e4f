import { StorageError, UP } from '@afterword/storage'
import type { Comment, CommentId, ReactionChange } from '@afterword/storage'
import { findComment, updateComment } from '../database/comments.ts'
import type { CommentRow } from '../database/comments.ts'
import type { Database } from '../database/database.ts'
import { addEvent } from '../database/events.ts'
import { addReaction, removeReaction } from '../database/reactions.ts'
import type { Site } from '../database/sites.ts'
import { raiseThread } from '../database/threads.ts'
import { authorFor, authorOf } from './authors.ts'
import { requireSpeaker } from './identity/speakers.ts'
import type { Writer } from './own-comment.ts'
import { toComment } from './render.ts'
import { threadName } from './wakeups.ts'
import type { Wakeups } from './wakeups.ts'

export interface Reactions {
  react(writer: Writer, id: CommentId, change: ReactionChange): Promise<Comment>
}

export interface ReactionsDeps {
  readonly database: Database
  readonly wakeups: Wakeups
  readonly clock: () => number
}

export function createReactions({ database, wakeups, clock }: ReactionsDeps): Reactions {
  return {
    async react({ site, page, token }, id, { reaction, on }) {
      checkReaction(site, reaction)
      if (on) requireSpeaker(site, token)
      type Answer = { readonly comment: Comment; readonly changed: boolean; readonly on: string }
      const {
        comment,
        changed,
        on: where,
      } = await database.transaction<Answer>(async (queries, leave) => {
        const now = clock()
        const thread = await raiseThread(queries, site.id, page)
        const row = thread && (await findComment(queries, thread.id, id))
        if (thread === undefined || row?.status !== 'published') {
          throw new StorageError('not-found', `There is no comment ${id} on ${page}, or not any more.`, { field: 'id' })
        }
        const author = on ? await authorFor(queries, site.id, token, now) : await authorOf(queries, site.id, token, now)
        if (author === undefined) return leave({ comment: toComment(row), changed: false, on: thread.page })
        const given = { site_id: site.id, thread_id: thread.id, comment_id: id, author_id: author.id, reaction }
        if (!(await (on ? addReaction(queries, given) : removeReaction(queries, given)))) {
          leave({ comment: toComment(row), changed: false, on: thread.page })
        }
        const values = withReaction(row, reaction, on ? 1 : -1)
        await updateComment(queries, site.id, id, values)
        await addEvent(queries, {
          thread_id: thread.id,
          seq: thread.seq,
          type: 'changed',
          comment_id: id,
          root_id: id,
          at: now,
        })
        return { comment: toComment({ ...row, ...values }), changed: true, on: thread.page }
      })
      if (changed) wakeups.notify(threadName(site.id, where))
      return comment
    },
  }
}

function checkReaction(site: Site, reaction: string): void {
  if (reaction === UP || site.reactions.includes(reaction)) return
  throw new StorageError('invalid', `The site has no such reaction. It has: ${[UP, ...site.reactions].join(' ')}`, {
    field: 'reaction',
  })
}

/** What a comment has when one more gave a reaction, or one took it back. */
export function withReaction(row: CommentRow, reaction: string, by: 1 | -1): Pick<CommentRow, 'reactions' | 'score'> {
  const counts = counted(JSON.parse(row.reactions), reaction, by)
  return { reactions: JSON.stringify(counts), score: counts[UP] ?? 0 }
}

function counted(
  counts: Readonly<Record<string, number>>,
  reaction: string,
  by: 1 | -1,
): Readonly<Record<string, number>> {
  const { [reaction]: count = 0, ...others } = counts
  return count + by > 0 ? { ...others, [reaction]: count + by } : others
}
