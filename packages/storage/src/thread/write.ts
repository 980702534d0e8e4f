import type { Edit, ReactionChange, Reattachment, Report } from '../adapter.ts'
import { editableFor } from '../edit-window.ts'
import { StorageError } from '../errors.ts'
import { LIMITS } from '../protocol.ts'
import type { Author, Body, Comment, CommentId, NewComment } from '../types.ts'
import { publicComment, record, type StoredComment, type ThreadRecord } from './record.ts'

/** Changing a thread. Each function checks everything before it changes anything, so a refusal leaves no trace. */

/** Who writes, by the store's own knowledge. */
export interface Writer {
  readonly id: string
  /** The name when the comment brings none. */
  readonly name?: string
  readonly guest: boolean
}

export interface Writing {
  readonly writer: Writer
  readonly now: number
  /** Milliseconds, `null` for ever. */
  readonly editWindow: number | null
  readonly parse: (source: string) => Body
}

export function createComment(thread: ThreadRecord, input: NewComment, { writer, now, parse }: Writing): Comment {
  const there = thread.comments.get(input.id)
  if (there !== undefined && isSame(there, input, writer)) return publicComment(there)
  if (there !== undefined || thread.gone.has(input.id)) {
    throw new StorageError('id-taken', `Another comment has the id ${input.id} already. Make a new id.`, {
      field: 'id',
    })
  }
  if (thread.closed) throw new StorageError('thread-closed', 'The thread is closed: it takes no new comments.')
  const parent = input.parent === null ? null : findParent(thread, input.parent)
  const author = authorOf(input, writer)
  const body = parse(input.source)

  const seq = record(thread, 'created', input.id)
  const comment: StoredComment = {
    id: input.id,
    parent: input.parent,
    root: parent?.root ?? input.id,
    seq,
    path: [...(parent?.path ?? []), seq],
    createdAt: now,
    version: 1,
    editedAt: null,
    author,
    body,
    passage: input.passage ?? null,
    reactions: new Map(),
  }
  thread.comments.set(comment.id, comment)
  return publicComment(comment)
}

export function editComment(
  thread: ThreadRecord,
  id: CommentId,
  edit: Edit,
  { writer, now, editWindow, parse }: Writing,
): Comment {
  const comment = findOwn(thread, id, writer)
  if (editableFor(comment.createdAt, editWindow, now) === 0) {
    throw new StorageError('edit-closed', `The time to edit the comment ${id} is over. Remove it, or add a reply.`)
  }
  requireCurrent(comment, edit.version)
  comment.body = parse(edit.source)
  comment.version += 1
  comment.editedAt = now
  record(thread, 'changed', id)
  return publicComment(comment)
}

export function reattachComment(
  thread: ThreadRecord,
  id: CommentId,
  { selectors, version }: Reattachment,
  { writer }: Writing,
): Comment {
  const comment = findOwn(thread, id, writer)
  if (comment.passage === null) {
    throw new StorageError('invalid', `The comment ${id} is about no passage, so there is none to set elsewhere.`, {
      field: 'id',
    })
  }
  requireCurrent(comment, version)
  comment.passage = { quote: comment.passage.quote, selectors }
  comment.version += 1
  record(thread, 'changed', id)
  return publicComment(comment)
}

export function removeComment(thread: ThreadRecord, id: CommentId, { writer }: Writing): Comment | null {
  const comment = thread.comments.get(id)
  if (comment === undefined) return null
  if (comment.author === null) return publicComment(comment)
  findOwn(thread, id, writer)
  if (hasReplies(thread, id)) {
    comment.author = comment.body = comment.passage = null
    comment.reactions.clear()
    delete comment.reports
    record(thread, 'removed', id)
    return publicComment(comment)
  }
  takeOut(thread, comment)
  return null
}

export function reactTo(thread: ThreadRecord, id: CommentId, change: ReactionChange, { writer }: Writing): Comment {
  const comment = findReadable(thread, id)
  const viewers = comment.reactions.get(change.reaction) ?? new Set()
  if (viewers.has(writer.id) !== change.on) {
    if (change.on) viewers.add(writer.id)
    else viewers.delete(writer.id)
    if (viewers.size > 0) comment.reactions.set(change.reaction, viewers)
    else comment.reactions.delete(change.reaction)
    record(thread, 'changed', id)
  }
  return publicComment(comment)
}

/** It is no change of the thread: nobody but moderators learns of it. */
export function reportComment(thread: ThreadRecord, id: CommentId, report: Report, { writer }: Writing): void {
  const comment = findReadable(thread, id)
  comment.reports = new Map(comment.reports).set(writer.id, report)
}

export function setClosed(thread: ThreadRecord, closed: boolean): void {
  if (thread.closed === closed) return
  thread.closed = closed
  record(thread, 'thread', null)
}

function findParent(thread: ThreadRecord, id: CommentId): StoredComment {
  const parent = thread.comments.get(id)
  if (parent === undefined || parent.author === null) {
    throw new StorageError('parent-not-found', `The comment to reply to, ${id}, is not on this page (any more).`, {
      field: 'parent',
    })
  }
  if (parent.path.length > LIMITS.threadDepth) {
    throw new StorageError('too-deep', `Replies go ${LIMITS.threadDepth} levels deep. Reply to a comment above.`, {
      field: 'parent',
    })
  }
  return parent
}

function findReadable(thread: ThreadRecord, id: CommentId): StoredComment {
  const comment = thread.comments.get(id)
  if (comment === undefined || comment.author === null) {
    throw new StorageError('not-found', `There is no comment ${id} on this page. It may have been removed.`)
  }
  return comment
}

function findOwn(thread: ThreadRecord, id: CommentId, writer: Writer): StoredComment {
  const comment = findReadable(thread, id)
  if (comment.author?.id !== writer.id) {
    throw new StorageError('forbidden', `The comment ${id} was written by someone else: only they can change it.`)
  }
  return comment
}

function requireCurrent(comment: StoredComment, version: number): void {
  if (comment.version === version) return
  throw new StorageError(
    'conflict',
    `The comment was changed meanwhile: it is at version ${comment.version}, this change began at ${version}. Look at current and change that.`,
    { current: publicComment(comment), field: 'version' },
  )
}

function authorOf(input: NewComment, { id, name = input.name, guest }: Writer): Author {
  const shown = guest ? (input.name ?? name) : name
  if (shown === undefined) {
    throw new StorageError('invalid', 'A guest gives a name with each comment.', { field: 'name' })
  }
  return { id, name: shown, guest }
}

function isSame(there: StoredComment, input: NewComment, writer: Writer): boolean {
  return (
    there.author?.id === writer.id &&
    there.parent === input.parent &&
    there.body !== null &&
    'source' in there.body &&
    there.body.source === input.source &&
    JSON.stringify(there.passage) === JSON.stringify(input.passage ?? null)
  )
}

function hasReplies(thread: ThreadRecord, id: CommentId): boolean {
  for (const comment of thread.comments.values()) if (comment.parent === id) return true
  return false
}

/** Takes a comment out, and every tombstone above it that was there for its sake only. */
function takeOut(thread: ThreadRecord, comment: StoredComment): void {
  thread.comments.delete(comment.id)
  thread.gone.add(comment.id)
  record(thread, 'removed', comment.id, comment.root)
  const parent = comment.parent === null ? undefined : thread.comments.get(comment.parent)
  if (parent !== undefined && parent.author === null && !hasReplies(thread, parent.id)) takeOut(thread, parent)
}
