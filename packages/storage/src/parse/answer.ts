import { isStorageErrorCode } from '../errors.ts'
import { type FormToken, LIMITS, type Problem } from '../protocol.ts'
import type { Counts, Location, OwnComment, ThreadEvent, Viewer } from '../types.ts'
import { parseCommentId } from './comment-id.ts'
import { below, bounded, count, dictionary, fail, flag, list, nullable, object, oneOf, optional } from './read.ts'
import { SLICE, parseAuthor, parseComment, parseSlice, parseThreadState } from './thread.ts'

/** What a store answers after a thread was opened; see `thread.ts` for how all answers are read. */

const words = bounded(LIMITS.pageKeyCharacters * 2)
const ids = list(parseCommentId, 10_000)

export function parseCounts(value: unknown, field = ''): Counts {
  return dictionary(count, LIMITS.countedPages)(value, field)
}

export function parseLocation(value: unknown, field = ''): Location {
  const location = object(value, field)
  return { ...parseSlice(value, field), ancestors: ids(location['ancestors'], below(field, 'ancestors')) }
}

function parseOwn(value: unknown, field: string): OwnComment {
  const own = object(value, field)
  return {
    id: parseCommentId(own['id'], below(field, 'id')),
    editableFor: nullable(count)(own['editableFor'], below(field, 'editableFor')),
  }
}

export function parseViewer(value: unknown, field = ''): Viewer {
  const viewer = object(value, field)
  return {
    author: nullable(parseAuthor)(viewer['author'], below(field, 'author')),
    own: list(parseOwn, 10_000)(viewer['own'], below(field, 'own')),
    pending: list(parseComment, SLICE)(viewer['pending'], below(field, 'pending')),
    reported: ids(viewer['reported'], below(field, 'reported')),
    reactions: dictionary(list(bounded(64), 100), 10_000)(viewer['reactions'], below(field, 'reactions')),
    ...(optional(flag)(viewer['moderates'], below(field, 'moderates')) === true ? { moderates: true } : {}),
  }
}

export function parseThreadEvent(value: unknown, field = ''): ThreadEvent {
  const event = object(value, field)
  const read = <T>(key: string, reader: (value: unknown, field: string) => T): T =>
    reader(event[key], below(field, key))
  const type = read('type', oneOf('created', 'changed', 'removed', 'thread', 'reset', 'connection'))
  switch (type) {
    case 'created':
      return {
        type,
        seq: read('seq', count),
        count: read('count', count),
        comment: read('comment', parseComment),
        replies: read('replies', count),
      }
    case 'changed':
      return { type, seq: read('seq', count), count: read('count', count), comment: read('comment', parseComment) }
    case 'removed':
      return {
        type,
        seq: read('seq', count),
        count: read('count', count),
        id: read('id', parseCommentId),
        root: read('root', parseCommentId),
        replies: read('replies', count),
        comment: read('comment', nullable(parseComment)),
      }
    case 'thread':
      return { type, seq: read('seq', count), count: read('count', count), thread: read('thread', parseThreadState) }
    case 'reset':
      return { type, seq: read('seq', count) }
    case 'connection':
      return { type, live: read('live', flag) }
  }
}

export function parseFormToken(value: unknown, field = ''): FormToken {
  return { form: bounded(200)(object(value, field)['form'], below(field, 'form')) }
}

/** The problem details of a failed request, as far as they are ours. */
export function parseProblem(value: unknown, field = ''): Problem {
  const problem = object(value, field)
  const read = <T>(key: string, reader: (value: unknown, field: string) => T): T =>
    reader(problem[key], below(field, key))
  const code = problem['code']
  if (!isStorageErrorCode(code)) fail(below(field, 'code'), 'a code of the closed set')
  const named = read('field', optional(words))
  const retryAfter = read('retryAfter', optional(count))
  const current = read('current', optional(parseComment))
  const challenge = read('challenge', optional(bounded(10_000)))
  return {
    type: read('type', words),
    title: read('title', words),
    status: read('status', count),
    detail: read('detail', bounded(10_000)),
    code,
    ...(named === undefined ? {} : { field: named }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(current === undefined ? {} : { current }),
    ...(challenge === undefined ? {} : { challenge }),
  }
}
