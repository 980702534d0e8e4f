import { LIMITS } from '@afterword/storage'
import type { Branch, Order, Slice } from '@afterword/storage'
import type { CommentRow } from '../database/comments.ts'
import type { Queries } from '../database/queries.ts'
import { readFirstReplies } from '../database/reading.ts'
import type { From, RootPlace } from '../database/reading.ts'
import { replyCursor, rootCursor } from './cursor.ts'
import { rootPathOf } from './path.ts'
import { toComment } from './render.ts'

/** Characters of source and tree in one answer: ten times what a lively page has. */
const MOST_CHARACTERS = 1_000_000

/** Replies of one branch that are in a slice, and whether some that are not stand before or behind them. */
export interface Window {
  readonly root: CommentRow
  readonly replies: readonly CommentRow[]
  /** The reply before which more stand. */
  readonly previous: CommentRow | undefined
  /** The reply behind which more stand. */
  readonly next: CommentRow | undefined
}

/** The first replies of each top-level comment. */
export async function firstWindows(
  queries: Queries,
  threadId: number,
  roots: readonly CommentRow[],
): Promise<readonly Window[]> {
  const replied = roots.filter((root) => root.replies > 0)
  const rows = await readFirstReplies(queries, threadId, replied, LIMITS.firstReplies)
  const byRoot = Map.groupBy(rows, (row) => rootPathOf(row.path))
  return roots.map((root) => {
    const replies = byRoot.get(root.path) ?? []
    const next = root.replies > replies.length ? replies.at(-1) : undefined
    return { root, replies, previous: undefined, next }
  })
}

/**
 * As many from the start as fit into one answer, and at least one. A limit counts comments, and a hundred of the
 * longest would be many megabytes; who asked goes on where the answer ends.
 */
export function fitting<T>(items: readonly T[], contents: (item: T) => readonly CommentRow[]): readonly T[] {
  let characters = 0
  const end = items.findIndex((item, index) => {
    for (const row of contents(item)) characters += (row.source?.length ?? 0) + (row.content?.length ?? 0)
    return characters > MOST_CHARACTERS && index > 0
  })
  return end === -1 ? items : items.slice(0, end)
}

export function rowsOf({ root, replies }: Window): readonly CommentRow[] {
  return [root, ...replies]
}

/** Reading order, with the branches that are not here as a whole. */
export function sliceOf(
  threadId: number,
  windows: readonly Window[],
  ends: { readonly previous: string | null; readonly next: string | null },
): Slice {
  return {
    comments: windows.flatMap((window) => rowsOf(window).map(toComment)),
    branches: windows.flatMap((window) => branchesOf(threadId, window)),
    ...ends,
  }
}

/** One branch when something of it is missing, or none. */
export function branchesOf(threadId: number, { root, replies, previous, next }: Window): readonly Branch[] {
  if (previous === undefined && next === undefined) return []
  const cursor = (row: CommentRow | undefined, toward: From<string>['toward']) =>
    row === undefined ? null : replyCursor(threadId, { place: row.path, toward })
  return [
    {
      root: root.id,
      previous: cursor(previous, 'previous'),
      next: cursor(next, 'next'),
      remaining: Math.max(0, root.replies - replies.length),
    },
  ]
}

/** Where the top-level list goes on from this row. */
export function rootEnd(
  threadId: number,
  order: Order,
  row: RootPlace | undefined,
  toward: From<RootPlace>['toward'],
): string | null {
  return row === undefined ? null : rootCursor(threadId, { order, from: { place: row, toward } })
}
