import { UP } from '../protocol.ts'
import type { CommentId, Order } from '../types.ts'
import type { StoredComment, ThreadRecord } from './record.ts'

/** Where a top-level comment stands in an order: compared by `score` first, then by `seq`. */
export interface Place {
  readonly score: number
  readonly seq: number
}

export function placeOf(comment: StoredComment, order: Order): Place {
  return { score: order === 'top' ? (comment.reactions.get(UP)?.size ?? 0) : 0, seq: comment.seq }
}

/** Negative when `a` is read before `b`. */
export function comparePlaces(a: Place, b: Place, order: Order): number {
  return order === 'oldest' ? a.seq - b.seq : b.score - a.score || b.seq - a.seq
}

export function topLevel(thread: ThreadRecord, order: Order): StoredComment[] {
  return [...thread.comments.values()]
    .filter((comment) => comment.parent === null)
    .toSorted((a, b) => comparePlaces(placeOf(a, order), placeOf(b, order), order))
}

/** All replies below a top-level comment, as they are read. */
export function branchOf(thread: ThreadRecord, root: CommentId): StoredComment[] {
  return [...thread.comments.values()]
    .filter((comment) => comment.root === root && comment.parent !== null)
    .toSorted((a, b) => comparePaths(a.path, b.path))
}

/** The order of a tree: a parent before everything below it, an older reply before a younger one. */
export function comparePaths(a: readonly number[], b: readonly number[]): number {
  const shared = Math.min(a.length, b.length)
  for (let level = 0; level < shared; level++) {
    const difference = (a[level] ?? 0) - (b[level] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}
