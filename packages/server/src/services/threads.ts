import { LIMITS, StorageError } from '@afterword/storage'
import type { CommentId, Cursor, Location, OpenThread, Order, Slice, ThreadState } from '@afterword/storage'
import { findComment } from '../database/comments.ts'
import type { CommentRow } from '../database/comments.ts'
import type { Database } from '../database/database.ts'
import { addEvent } from '../database/events.ts'
import { readAtPaths, readPassages, readPinned, readReplies, readRoots } from '../database/reading.ts'
import type { Site } from '../database/sites.ts'
import { findThread, raiseOrAddThread, saveThread } from '../database/threads.ts'
import type { ThreadRow } from '../database/threads.ts'
import { readReplyCursor, readRootCursor } from './cursor.ts'
import { offered } from './identity/offered.ts'
import { pathOf, rootPathOf, seqsOf } from './path.ts'
import { toThreadState } from './render.ts'
import { branchesOf, firstWindows, fitting, rootEnd, rowsOf, sliceOf } from './slices.ts'
import type { Window } from './slices.ts'
import { threadName } from './wakeups.ts'
import type { Wakeups } from './wakeups.ts'

/** A page of a site with its thread, when somebody has written on it. What is read is read in here. */
export interface Place {
  readonly site: Site
  readonly page: string
  readonly thread: ThreadRow | undefined
}

export interface Threads {
  /** Read first: what is read after it is at least as new as its `seq` says. */
  find(site: Site, page: string): Promise<Place>
  open(place: Place, order: Order, limit: number): Promise<OpenThread>
  list(place: Place, cursor: Cursor, limit: number): Promise<Slice>
  replies(place: Place, cursor: Cursor, limit: number): Promise<Slice>
  locate(place: Place, id: CommentId, order: Order, limit: number): Promise<Location>
  /** Closes the thread to new comments, or opens it again. */
  setClosed(site: Site, page: string, closed: boolean): Promise<ThreadState>
}

export interface ThreadsDeps {
  readonly database: Database
  readonly wakeups: Wakeups
  readonly clock: () => number
  /** What sends mails; `undefined`: nobody signs in by e-mail. */
  readonly mails?: object
}

const EMPTY: Slice = { comments: [], branches: [], previous: null, next: null }

/** Reading threads. Each method runs a fixed number of queries, whatever the thread's size. */
export function createThreads({ database, wakeups, clock, mails }: ThreadsDeps): Threads {
  const { queries } = database

  async function open({ site, page, thread }: Place, order: Order, limit: number): Promise<OpenThread> {
    const identity = offered(site, mails !== undefined)
    const state = {
      thread: toThreadState(page, thread),
      reactions: site.reactions,
      editWindow: site.editWindow,
      ...(identity === undefined ? {} : { identity }),
    }
    if (thread === undefined) return { ...EMPTY, ...state, passages: [] }
    const pinned = await pinnedOf(thread)
    const found = [...pinned, ...(await readRoots(queries, thread.id, order, limit + 1))]
    const windows = fittingBehind(pinned, await firstWindows(queries, thread.id, found.slice(0, pinned.length + limit)))
    const passages = await readPassages(queries, thread.id, LIMITS.passages)
    const last = found.length > windows.length ? windows.at(-1)?.root : undefined
    const next = rootEnd(thread.id, order, last, 'next')
    return { ...sliceOf(thread.id, windows, { previous: null, next }), ...state, passages }
  }

  async function pinnedOf({ id, pins }: ThreadRow): Promise<readonly CommentRow[]> {
    return pins === 0 ? [] : readPinned(queries, id)
  }

  async function list({ thread }: Place, cursor: Cursor, limit: number): Promise<Slice> {
    const { order, from } = readRootCursor(thread?.id, cursor)
    if (thread === undefined) return EMPTY
    const found = await readRoots(queries, thread.id, order, limit + 1, from)
    const [nearest] = found
    if (nearest === undefined) return EMPTY
    const { toward } = from
    const back = toward === 'next' ? 'previous' : 'next'
    const behind = await readRoots(queries, thread.id, order, 1, { place: nearest, toward: back })
    const fit = fitting(await firstWindows(queries, thread.id, found.slice(0, limit)), rowsOf)
    const windows = inOrder(fit, toward)
    const ends = { [toward]: found.length > fit.length, [back]: behind.length > 0 }
    return sliceOf(thread.id, windows, {
      previous: rootEnd(thread.id, order, ends['previous'] ? windows[0]?.root : undefined, 'previous'),
      next: rootEnd(thread.id, order, ends['next'] ? windows.at(-1)?.root : undefined, 'next'),
    })
  }

  async function replies({ thread }: Place, cursor: Cursor, limit: number): Promise<Slice> {
    const from = readReplyCursor(thread?.id, cursor)
    if (thread === undefined) return EMPTY
    const [root] = await readAtPaths(queries, thread.id, [rootPathOf(from.place)])
    if (root === undefined) return EMPTY
    const found = await readReplies(queries, thread.id, root, limit + 1, from)
    const [nearest] = found
    if (nearest === undefined) return EMPTY
    const { toward } = from
    const back = toward === 'next' ? 'previous' : 'next'
    const behind = await readReplies(queries, thread.id, root, 1, { place: nearest.path, toward: back })
    const fit = fitting(found.slice(0, limit), (row) => [row])
    const rows = inOrder(fit, toward)
    const ends = { [toward]: found.length > fit.length, [back]: behind.length > 0 }
    const window: Window = {
      root,
      replies: rows,
      previous: ends['previous'] ? rows[0] : undefined,
      next: ends['next'] ? rows.at(-1) : undefined,
    }
    const { comments } = sliceOf(thread.id, [window], { previous: null, next: null })
    return { ...EMPTY, comments: comments.slice(1), branches: branchesOf(thread.id, window) }
  }

  async function locate({ page, thread }: Place, id: CommentId, order: Order, limit: number): Promise<Location> {
    const target = thread && (await findComment(queries, thread.id, id))
    if (thread === undefined || target === undefined || target.shown !== 1) {
      throw gone(page, id)
    }
    const seqs = seqsOf(target.path)
    const above = await readAtPaths(
      queries,
      thread.id,
      seqs.slice(0, -1).map((_, level) => pathOf(seqs.slice(0, level + 1))),
    )
    const root = above[0] ?? target
    // What is pinned is in no list: around it is the beginning.
    const first = root.pinned === 1 && root.status === 'published'
    const others = first ? (await pinnedOf(thread)).filter((row) => row.id !== root.id) : []
    const pinned = first ? [root, ...others] : []
    const from = first ? undefined : ({ place: root, toward: 'next', inclusive: true } as const)
    const found = [...pinned, ...(await readRoots(queries, thread.id, order, limit + 1, from))]
    const before = first ? [] : await readRoots(queries, thread.id, order, 1, { place: root, toward: 'previous' })
    const windows = fittingBehind(pinned, await firstWindows(queries, thread.id, found.slice(0, pinned.length + limit)))
    const [nearest, ...following] = windows
    if (nearest?.root.id !== root.id) throw gone(page, id)
    const around = target === root ? nearest : await windowFrom(thread.id, root, target, above.slice(1))
    const slice = sliceOf(thread.id, [around, ...following], {
      previous: rootEnd(thread.id, order, before.length > 0 ? root : undefined, 'previous'),
      next: rootEnd(thread.id, order, found.length > windows.length ? windows.at(-1)?.root : undefined, 'next'),
    })
    return { ...slice, ancestors: above.map((row) => row.id) }
  }

  /** A reply and what follows it; the comments above it come along, so that it has a place. */
  async function windowFrom(
    threadId: number,
    root: CommentRow,
    target: CommentRow,
    above: readonly CommentRow[],
  ): Promise<Window> {
    const from = { place: target.path, toward: 'next', inclusive: true } as const
    const found = await readReplies(queries, threadId, root, LIMITS.firstReplies + 1, from)
    const before = await readReplies(queries, threadId, root, 1, { place: target.path, toward: 'previous' })
    const following = found.slice(0, LIMITS.firstReplies)
    return {
      root,
      replies: [...above, ...following],
      previous: before.length > 0 ? target : undefined,
      next: found.length > following.length ? following.at(-1) : undefined,
    }
  }

  async function setClosed(site: Site, page: string, closed: boolean): Promise<ThreadState> {
    type Answer = { readonly state: ThreadState; readonly on: string }
    const { state, on } = await database.transaction<Answer>(async (inside, leave) => {
      const now = clock()
      const thread = await raiseOrAddThread(inside, site.id, page, now)
      if (thread.closed === Number(closed)) {
        leave({ state: toThreadState(page, { ...thread, seq: thread.seq - 1 }), on: thread.page })
      }
      const changed: ThreadRow = { ...thread, closed: closed ? 1 : 0 }
      await saveThread(inside, changed)
      await addEvent(inside, {
        thread_id: thread.id,
        seq: thread.seq,
        type: 'thread',
        comment_id: null,
        root_id: null,
        at: now,
      })
      return { state: toThreadState(page, changed), on: thread.page }
    })
    wakeups.notify(threadName(site.id, on))
    return state
  }

  return {
    find: async (site, page) => ({ site, page, thread: await findThread(queries, site.id, page) }),
    open,
    list,
    replies,
    locate,
    setClosed,
  }
}

/** What is pinned comes whole, or the rest could not go on from it. */
function fittingBehind(pinned: readonly CommentRow[], windows: readonly Window[]): readonly Window[] {
  return [...windows.slice(0, pinned.length), ...fitting(windows.slice(pinned.length), rowsOf)]
}

function gone(page: string, id: CommentId): StorageError {
  return new StorageError('not-found', `There is no comment ${id} on ${page}, or not any more.`, { field: 'id' })
}

function inOrder<T>(rows: readonly T[], toward: 'next' | 'previous'): readonly T[] {
  return toward === 'next' ? rows : rows.toReversed()
}
