import { StorageError } from '@afterword/storage'
import type { CommentId } from '@afterword/storage'
import type { BanNote, BanResult, NewBan } from '@afterword/storage/admin'
import { addAudit } from '../database/audit.ts'
import { findAuthorNames, holdAuthor } from '../database/authors.ts'
import type { Database } from '../database/database.ts'
import { liftBan, listBans, publishedBy, saveBan } from '../database/moderation.ts'
import type { BanKey } from '../database/moderation.ts'
import { findInQueue } from '../database/queue.ts'
import type { Site } from '../database/sites.ts'
import { findRole, findStaffBehind, staffNames } from '../database/staff.ts'
import type { Decisions } from './decisions.ts'

const DAY = 86_400_000
const MOST = 500
/** So many comments are looked for at once when all of somebody's are taken down. */
const HIDDEN_AT_ONCE = 100

export interface Bans {
  list(site: Site): Promise<readonly BanNote[]>
  /** @throws StorageError `not-found` when the comment is gone, `invalid` when nobody stands behind it */
  ban(site: Site, staffId: string, ban: NewBan): Promise<BanResult>
  lift(site: Site, staffId: string, key: BanKey): Promise<readonly BanNote[]>
}

export interface BansDeps {
  readonly database: Database
  readonly clock: () => number
}

/** Who may not write on a site. A ban takes away nothing that stands already, unless it says so. */
export function createBans({ database, clock }: BansDeps, decisions: Decisions): Bans {
  const { queries } = database

  async function list(site: Site): Promise<readonly BanNote[]> {
    const rows = await listBans(queries, site.id, MOST)
    const names = await staffNames(
      queries,
      rows.map(({ staff_id }) => staff_id),
    )
    const authors = rows.filter(({ kind }) => kind === 'author').map(({ value }) => value)
    const authorNames = await findAuthorNames(queries, site.id, authors)
    return rows.map(({ kind, value, why, until, at, staff_id }) => ({
      kind,
      value,
      name: authorNames.get(value) ?? null,
      why,
      until,
      at,
      by: staff_id === null ? null : (names.get(staff_id) ?? null),
    }))
  }

  async function keyOf(site: Site, ban: NewBan): Promise<BanKey> {
    if (ban.kind === 'host') {
      const host = ban.host.trim().toLowerCase()
      if (/^(?=.{3,253}$)[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(host)) return { kind: 'host', value: host }
      throw new StorageError('invalid', 'A host is written like spam.example, without https:// or a path.', {
        field: 'host',
      })
    }
    const row = await findInQueue(queries, site.id, ban.comment)
    if (row === undefined) {
      throw new StorageError('not-found', `Nothing is left of the comment ${ban.comment}: its writer removed it.`)
    }
    if (ban.kind === 'author' && row.author_id !== null) await requireNoStaff(site, row.author_id)
    const value = ban.kind === 'author' ? row.author_id : row.neighbourhood
    if (value !== null) return { kind: ban.kind, value }
    throw new StorageError('invalid', 'It is not known where the comment was written from.', { field: 'kind' })
  }

  /** Who looks after the site is not banned from it, by themselves least of all: they are dismissed first. */
  async function requireNoStaff(site: Site, author: string): Promise<void> {
    const staff = await findStaffBehind(queries, site.id, author)
    if (staff === undefined || (await findRole(queries, site.id, staff)) === undefined) return
    throw new StorageError('invalid', `${staff.name} looks after this site. Take that from them first: People.`, {
      field: 'comment',
    })
  }

  /** Takes down what an author has up. Once they are banned, nothing is added to it meanwhile. */
  async function hideAllBy(site: Site, staffId: string, author: string, why: string): Promise<readonly CommentId[]> {
    const hidden: CommentId[] = []
    for (;;) {
      const ids = await publishedBy(queries, site.id, author, HIDDEN_AT_ONCE)
      if (ids.length === 0) return hidden
      for (const id of ids) {
        if (await hide(site, staffId, id, why)) hidden.push(id)
      }
    }
  }

  /** Whether it was this that took it down: somebody else may do so at the same moment. */
  async function hide(site: Site, staffId: string, id: CommentId, why: string): Promise<boolean> {
    try {
      await decisions.decide(site, staffId, { id, from: 'published', to: 'removed', why })
      return true
    } catch (error) {
      if (error instanceof StorageError && (error.code === 'conflict' || error.code === 'not-found')) return false
      throw error
    }
  }

  return {
    list,
    async ban(site, staffId, ban) {
      const key = await keyOf(site, ban)
      const at = clock()
      const until = ban.days === undefined ? null : at + ban.days * DAY
      const about = `${key.kind} ${key.value}`
      await database.transaction(async (inside) => {
        if (key.kind === 'author') await holdAuthor(inside, key.value)
        await saveBan(inside, { site_id: site.id, ...key, why: ban.why, until, at, staff_id: staffId })
        await addAudit(inside, { site_id: site.id, at, staff_id: staffId, what: 'banned', about, why: ban.why })
      })
      const hides = ban.kind === 'author' && ban.hide === true
      const hidden = hides ? await hideAllBy(site, staffId, key.value, ban.why) : []
      return { bans: await list(site), hidden }
    },
    async lift(site, staffId, key) {
      if (await liftBan(queries, site.id, key)) {
        const about = `${key.kind} ${key.value}`
        const what = 'lifted a ban'
        await addAudit(queries, { site_id: site.id, at: clock(), staff_id: staffId, what, about, why: '' })
      }
      return list(site)
    },
  }
}
