import { editableFor } from '@afterword/storage'
import type { Viewer } from '@afterword/storage'
import { ACCESS_TOKEN } from '@afterword/storage/identity'
import type { AuthorRow } from '../database/authors.ts'
import { findComments } from '../database/comments.ts'
import type { Database } from '../database/database.ts'
import { readReactionsBy } from '../database/reactions.ts'
import { readOwn } from '../database/reading.ts'
import { readReportedBy } from '../database/reports.ts'
import type { Site } from '../database/sites.ts'
import { authorOf, toAuthor } from './authors.ts'
import type { Known, Sessions } from './identity/sessions.ts'
import { toOwnComment } from './render.ts'
import type { Place } from './threads.ts'

export interface Viewers {
  /** What belongs to the holder of this token on this page. */
  view(place: Place, token: string | undefined): Promise<Viewer>
}

export interface ViewersDeps {
  readonly database: Database
  readonly clock: () => number
}

/** Of more than this many own comments, reports or reactions on one page, the newest are told. */
const MOST = 1_000

const NOBODY: Viewer = { author: null, own: [], pending: [], reported: [], reactions: {} }

export function createViewers({ database: { queries }, clock }: ViewersDeps, sessions: Pick<Sessions, 'who'>): Viewers {
  async function whoHolds(
    site: Site,
    token: string,
  ): Promise<{ readonly author?: AuthorRow; readonly role: Known['role'] }> {
    if (ACCESS_TOKEN.test(token)) return sessions.who(site, token)
    const author = await authorOf(queries, site.id, token, clock())
    return { role: null, ...(author && { author }) }
  }

  return {
    async view({ site, thread }, token) {
      const now = clock()
      const { author, role = null } = token === undefined ? {} : await whoHolds(site, token)
      if (author === undefined) return NOBODY
      const moderates = role === null ? {} : { moderates: true }
      if (thread === undefined) return { ...NOBODY, author: toAuthor(author), ...moderates }
      const own = await readOwn(queries, thread.id, author.id, MOST)
      const pending = own.filter(isHeld).map((row) => row.id)
      const reactions = await readReactionsBy(queries, thread.id, author.id, MOST)
      const byComment = Map.groupBy(reactions, (row) => row.comment_id)
      return {
        author: toAuthor(author),
        own: own
          .filter((row) => row.status === 'published' || isHeld(row))
          .map((row) => ({ id: row.id, editableFor: editableFor(row.created_at, site.editWindow, now) })),
        pending: (await findComments(queries, thread.id, pending)).map(toOwnComment),
        reported: await readReportedBy(queries, thread.id, author.id, MOST),
        reactions: Object.fromEntries([...byComment].map(([id, rows]) => [id, rows.map((row) => row.reaction)])),
        ...moderates,
      }
    },
  }
}

function isHeld({ status }: { readonly status: string }): boolean {
  return status === 'pending' || status === 'spam'
}
