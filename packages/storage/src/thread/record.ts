import type { Report } from '../adapter.ts'
import type { Author, Body, Comment, CommentId, PageKey, Passage, ThreadState } from '../types.ts'

/**
 * A thread as the stores of this package keep it: one record, changed as a whole. Memory keeps it as it
 * is; IndexedDB keeps it as it is, too, since everything in it can be cloned.
 */
export interface ThreadRecord {
  readonly page: PageKey
  seq: number
  closed: boolean
  readonly comments: Map<CommentId, StoredComment>
  /** Ids of comments that nothing is left of: a late retry must not bring one back. */
  readonly gone: Set<CommentId>
  /** What happened, oldest first; only the last of it is kept. */
  events: StoredEvent[]
}

export interface StoredComment {
  readonly id: CommentId
  readonly parent: CommentId | null
  readonly root: CommentId
  readonly seq: number
  /** The `seq` of everything from the top-level comment down to this one: the order of reading, compared number by number. */
  readonly path: readonly number[]
  readonly createdAt: number
  version: number
  editedAt: number | null
  /** `null` on a tombstone, and so are body and passage. */
  author: Author | null
  body: Body | null
  passage: Passage | null
  /** Who gave each reaction, by the id of the viewer. */
  readonly reactions: Map<string, Set<string>>
  /** What viewers reported, by their ids; absent in records from before there were reports. */
  reports?: Map<string, Report>
}

/** It tells which comment changed, never how it was: the words are looked up when it is delivered. */
export interface StoredEvent {
  readonly seq: number
  readonly type: 'created' | 'changed' | 'removed' | 'thread'
  readonly id: CommentId | null
  /** Of one of which nothing is left; absent in records from before it was kept. */
  readonly root?: CommentId
}

/** How many events are kept for those who come back. */
const EVENTS_KEPT = 1_000

export function emptyThread(page: PageKey): ThreadRecord {
  return { page, seq: 0, closed: false, comments: new Map(), gone: new Set(), events: [] }
}

/** Gives the change its number and remembers it. */
export function record(
  thread: ThreadRecord,
  type: StoredEvent['type'],
  id: CommentId | null,
  root?: CommentId,
): number {
  thread.seq += 1
  thread.events.push({ seq: thread.seq, type, id, ...(root === undefined ? {} : { root }) })
  if (thread.events.length > EVENTS_KEPT) thread.events = thread.events.slice(-EVENTS_KEPT)
  return thread.seq
}

export function threadState(thread: ThreadRecord): ThreadState {
  let count = 0
  for (const comment of thread.comments.values()) if (comment.author !== null) count += 1
  return { page: thread.page, seq: thread.seq, count, closed: thread.closed }
}

/** The comment as everybody may see it. */
export function publicComment(stored: StoredComment): Comment {
  const { id, parent, root, seq, path, version, createdAt, editedAt, author, body, passage } = stored
  const reactions = Object.fromEntries([...stored.reactions].map(([reaction, viewers]) => [reaction, viewers.size]))
  const status = author === null ? 'removed' : 'published'
  const depth = path.length - 1
  return { id, parent, root, depth, seq, version, status, createdAt, editedAt, author, body, passage, reactions }
}
