import { StorageError, pageKey } from '@afterword/storage'
import type { PageKey } from '@afterword/storage'
import type { MovePreview, PageMove, PageNote } from '@afterword/storage/admin'
import { addAudit } from '../database/audit.ts'
import type { Database } from '../database/database.ts'
import type { Queries } from '../database/queries.ts'
import {
  addRedirect,
  countPublished,
  findNamed,
  giveBack,
  lockThreads,
  readPlaces,
  redirectsTo,
  removeRedirect,
  renameThread,
  setPlaces,
  startAfresh,
  takeOver,
} from '../database/page-moves.ts'
import type { Site } from '../database/sites.ts'
import { findThread, findThreadById } from '../database/threads.ts'
import type { ThreadRow } from '../database/threads.ts'
import { mergedOrder } from './merged-order.ts'
import { toPages } from './page-notes.ts'
import { threadName } from './wakeups.ts'
import type { Wakeups } from './wakeups.ts'

/** Told how many of all comments are set to their places. */
export type Progress = (done: number, all: number) => void

/**
 * Pages that change their address. A page's old names lead to its thread: whoever reads, writes, counts or follows by one
 * of them is where the comments are.
 */
export interface PageMoves {
  /** @throws StorageError `not-found`, `invalid` */
  look(site: Site, page: PageKey, to: PageKey): Promise<MovePreview>
  /**
   * Moves a page to a free name, or merges it into the page that is there.
   *
   * @throws StorageError `conflict` when it is not as the move says: somebody wrote there meanwhile, or nobody has
   */
  move(site: Site, staffId: string, move: PageMove, progress: Progress): Promise<PageNote>
  /** Has a free name lead to a page. */
  redirect(site: Site, staffId: string, page: PageKey, to: PageKey): Promise<PageNote>
  /** Has a name lead nowhere again; the page that it led to. */
  forget(site: Site, staffId: string, page: PageKey): Promise<PageNote>
  /** Undoes a merger: what came from a page goes back there, with what was answered since. */
  split(site: Site, staffId: string, page: PageKey): Promise<PageNote>
}

export interface PageMovesDeps {
  readonly database: Database
  readonly wakeups: Wakeups
  readonly clock: () => number
}

/** Comments that are set to their places by one query. */
const AT_ONCE = 200
/** Of more names than this that lead to a page none can come from it again. */
const MOST_REDIRECTS = 1_000

export function createPageMoves({ database, wakeups, clock }: PageMovesDeps): PageMoves {
  const { queries } = database

  function write(inside: Queries, site: Site, staffId: string, what: string, about: string, why = ''): Promise<void> {
    return addAudit(inside, { site_id: site.id, at: clock(), staff_id: staffId, what, about, why })
  }

  async function noteOf(row: Pick<ThreadRow, 'id'>): Promise<PageNote> {
    const found = await findThreadById(queries, row.id)
    const [note] = found === undefined ? [] : await toPages(queries, [found])
    if (note === undefined) throw new Error('A page was changed and is not there.')
    return note
  }

  function tell(site: Site, ...pages: readonly PageKey[]): void {
    for (const page of pages) wakeups.notify(threadName(site.id, page))
  }

  async function merge(inside: Queries, site: Site, from: ThreadRow, into: ThreadRow, progress: Progress) {
    const places = mergedOrder(await readPlaces(inside, [from.id, into.id]))
    await takeOver(inside, from.id, into.id)
    progress(0, places.length)
    for (let done = 0; done < places.length; done += AT_ONCE) {
      const some = places.slice(done, done + AT_ONCE)
      await setPlaces(inside, site.id, some)
      progress(done + some.length, places.length)
      // Whoever is told how far it is has to be told meanwhile.
      await new Promise(setImmediate)
    }
    const seq = Math.max(from.seq, into.seq, places.length) + 1
    await startAfresh(inside, from.id, seq, 0)
    await startAfresh(inside, into.id, seq, from.count + into.count)
  }

  return {
    async look(site, page, to) {
      const from = await requirePage(queries, site, page)
      const there = await findThread(queries, site.id, to)
      if (to === page) throw sameName()
      const other = there !== undefined && there.id !== from.id ? { page: there.page, count: there.count } : null
      return { page, to, count: from.count, there: other }
    },

    async move(site, staffId, { page, to, merge: merges, redirect }, progress) {
      const there = await database.transaction(async (inside) => {
        const named = await requirePage(inside, site, page)
        const target = await findThread(inside, site.id, to)
        if (to === page) throw sameName()
        const other = target === undefined || target.id === named.id ? [] : [target.id]
        const locked = await lockThreads(inside, [named.id, ...other])
        const from = locked.find(({ id }) => id === named.id)
        const into = locked.find(({ id }) => id === other[0])
        if (from?.page !== page || from.moved_to !== null || into?.moved_to != null) throw changed(page)
        if ((into !== undefined) !== merges) throw changed(to)
        if (into !== undefined) {
          await merge(inside, site, from, into, progress)
          await write(inside, site, staffId, 'merged', page, `into ${into.page}`)
          return into
        }
        const leading = await findNamed(inside, site.id, to)
        if (leading !== undefined) await removeRedirect(inside, leading.id)
        await renameThread(inside, from.id, to)
        if (redirect) await addRedirect(inside, site.id, page, from.id, clock())
        await write(inside, site, staffId, 'moved', page, `to ${to}`)
        return { ...from, page: to }
      })
      tell(site, page, there.page)
      return noteOf(there)
    },

    async redirect(site, staffId, page, to) {
      const target = await database.transaction(async (inside) => {
        const found = await findThread(inside, site.id, to)
        if (found === undefined) throw notThere(to)
        const taken = await findNamed(inside, site.id, page)
        if (taken !== undefined) {
          throw new StorageError(
            'conflict',
            `${page} has comments, or leads to a page already. Merge it, or have it lead nowhere first.`,
            { field: 'page' },
          )
        }
        const others = await redirectsTo(inside, [found.id], MOST_REDIRECTS)
        if (others.length >= MOST_REDIRECTS) {
          throw new StorageError('invalid', `At most ${MOST_REDIRECTS} names lead to one page.`, { field: 'page' })
        }
        await addRedirect(inside, site.id, page, found.id, clock())
        await write(inside, site, staffId, 'redirected', page, `to ${found.page}`)
        return found
      })
      tell(site, page)
      return noteOf(target)
    },

    async forget(site, staffId, page) {
      const to = await database.transaction(async (inside) => {
        const named = await findNamed(inside, site.id, page)
        if (named?.moved_to == null) throw notLeading(page)
        const [into] = await lockThreads(inside, [named.moved_to])
        const [own] = (await redirectsTo(inside, [named.moved_to], MOST_REDIRECTS)).filter((one) => one.page === page)
        if (into === undefined || own === undefined) throw notLeading(page)
        if (own.merged > 0) {
          throw new StorageError(
            'conflict',
            `${own.merged} comments came from ${page}, and links to them lead through it. Split them off first.`,
            { field: 'page' },
          )
        }
        await removeRedirect(inside, named.id)
        await write(inside, site, staffId, 'ended a redirect', page, `to ${into.page}`)
        return into
      })
      tell(site, page)
      return noteOf(to)
    },

    async split(site, staffId, page) {
      const { gone, from } = await database.transaction(async (inside) => {
        const named = await findNamed(inside, site.id, page)
        if (named?.moved_to == null) throw notLeading(page)
        const locked = await lockThreads(inside, [named.id, named.moved_to])
        const back = locked.find(({ id }) => id === named.id)
        const into = locked.find(({ id }) => id === named.moved_to)
        if (back?.moved_to == null || back.moved_to !== into?.id || into.moved_to !== null) throw changed(page)
        const [own] = (await redirectsTo(inside, [into.id], MOST_REDIRECTS)).filter((one) => one.page === page)
        if (own === undefined || own.merged === 0) {
          throw new StorageError('not-found', `No comment of ${into.page} came from ${page}.`, { field: 'page' })
        }
        await giveBack(inside, into.id, back.id)
        const seq = Math.max(back.seq, into.seq) + 1
        await startAfresh(inside, back.id, seq, await countPublished(inside, back.id))
        await startAfresh(inside, into.id, seq, await countPublished(inside, into.id))
        await write(inside, site, staffId, 'split off', page, `from ${into.page}`)
        return { gone: back, from: into }
      })
      tell(site, page, from.page)
      return noteOf(gone)
    },
  }
}

/** A move as a request has it, with the names as pages have them. */
export function parseMove({ page, to, ...how }: PageMove): PageMove {
  return { page: pageKey(page), to: pageKey(to), ...how }
}

async function requirePage(queries: Queries, site: Site, page: PageKey): Promise<ThreadRow> {
  const row = await findNamed(queries, site.id, page)
  if (row === undefined || row.moved_to !== null) throw notThere(page)
  return row
}

function notThere(page: PageKey): StorageError {
  return new StorageError('not-found', `Nobody has written on ${page} of this site, or it was moved.`, {
    field: 'page',
  })
}

function notLeading(page: PageKey): StorageError {
  return new StorageError('not-found', `${page} leads to no other page.`, { field: 'page' })
}

function sameName(): StorageError {
  return new StorageError('invalid', 'That is the name which the page has. Give another one.', { field: 'to' })
}

function changed(page: PageKey): StorageError {
  return new StorageError('conflict', `${page} was changed meanwhile. Look again at what the move would do.`, {
    field: 'page',
  })
}
