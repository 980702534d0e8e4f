import type { Report } from '../adapter.ts'
import { editableFor } from '../edit-window.ts'
import { StorageError } from '../errors.ts'
import { DEFAULT_REACTIONS, LIMITS } from '../protocol.ts'
import type { Branch, CommentId, Cursor, Location, OpenThread, Order, Slice, ThreadEvent, Viewer } from '../types.ts'
import { readBranchCursor, readListCursor, writeBranchCursor, writeListCursor, type Direction } from './cursor.ts'
import { branchOf, comparePaths, comparePlaces, placeOf, topLevel } from './order.ts'
import { publicComment, threadState, type StoredComment, type ThreadRecord } from './record.ts'

/** Reading a thread: pure functions of the record. */

/** A report, of which comment and by whom. */
export interface StoredReport extends Report {
  readonly id: CommentId
  readonly viewer: string
}

/** A run of a list, and whether there is more on either side. */
interface Run<T> {
  readonly items: readonly T[]
  readonly before: boolean
  readonly after: boolean
}

export function openThread(thread: ThreadRecord, order: Order, limit: number, editWindow: number | null): OpenThread {
  return {
    ...rootsSlice(thread, order, run(topLevel(thread, order), 0, limit)),
    thread: threadState(thread),
    reactions: DEFAULT_REACTIONS,
    editWindow,
    passages: [...thread.comments.values()]
      .flatMap(({ id, passage }) => (passage === null ? [] : [{ id, passage }]))
      .slice(-LIMITS.passages)
      .map((comment) => ({ ...comment, replies: branchOf(thread, comment.id).length })),
  }
}

export function listThread(thread: ThreadRecord, cursor: Cursor, limit: number): Slice {
  const { order, direction, place } = readListCursor(cursor)
  const roots = topLevel(thread, order)
  const side = (root: StoredComment): number => comparePlaces(placeOf(root, order), place, order)
  return rootsSlice(thread, order, runFrom(roots, side, direction, limit))
}

export function listBranch(thread: ThreadRecord, cursor: Cursor, limit: number): Slice {
  const { root, direction, path } = readBranchCursor(cursor)
  const replies = branchOf(thread, root)
  const found = runFrom(replies, (reply) => comparePaths(reply.path, path), direction, limit)
  return {
    comments: found.items.map(publicComment),
    branches: branchAround(root, found, replies.length),
    previous: null,
    next: null,
  }
}

export function locateComment(thread: ThreadRecord, id: CommentId, order: Order, limit: number): Location {
  const comment = thread.comments.get(id)
  if (comment === undefined) {
    throw new StorageError('not-found', `There is no comment ${id} on this page. It may have been removed.`)
  }
  const ancestors = ancestorsOf(thread, comment)
  const roots = topLevel(thread, order)
  const at = roots.findIndex((root) => root.id === comment.root)
  const slice = rootsSlice(thread, order, run(roots, at, limit))
  if (comment.parent === null) return { ...slice, ancestors: [] }

  // The branch of the wanted comment begins with it; the comments above it come along so that it has a place.
  const replies = branchOf(thread, comment.root)
  const found = run(replies, replies.indexOf(comment), LIMITS.firstReplies)
  const others = slice.comments.filter(({ root }) => root !== comment.root)
  const shown = new Set(found.items)
  const above = ancestors.filter((ancestor) => !shown.has(ancestor))
  return {
    ...slice,
    comments: [...above, ...found.items].map(publicComment).concat(others),
    branches: branchAround(comment.root, found, replies.length).concat(
      slice.branches.filter(({ root }) => root !== comment.root),
    ),
    ancestors: ancestors.map((ancestor) => ancestor.id),
  }
}

export function viewerOf(thread: ThreadRecord, viewer: string, editWindow: number | null, now: number): Viewer {
  const own: StoredComment[] = []
  const reported: CommentId[] = []
  const reactions: Record<CommentId, string[]> = {}
  for (const comment of thread.comments.values()) {
    if (comment.author?.id === viewer) own.push(comment)
    if (comment.reports?.has(viewer) === true) reported.push(comment.id)
    const given = [...comment.reactions].filter(([, viewers]) => viewers.has(viewer)).map(([reaction]) => reaction)
    if (given.length > 0) reactions[comment.id] = given
  }
  return {
    author: own.at(-1)?.author ?? null,
    own: own.map(({ id, createdAt }) => ({ id, editableFor: editableFor(createdAt, editWindow, now) })),
    pending: [],
    reported,
    reactions,
  }
}

/** What viewers reported, for whoever moderates. */
export function reportsOf(thread: ThreadRecord): StoredReport[] {
  return [...thread.comments.values()].flatMap(({ id, reports = new Map() }) =>
    [...reports].map(([viewer, report]) => ({ ...report, id, viewer })),
  )
}

/** What happened after `since`, each with its comment as it is now; a single `reset` when that is not known. */
export function eventsSince(thread: ThreadRecord, since: number): ThreadEvent[] {
  if (since === thread.seq) return []
  const first = thread.events[0]?.seq ?? Number.POSITIVE_INFINITY
  if (since > thread.seq || since < first - 1) return [{ type: 'reset', seq: thread.seq }]
  const state = threadState(thread)
  const { count } = state
  return thread.events
    .filter(({ seq }) => seq > since)
    .map(({ seq, type, id, root: kept }): ThreadEvent => {
      if (type === 'thread' || id === null) return { type: 'thread', seq, count, thread: state }
      const stored = thread.comments.get(id)
      const comment = stored === undefined ? null : publicComment(stored)
      if (type === 'changed' && comment?.status === 'published') return { type, seq, count, comment }
      const root = comment?.root ?? kept ?? id
      const replies = branchOf(thread, root).length
      if (comment === null || comment.status === 'removed') {
        return { type: 'removed', seq, count, id, root, replies, comment }
      }
      return { type: 'created', seq, count, comment, replies }
    })
}

function rootsSlice(thread: ThreadRecord, order: Order, roots: Run<StoredComment>): Slice {
  const branches: Branch[] = []
  const comments = roots.items.flatMap((root) => {
    const replies = branchOf(thread, root.id)
    const first = run(replies, 0, LIMITS.firstReplies)
    branches.push(...branchAround(root.id, first, replies.length))
    return [root, ...first.items]
  })
  const cursor = (direction: Direction, root: StoredComment | undefined, more: boolean): Cursor | null =>
    more && root !== undefined ? writeListCursor({ order, direction, place: placeOf(root, order) }) : null
  return {
    comments: comments.map(publicComment),
    branches,
    previous: cursor('previous', roots.items[0], roots.before),
    next: cursor('next', roots.items.at(-1), roots.after),
  }
}

function branchAround(root: CommentId, { items, before, after }: Run<StoredComment>, total: number): Branch[] {
  if (!before && !after) return []
  const cursor = (direction: Direction, reply: StoredComment | undefined, more: boolean): Cursor | null =>
    more && reply !== undefined ? writeBranchCursor({ root, direction, path: reply.path }) : null
  return [
    {
      root,
      previous: cursor('previous', items[0], before),
      next: cursor('next', items.at(-1), after),
      remaining: total - items.length,
    },
  ]
}

function run<T>(all: readonly T[], start: number, limit: number): Run<T> {
  const from = Math.max(0, start)
  return { items: all.slice(from, from + limit), before: from > 0, after: from + limit < all.length }
}

/** The run next to a place, on the wanted side of it. `side` is negative before the place, 0 at it. */
function runFrom<T>(all: readonly T[], side: (item: T) => number, direction: Direction, limit: number): Run<T> {
  const inside = all.filter((item) => (direction === 'next' ? side(item) > 0 : side(item) < 0))
  if (direction === 'next') return run(all, all.length - inside.length, limit)
  const start = Math.max(0, inside.length - limit)
  return run(all, start, inside.length - start)
}

/** From the top-level comment down to the parent. */
function ancestorsOf(thread: ThreadRecord, comment: StoredComment): StoredComment[] {
  const ancestors: StoredComment[] = []
  for (let id = comment.parent; id !== null;) {
    const ancestor = thread.comments.get(id)
    if (ancestor === undefined) break
    ancestors.unshift(ancestor)
    id = ancestor.parent
  }
  return ancestors
}
