import { StorageError } from '../errors.ts'
import type { CommentId, Cursor, Order } from '../types.ts'
import type { Place } from './order.ts'

/**
 * A cursor names the place that it goes on from, not how many came before: what others write or remove
 * meanwhile moves nothing. The place stays meaningful when the comment that stood there is gone.
 */
export type Direction = 'next' | 'previous'

export interface ListCursor {
  readonly order: Order
  readonly direction: Direction
  readonly place: Place
}

export interface BranchCursor {
  readonly root: CommentId
  readonly direction: Direction
  readonly path: readonly number[]
}

const LIST = /^(newest|oldest|top)\.(next|previous)\.(\d{1,15})\.(\d{1,15})$/
const BRANCH = /^([0-9a-f-]{36})\.(next|previous)\.(\d{1,15}(?:-\d{1,15})*)$/

export function writeListCursor({ order, direction, place }: ListCursor): Cursor {
  return `${order}.${direction}.${place.score}.${place.seq}`
}

export function readListCursor(cursor: Cursor): ListCursor {
  const [, order, direction, score, seq] = LIST.exec(cursor) ?? bad()
  return { order: order as Order, direction: direction as Direction, place: { score: Number(score), seq: Number(seq) } }
}

export function writeBranchCursor({ root, direction, path }: BranchCursor): Cursor {
  return `${root}.${direction}.${path.join('-')}`
}

export function readBranchCursor(cursor: Cursor): BranchCursor {
  const [, root = '', direction, path = ''] = BRANCH.exec(cursor) ?? bad()
  return { root, direction: direction as Direction, path: path.split('-').map(Number) }
}

function bad(): never {
  throw new StorageError('bad-cursor', 'The cursor is not one of this list. Read the thread from the start.')
}
