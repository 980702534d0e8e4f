import { LIMITS, StorageError, editableFor } from '@afterword/storage'
import type { Comment, CommentId, Edit, NewComment } from '@afterword/storage'
import type { AuthorRow } from '../database/authors.ts'
import {
  addComment,
  countReply,
  eraseComment,
  findComment,
  findCommentOnSite,
  isSpent,
  updateComment,
} from '../database/comments.ts'
import type { CommentRow } from '../database/comments.ts'
import type { Database, Queries } from '../database/database.ts'
import { addEvent } from '../database/events.ts'
import { removeReactionsTo } from '../database/reactions.ts'
import { removeReportsOf } from '../database/reports.ts'
import { raiseOrAddThread, raiseThread, saveThread } from '../database/threads.ts'
import type { ThreadRow } from '../database/threads.ts'
import { authorFor, authorOf } from './authors.ts'
import { readBack, requireCurrent, requireOwn, takeOwn } from './own-comment.ts'
import type { Writer } from './own-comment.ts'
import { pathBelow, pathOf } from './path.ts'
import { toComment } from './render.ts'
import { threadName } from './wakeups.ts'
import type { Wakeups } from './wakeups.ts'
import { wordsOf } from './words.ts'

export interface Comments {
  /** The comment, and whether this call made it (`false`: it was there already). */
  create(writer: Writer, input: NewComment): Promise<{ readonly comment: Comment; readonly created: boolean }>
  edit(writer: Writer, id: CommentId, edit: Edit): Promise<Comment>
  remove(writer: Writer, id: CommentId): Promise<Comment | null>
}

export interface CommentsDeps {
  readonly database: Database
  readonly wakeups: Wakeups
  readonly clock: () => number
}

/**
 * Writing comments. Each write is one transaction that begins by taking the thread's next number, so writers of
 * one thread queue up and what they read in between stays true until they are done.
 */
export function createComments({ database, wakeups, clock }: CommentsDeps): Comments {
  async function create({ site, page, token }: Writer, input: NewComment) {
    const words = wordsOf(input.source)
    const passage = input.passage === undefined ? null : JSON.stringify(input.passage)
    type Answer = { readonly comment: Comment; readonly created: boolean }
    const answer = await database.transaction<Answer>(async (queries, leave) => {
      const now = clock()
      const thread = await raiseOrAddThread(queries, site.id, page, now)
      const known = await findCommentOnSite(queries, site.id, input.id)
      if (known !== undefined) {
        const author = await authorOf(queries, site.id, token)
        const same =
          known.thread_id === thread.id &&
          known.author_id !== null &&
          known.author_id === author?.id &&
          known.parent_id === input.parent &&
          known.source === words.source &&
          known.passage === passage
        if (!same) throw idTaken(input.id)
        leave({ comment: toComment(known), created: false })
      }
      if (await isSpent(queries, site.id, input.id)) throw idTaken(input.id)
      if (thread.closed === 1) {
        throw new StorageError(
          'thread-closed',
          `The thread of ${page} takes no new comments until the owner of the site opens it again.`,
        )
      }
      const parent = input.parent === null ? null : await parentOf(queries, thread, input.parent)
      const author = await authorFor(queries, site.id, token, input.name ?? null, now)
      await addComment(queries, {
        site_id: site.id,
        id: input.id,
        thread_id: thread.id,
        parent_id: parent?.id ?? null,
        root_id: parent?.root_id ?? input.id,
        depth: parent === null ? 0 : parent.depth + 1,
        seq: thread.seq,
        path: parent === null ? pathOf([thread.seq]) : pathBelow(parent.path, thread.seq),
        version: 1,
        status: 'published',
        shown: 1,
        created_at: now,
        edited_at: null,
        author_id: author.id,
        author_name: nameOf(author),
        passage,
        reactions: '{}',
        score: 0,
        children: 0,
        replies: 0,
        ...words,
      })
      if (parent !== null) await countReply(queries, site.id, parent.id, parent.root_id, 1)
      await saveThread(queries, { ...thread, count: thread.count + 1 })
      await addEvent(queries, {
        thread_id: thread.id,
        seq: thread.seq,
        type: 'created',
        comment_id: input.id,
        at: now,
      })
      return { comment: await readBack(queries, thread, input.id), created: true }
    })
    if (answer.created) wakeups.notify(threadName(site.id, page))
    return answer
  }

  async function edit({ site, page, token }: Writer, id: CommentId, change: Edit): Promise<Comment> {
    const words = wordsOf(change.source)
    const comment = await database.transaction<Comment>(async (queries) => {
      const now = clock()
      const { thread, row } = await takeOwn(queries, { site, page, token }, id)
      if (editableFor(row.created_at, site.editWindow, now) === 0) throw editClosed(id)
      requireCurrent(row, change.version)
      await updateComment(queries, site.id, id, { ...words, version: row.version + 1, edited_at: now })
      await addEvent(queries, { thread_id: thread.id, seq: thread.seq, type: 'changed', comment_id: id, at: now })
      return readBack(queries, thread, id)
    })
    wakeups.notify(threadName(site.id, page))
    return comment
  }

  async function remove({ site, page, token }: Writer, id: CommentId): Promise<Comment | null> {
    type Answer = { readonly left: Comment | null; readonly removed: boolean }
    const { left, removed } = await database.transaction<Answer>(async (queries, leave) => {
      const now = clock()
      const thread = await raiseThread(queries, site.id, page)
      const row = thread && (await findComment(queries, thread.id, id))
      if (thread === undefined || row === undefined) return leave({ left: null, removed: false })
      if (row.status === 'removed') leave({ left: toComment(row), removed: false })
      await requireOwn(queries, { site, page, token }, row)
      const count = row.status === 'published' ? thread.count - 1 : thread.count
      await removeReactionsTo(queries, site.id, id)
      await removeReportsOf(queries, site.id, id)
      if (row.children > 0) {
        await updateComment(queries, site.id, id, TOMBSTONE)
        await addEvent(queries, { thread_id: thread.id, seq: thread.seq, type: 'removed', comment_id: id, at: now })
        await saveThread(queries, { ...thread, count })
        return { left: await readBack(queries, thread, id), removed: true }
      }
      const seq = await eraseUpwards(queries, thread, row, now)
      await saveThread(queries, { ...thread, seq, count })
      return { left: null, removed: true }
    })
    if (removed) wakeups.notify(threadName(site.id, page))
    return left
  }

  return { create, edit, remove }
}

const TOMBSTONE = {
  status: 'removed',
  shown: 1,
  author_id: null,
  author_name: null,
  source: null,
  content: null,
  passage: null,
  reactions: '{}',
  score: 0,
} as const

async function parentOf(queries: Queries, thread: ThreadRow, id: CommentId): Promise<CommentRow> {
  const parent = await findComment(queries, thread.id, id)
  if (parent?.status !== 'published') {
    throw new StorageError(
      'parent-not-found',
      `The comment ${id} that this replies to is not on the page ${thread.page}, or not any more. Post it as a comment of its own.`,
      { field: 'parent' },
    )
  }
  if (parent.depth >= LIMITS.threadDepth) {
    throw new StorageError(
      'too-deep',
      `A reply stands at most ${LIMITS.threadDepth} levels deep. Reply to a comment further up.`,
      { field: 'parent' },
    )
  }
  return parent
}

/** Leaves nothing of a comment, nor of the tombstones above that stood for its sake alone. Returns the last number used. */
async function eraseUpwards(queries: Queries, thread: ThreadRow, from: CommentRow, now: number): Promise<number> {
  let row = from
  for (let { seq } = thread; ; seq++) {
    await eraseComment(queries, row.site_id, row.id)
    await addEvent(queries, { thread_id: thread.id, seq, type: 'removed', comment_id: row.id, at: now })
    if (row.parent_id === null) return seq
    await countReply(queries, row.site_id, row.parent_id, row.root_id, -1)
    const parent = await findComment(queries, thread.id, row.parent_id)
    if (parent === undefined || parent.status !== 'removed' || parent.children > 0) return seq
    row = parent
  }
}

function nameOf(author: AuthorRow): string {
  if (author.name !== null) return author.name
  throw new StorageError('invalid', 'A guest needs a name: send one with the first comment.', { field: 'name' })
}

function editClosed(id: CommentId): StorageError {
  return new StorageError('edit-closed', `The time to edit the comment ${id} is over. Remove it, or add a reply.`)
}

function idTaken(id: CommentId): StorageError {
  return new StorageError(
    'id-taken',
    `The id ${id} belongs to another comment, or to one that was removed. Make a new id for new words.`,
    { field: 'id' },
  )
}
