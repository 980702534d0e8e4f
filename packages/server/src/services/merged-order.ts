import type { Placed } from '../database/page-moves.ts'
import { pathBelow, pathOf } from './path.ts'

/** Where a comment stands from now on. */
export interface NewPlace {
  readonly id: string
  readonly seq: number
  readonly path: string
}

/**
 * Numbers the comments of two threads anew, from 1 on, as if they had been written in one: by the time at which each came, but
 * none before what it answers, whatever the clock said.
 */
export function mergedOrder(comments: readonly Placed[]): readonly NewPlace[] {
  const byId = new Map(comments.map((comment) => [comment.id, comment]))
  const times = new Map<string, number>()
  function timeOf(comment: Placed): number {
    const known = times.get(comment.id)
    if (known !== undefined) return known
    const parent = comment.parent_id === null ? undefined : byId.get(comment.parent_id)
    const time = parent === undefined ? comment.created_at : Math.max(comment.created_at, timeOf(parent))
    times.set(comment.id, time)
    return time
  }
  // Among those of one moment the older number is the parent's.
  const sorted = comments.toSorted((a, b) => timeOf(a) - timeOf(b) || a.seq - b.seq || (a.id < b.id ? -1 : 1))
  const paths = new Map<string, string>()
  return sorted.map(({ id, parent_id }, index) => {
    const seq = index + 1
    const above = parent_id === null ? undefined : paths.get(parent_id)
    const path = above === undefined ? pathOf([seq]) : pathBelow(above, seq)
    paths.set(id, path)
    return { id, seq, path }
  })
}
