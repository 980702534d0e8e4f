import { LIMITS } from '../protocol.ts'
import type {
  Author,
  Branch,
  Comment,
  Cursor,
  OpenThread,
  PassageComment,
  SiteIdentity,
  Slice,
  ThreadState,
  Way,
} from '../types.ts'
import { parseCommentId } from './comment-id.ts'
import { parseBody } from './content.ts'
import { parsePassage } from './passage.ts'
import { below, bounded, count, dictionary, flag, list, nullable, object, oneOf, optional } from './read.ts'

/**
 * What a store answers, checked before it reaches the page: a broken or hostile store cannot crash it.
 * Keys that this version does not know are dropped, so that an old script survives a newer server. Only what
 * opening a thread needs is in this file: it is on the reader's way to the first comment.
 */

/** More than any slice holds: 100 top-level comments with their first replies, and the way to one. */
export const SLICE = LIMITS.listMost * (LIMITS.firstReplies + 1) + LIMITS.threadDepth
const words = bounded(LIMITS.pageKeyCharacters * 2)
const cursor: (value: unknown, field: string) => Cursor | null = nullable(bounded(LIMITS.cursorCharacters))

export function parseComment(value: unknown, field = ''): Comment {
  const comment = object(value, field)
  const read = <T>(key: string, reader: (value: unknown, field: string) => T): T =>
    reader(comment[key], below(field, key))
  return {
    id: read('id', parseCommentId),
    parent: read('parent', nullable(parseCommentId)),
    root: read('root', parseCommentId),
    depth: read('depth', count),
    seq: read('seq', count),
    version: read('version', count),
    status: read('status', oneOf('published', 'pending', 'spam', 'removed')),
    createdAt: read('createdAt', count),
    editedAt: read('editedAt', nullable(count)),
    author: read('author', nullable(parseAuthor)),
    body: read('body', nullable(parseBody)),
    passage: read('passage', nullable(parsePassage)),
    reactions: read('reactions', dictionary(count, 100)),
    ...(read('pinned', optional(flag)) === true ? { pinned: true } : {}),
  }
}

export function parseAuthor(value: unknown, field: string): Author {
  const author = object(value, field)
  const badge = optional(oneOf('author', 'moderator'))(author['badge'], below(field, 'badge'))
  const label = optional(words)(author['label'], below(field, 'label'))
  return {
    id: words(author['id'], below(field, 'id')),
    name: words(author['name'], below(field, 'name')),
    guest: flag(author['guest'], below(field, 'guest')),
    ...(badge === undefined ? {} : { badge }),
    ...(label === undefined ? {} : { label }),
  }
}

function parseBranch(value: unknown, field: string): Branch {
  const branch = object(value, field)
  return {
    root: parseCommentId(branch['root'], below(field, 'root')),
    previous: cursor(branch['previous'], below(field, 'previous')),
    next: cursor(branch['next'], below(field, 'next')),
    remaining: count(branch['remaining'], below(field, 'remaining')),
  }
}

export function parseSlice(value: unknown, field = ''): Slice {
  const slice = object(value, field)
  return {
    comments: list(parseComment, SLICE)(slice['comments'], below(field, 'comments')),
    branches: list(parseBranch, SLICE)(slice['branches'], below(field, 'branches')),
    previous: cursor(slice['previous'], below(field, 'previous')),
    next: cursor(slice['next'], below(field, 'next')),
  }
}

export function parseThreadState(value: unknown, field = ''): ThreadState {
  const thread = object(value, field)
  return {
    page: words(thread['page'], below(field, 'page')),
    seq: count(thread['seq'], below(field, 'seq')),
    count: count(thread['count'], below(field, 'count')),
    closed: flag(thread['closed'], below(field, 'closed')),
  }
}

function parsePassageComment(value: unknown, field: string): PassageComment {
  const comment = object(value, field)
  return {
    id: parseCommentId(comment['id'], below(field, 'id')),
    passage: parsePassage(comment['passage'], below(field, 'passage')),
    replies: count(comment['replies'], below(field, 'replies')),
  }
}

function parseWay(value: unknown, field: string): Way {
  const way = object(value, field)
  return {
    id: words(way['id'], below(field, 'id')),
    kind: oneOf('email', 'provider')(way['kind'], below(field, 'kind')),
    name: words(way['name'], below(field, 'name')),
  }
}

function parseSiteIdentity(value: unknown, field: string): SiteIdentity {
  const identity = object(value, field)
  return {
    guests: flag(identity['guests'], below(field, 'guests')),
    ways: list(parseWay, LIMITS.ways)(identity['ways'], below(field, 'ways')),
  }
}

export function parseOpenThread(value: unknown, field = ''): OpenThread {
  const open = object(value, field)
  const identity = optional(parseSiteIdentity)(open['identity'], below(field, 'identity'))
  return {
    ...parseSlice(value, field),
    thread: parseThreadState(open['thread'], below(field, 'thread')),
    reactions: list(bounded(64), 100)(open['reactions'], below(field, 'reactions')),
    editWindow: nullable(count)(open['editWindow'], below(field, 'editWindow')),
    passages: list(parsePassageComment, LIMITS.passages)(open['passages'], below(field, 'passages')),
    ...(identity === undefined ? {} : { identity }),
  }
}
