import { StorageError } from '@afterword/storage'
import type { AuditLine, DayNumbers, Note, PageNote, Person, Role } from '@afterword/storage/admin'
import { addAudit, addNote, readAudit, readNotes } from '../database/audit.ts'
import { findAuthorNames } from '../database/authors.ts'
import type { Database } from '../database/database.ts'
import { dropBadgeOf, findByIdentity } from '../database/identities.ts'
import { readReaderDays } from '../database/reader-days.ts'
import { endReaderSessionsOf } from '../database/sessions.ts'
import type { Site } from '../database/sites.ts'
import { peopleOf, removeRole, staffNames } from '../database/staff.ts'
import { listThreads } from '../database/threads.ts'
import { createCommentDays } from './comment-days.ts'
import { toPages } from './page-notes.ts'
import type { Readers } from './readers.ts'
import type { Accounts } from './staff/accounts.ts'
import { tellOfAuthor } from './tell-of-author.ts'
import type { Threads } from './threads.ts'
import { threadName } from './wakeups.ts'
import type { Wakeups } from './wakeups.ts'

const DAY = 86_400_000
const DAYS = 30
const PAGES = 50
const LINES = 100

/** What is done around the queue: notes, pages, people, and the books. */
export interface SiteOffice {
  addNote(site: Site, staffId: string, author: string, text: string): Promise<readonly Note[]>
  pages(
    site: Site,
    search: string | undefined,
    cursor: string | undefined,
  ): Promise<{ readonly pages: readonly PageNote[]; readonly next: string | null }>
  setClosed(site: Site, staffId: string, page: string, closed: boolean): Promise<PageNote>
  people(site: Site): Promise<readonly Person[]>
  /** The secret of a one-time link. */
  invite(site: Site, staffId: string, role: Role): Promise<string>
  dismiss(site: Site, staffId: string, person: string): Promise<readonly Person[]>
  audit(site: Site, before: number | undefined): Promise<readonly AuditLine[]>
  numbers(site: Site): Promise<readonly DayNumbers[]>
}

export interface SiteOfficeDeps {
  readonly database: Database
  readonly wakeups: Wakeups
  readonly clock: () => number
  readonly readers?: Pick<Readers, 'save'>
}

export function createSiteOffice(
  { database, wakeups, clock, readers }: SiteOfficeDeps,
  accounts: Accounts,
  threads: Pick<Threads, 'setClosed' | 'find'>,
): SiteOffice {
  const { queries } = database
  const commentDays = createCommentDays(database)

  async function write(site: Site, staffId: string, what: string, about: string): Promise<void> {
    await addAudit(queries, { site_id: site.id, at: clock(), staff_id: staffId, what, about, why: '' })
  }

  /** What they wrote here is no moderator's from now on, for those who read it this moment, too. */
  async function dropBadge(site: Site, person: string): Promise<void> {
    const author = await findByIdentity(queries, site.id, 'staff', person)
    if (author === undefined) return
    const pages = await database.transaction(async (inside) => {
      const told = await tellOfAuthor(inside, site.id, author.id, clock())
      await dropBadgeOf(inside, author.id)
      return told
    })
    for (const page of pages) wakeups.notify(threadName(site.id, page))
  }

  async function people(site: Site): Promise<readonly Person[]> {
    const rows = await peopleOf(queries, site.id)
    return rows.map(({ id, name, role, everywhere }) => ({ id, name, role, everywhere: everywhere === 1 }))
  }

  return {
    async addNote(site, staffId, author, text) {
      const known = await findAuthorNames(queries, site.id, [author])
      if (known.size === 0) {
        throw new StorageError('not-found', `The site has no author ${author}.`, { field: 'author' })
      }
      await addNote(queries, { site_id: site.id, author_id: author, text, staff_id: staffId, at: clock() })
      const rows = await readNotes(queries, site.id, author)
      const names = await staffNames(
        queries,
        rows.map(({ staff_id }) => staff_id),
      )
      return rows.map((row) => ({ text: row.text, by: names.get(row.staff_id) ?? '', at: row.at }))
    },

    async pages(site, search, cursor) {
      const before = cursor === undefined ? undefined : Number(cursor)
      const rows = await listThreads(queries, site.id, search, before, PAGES + 1)
      const shown = rows.slice(0, PAGES)
      const last = rows.length > PAGES ? shown.at(-1) : undefined
      return { pages: await toPages(queries, shown), next: last === undefined ? null : String(last.id) }
    },

    async setClosed(site, staffId, page, closed) {
      const before = (await threads.find(site, page)).thread
      if (before === undefined) {
        throw new StorageError('not-found', `Nobody has written on ${page} of this site.`, { field: 'page' })
      }
      await threads.setClosed(site, page, closed)
      if ((before.closed === 1) !== closed) await write(site, staffId, closed ? 'closed' : 'opened', before.page)
      const [note] = await toPages(queries, [{ ...before, closed: closed ? 1 : 0 }])
      if (note === undefined) throw new Error('A page was changed and is not there.')
      return note
    },

    people,
    async invite(site, staffId, role) {
      const link = await accounts.invite(site, role)
      await write(site, staffId, 'invited', role)
      return link
    },
    async dismiss(site, staffId, person) {
      const found = (await people(site)).find(({ id }) => id === person)
      if (found?.everywhere === true) {
        throw new StorageError(
          'forbidden',
          `${found.name} looks after all sites of the server. One site cannot change that.`,
        )
      }
      if (await removeRole(queries, site.id, person)) {
        await endReaderSessionsOf(queries, 'staff_id', person)
        await dropBadge(site, person)
        await write(site, staffId, 'dismissed', found?.name ?? person)
      }
      return people(site)
    },

    async audit(site, before = Number.MAX_SAFE_INTEGER) {
      const rows = await readAudit(queries, site.id, before, LINES)
      const names = await staffNames(
        queries,
        rows.map(({ staff_id }) => staff_id),
      )
      return rows.map(({ at, staff_id, what, about, why }) => ({
        at,
        by: staff_id === null ? null : (names.get(staff_id) ?? null),
        what,
        about,
        why,
      }))
    },

    async numbers(site) {
      const today = Math.floor(clock() / DAY)
      const first = today - DAYS + 1
      await readers?.save()
      const written = await commentDays.count(site.id, first, today)
      const read = await readReaderDays(queries, site.id, first)
      return Array.from({ length: DAYS }, (_, index) => {
        const day = first + index
        const { comments = 0, writers = 0, held = 0 } = written.get(day) ?? {}
        const counted = read.first !== undefined && read.first <= day
        const readersOf = counted ? (read.days.get(day) ?? 0) : null
        return { day: new Date(day * DAY).toISOString().slice(0, 10), comments, writers, held, readers: readersOf }
      })
    },
  }
}
