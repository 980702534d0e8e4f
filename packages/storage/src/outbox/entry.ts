import type { Edit } from '../adapter.ts'
import { StorageError, isStorageErrorCode } from '../errors.ts'
import { parseCommentId } from '../parse/comment-id.ts'
import { parseEdit, parseNewComment } from '../parse/input.ts'
import { count, object, text } from '../parse/read.ts'
import type { Comment, CommentId, NewComment, PageKey } from '../types.ts'
import type { StoredEntry } from './store.ts'

interface OnItsWay {
  readonly page: PageKey
  /** When it was written, milliseconds since the epoch. */
  readonly at: number
  readonly state: 'sending' | 'waiting' | 'refused'
  /** With `refused`: why. With `waiting`: what the last attempt ran into. */
  readonly problem: StorageError | null
  /** Whether it would survive a reload: the outbox's store has it. */
  readonly kept: boolean
  /** With `sending`: how much of the work is done that comes before, 0 to 1; `null` where there is none. */
  readonly progress: number | null
}

/** A comment on its way. */
export interface OutboxEntry extends OnItsWay {
  readonly comment: NewComment
}

/** New words for a comment, on their way. */
export interface OutboxEdit extends OnItsWay {
  readonly id: CommentId
  readonly edit: Edit
}

/** What is to be sent. */
export type Work = Pick<OutboxEntry, 'comment'> | Pick<OutboxEdit, 'id' | 'edit'>

export interface Waiter {
  resolve(comment: Comment): void
  reject(error: unknown): void
}

/** An entry as the queue has it in hand. */
export interface Item extends OnItsWay {
  readonly work: Work
  state: OnItsWay['state']
  problem: StorageError | null
  progress: number | null
  /** Only of what the store took does its absence there mean anything. */
  kept: boolean
  readonly waiters: Waiter[]
}

/** What is told of an item. */
export function entryOf<T extends Work>({ work: _work, waiters: _waiters, ...told }: Item, work: T): OnItsWay & T {
  return { ...told, ...work }
}

export function storedOf({ page, at, state, problem, work }: Item): StoredEntry {
  if (state !== 'refused' || problem === null) return { page, at, ...work }
  const { code, message } = problem
  return { page, at, ...work, refused: { code, message } }
}

/** What is stored in the place of what was taken back: its words are kept no longer. */
export function markOf({ page, at, work }: Item): StoredEntry {
  const source = '-'
  const blank =
    'comment' in work ? { comment: { ...work.comment, source } } : { ...work, edit: { ...work.edit, source } }
  return { page, at, ...blank, refused: { code: 'aborted', message: '' } }
}

/** A stored entry, or nothing when it is not readable: it stays where it is, and hinders nobody. */
export function readEntry(value: unknown): Item | undefined {
  try {
    const entry = object(value, '')
    const base = {
      page: text(entry['page'], 'page'),
      work: readWork(entry),
      at: count(entry['at'], 'at'),
      kept: true,
      progress: null,
      waiters: [],
    }
    if (entry['refused'] === undefined) return { ...base, state: 'waiting', problem: null }
    const { code, message } = object(entry['refused'], 'refused')
    const problem = new StorageError(isStorageErrorCode(code) ? code : 'invalid', String(message))
    return { ...base, state: 'refused', problem }
  } catch {
    return undefined
  }
}

function readWork(entry: Readonly<Record<string, unknown>>): Work {
  return entry['edit'] === undefined
    ? { comment: parseNewComment(entry['comment'], 'comment') }
    : { id: parseCommentId(entry['id'], 'id'), edit: parseEdit(entry['edit'], 'edit') }
}
