import { StorageError } from '@afterword/storage'
import type { Comment, CommentId } from '@afterword/storage'
import type {
  Decision,
  DecisionResult,
  InContext,
  QueueFilter,
  QueueItem,
  QueuePage,
  QueueStatus,
} from '@afterword/storage/admin'
import { readNotes } from '../database/audit.ts'
import type { Database } from '../database/database.ts'
import { findBan } from '../database/moderation.ts'
import {
  STATUSES,
  countByAuthor,
  countReported,
  countStatus,
  findInQueue,
  placeAfter,
  readQueue,
  readVerdicts,
} from '../database/queue.ts'
import type { QueueFilters, QueuePlace, QueueRow } from '../database/queue.ts'
import { readAtPaths } from '../database/reading.ts'
import type { Site } from '../database/sites.ts'
import { staffNames } from '../database/staff.ts'
import type { Decisions } from './decisions.ts'
import { pathOf, seqsOf } from './path.ts'
import { notesOn, toNote } from './notes-on.ts'
import { toWholeComment } from './render.ts'

const EACH = 25
/** So many are looked through for one answer: on SQLite everybody else waits for it, some 30 ms. */
const LOOKED_THROUGH = 20_000
const MOST_COUNTED = 1_000
const OTHERS = 5

export interface Queue {
  read(site: Site, status: QueueStatus, filter: QueueFilter, cursor: string | undefined): Promise<QueuePage>
  look(site: Site, id: CommentId): Promise<InContext>
  /** One, as it is now; `null` when nothing is left of it. */
  item(site: Site, id: CommentId): Promise<QueueItem | null>
  /** Each by itself: one that comes too late does not undo the others. */
  decide(site: Site, staffId: string, decisions: readonly Decision[]): Promise<readonly DecisionResult[]>
}

export interface QueueDeps {
  readonly database: Database
  readonly clock: () => number
}

/** What moderators look at: comments with what was decided of them, and what readers reported. */
export function createQueue({ database: { queries }, clock }: QueueDeps, decisions: Decisions): Queue {
  async function itemsOf(site: Site, rows: readonly QueueRow[]): Promise<readonly QueueItem[]> {
    const note = await notesOn(queries, site, rows)
    return rows.map((row) => ({ comment: toWholeComment(row), page: row.page, ...note(row.id) }))
  }

  async function itemOf(site: Site, id: CommentId): Promise<QueueItem | null> {
    const row = await findInQueue(queries, site.id, id)
    return row === undefined ? null : ((await itemsOf(site, [row]))[0] ?? null)
  }

  async function counts(site: Site): Promise<QueuePage['counts']> {
    const [published, pending, spam, removed, reported] = await Promise.all([
      ...STATUSES.map((status) => countStatus(queries, site.id, status, MOST_COUNTED)),
      countReported(queries, site.id, MOST_COUNTED),
    ])
    return {
      published: published ?? 0,
      pending: pending ?? 0,
      spam: spam ?? 0,
      removed: removed ?? 0,
      reported: reported ?? 0,
    }
  }

  async function decideOne(site: Site, staffId: string, decision: Decision): Promise<DecisionResult> {
    const { id } = decision
    try {
      await decisions.decide(site, staffId, decision)
      const item = await itemOf(site, id)
      return item === null ? { id, done: false, code: 'not-found', item } : { id, done: true, item }
    } catch (error) {
      if (!(error instanceof StorageError) || (error.code !== 'conflict' && error.code !== 'not-found')) throw error
      return { id, done: false, code: error.code, item: await itemOf(site, id) }
    }
  }

  return {
    async read(site, status, filter, cursor) {
      const from = cursor === undefined ? undefined : placeAt(cursor)
      const filters = { ...filter, status: status === 'reported' ? null : status }
      const to = await endOfLook(site, filters, from)
      const rows = await readQueue(queries, site.id, filters, { from, to }, EACH + 1)
      const shown = rows.slice(0, EACH)
      const last = rows.length > EACH ? shown.map(placeOf).at(-1) : to
      return {
        items: await itemsOf(site, shown),
        next: last === undefined ? null : cursorTo(last),
        searchedTo: last !== undefined && last === to ? to.createdAt : null,
        counts: await counts(site),
      }
    },

    async look(site, id) {
      const row = await findInQueue(queries, site.id, id)
      const [item] = row === undefined ? [] : await itemsOf(site, [row])
      if (row === undefined || item === undefined) throw gone(id)
      const seqs = seqsOf(row.path)
      const paths = seqs.slice(0, -1).map((_, level) => pathOf(seqs.slice(0, level + 1)))
      const above = await readAtPaths(queries, row.thread_id, paths)
      const verdicts = await readVerdicts(queries, site.id, [id])
      const notes = row.author_id === null ? [] : await readNotes(queries, site.id, row.author_id)
      const names = await staffNames(
        queries,
        [...verdicts, ...notes].map(({ staff_id }) => staff_id),
      )
      const author = row.author_id ?? undefined
      const others = author === undefined ? [] : await newestOf(site, author, id)
      const ban =
        author === undefined ? undefined : await findBan(queries, site.id, [{ kind: 'author', value: author }], clock())
      return {
        ...item,
        above: above.map(toWholeComment),
        verdicts: verdicts.map((verdict) => toNote(verdict, names)),
        history: await historyOf(site, author),
        others: await itemsOf(site, others),
        notes: notes.map(({ text, staff_id, at }) => ({ text, by: names.get(staff_id) ?? '', at })),
        banned: ban !== undefined,
      }
    },

    item: itemOf,

    async decide(site, staffId, all) {
      const results: DecisionResult[] = []
      for (const decision of all) results.push(await decideOne(site, staffId, decision))
      return results
    },
  }

  /** Where to stop for now: what is asked for may be in none of millions, and no index knows. */
  async function endOfLook(
    site: Site,
    { status, page, author, phase, search }: QueueFilters,
    from: QueuePlace | undefined,
  ): Promise<QueuePlace | undefined> {
    const few = status === null || page !== undefined || author !== undefined
    if (few || (phase === undefined && search === undefined)) return undefined
    return placeAfter(queries, site.id, status, { from }, LOOKED_THROUGH)
  }

  async function newestOf(site: Site, author: string, except: CommentId): Promise<readonly QueueRow[]> {
    const each = await Promise.all(
      STATUSES.map((status) => readQueue(queries, site.id, { status, author }, {}, OTHERS + 1)),
    )
    return each
      .flat()
      .filter(({ id }) => id !== except)
      .toSorted((a, b) => b.created_at - a.created_at)
      .slice(0, OTHERS)
  }

  async function historyOf(site: Site, author: string | undefined): Promise<InContext['history']> {
    const history: Record<Comment['status'], number> = { published: 0, pending: 0, spam: 0, removed: 0 }
    if (author === undefined) return history
    for (const { status, count } of await countByAuthor(queries, site.id, author)) history[status] = Number(count)
    return history
  }
}

function placeOf({ created_at, id }: QueueRow): QueuePlace {
  return { createdAt: created_at, id }
}

function cursorTo({ createdAt, id }: QueuePlace): string {
  return `${createdAt}.${id}`
}

function placeAt(cursor: string): QueuePlace {
  const [, createdAt, id] = /^(\d{1,16})\.([0-9a-f-]{36})$/.exec(cursor) ?? []
  if (createdAt === undefined || id === undefined) {
    throw new StorageError('bad-cursor', 'The cursor was not made by this queue. Read it from its start.')
  }
  return { createdAt: Number(createdAt), id }
}

function gone(id: CommentId): StorageError {
  return new StorageError('not-found', `Nothing is left of the comment ${id}: its writer removed it.`, { field: 'id' })
}
