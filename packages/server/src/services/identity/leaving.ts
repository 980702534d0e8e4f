import { randomUUID } from 'node:crypto'
import { StorageError, cleanName } from '@afterword/storage'
import type { Farewell } from '@afterword/storage/identity'
import { addAuthor, findAuthorById, holdAuthor } from '../../database/authors.ts'
import type { AuthorRow } from '../../database/authors.ts'
import { findComment, findTaken, updateComment } from '../../database/comments.ts'
import type { CommentRow } from '../../database/comments.ts'
import type { Database } from '../../database/database.ts'
import type { Queries } from '../../database/queries.ts'
import {
  dropHandOversOf,
  dropMailsTo,
  eraseAuthor,
  findTrace,
  readIdentitiesOf,
  unnameInAudit,
  writtenIn,
} from '../../database/leaving.ts'
import { moveBan } from '../../database/moderation.ts'
import { readReactionsBy, removeReaction } from '../../database/reactions.ts'
import { removeReportsOf } from '../../database/reports.ts'
import type { Site } from '../../database/sites.ts'
import { raiseThreadById } from '../../database/threads.ts'
import type { ThreadRow } from '../../database/threads.ts'
import { beginChange } from '../change.ts'
import type { Change } from '../change.ts'
import { skeleton } from '../moderation/skeleton.ts'
import { withReaction } from '../reactions.ts'
import { removeWords } from '../remove-words.ts'
import { threadName } from '../wakeups.ts'
import type { Wakeups } from '../wakeups.ts'
import { banOf } from './ban-of.ts'
import type { Sessions } from './sessions.ts'

/** So much is changed in one transaction: writers of the thread wait for it. */
const AT_ONCE = 50
const SOMEBODY = 'somebody who left'

export interface Leaving {
  /**
   * Deletes an account and all that refers to it. When it resolves, nothing of it is on any surface any more; a new
   * sign-in makes a new account. Asked for again after it was interrupted, it goes on.
   *
   * @throws StorageError `unauthorized`, or `invalid`, `too-long` and `name-taken` with the field `as`
   */
  leave(site: Site, access: string, farewell: Farewell): Promise<void>
}

export interface LeavingDeps {
  readonly database: Database
  readonly wakeups: Wakeups
  readonly clock: () => number
}

/** How somebody with an account goes, with or without their words. */
export function createLeaving({ database, wakeups, clock }: LeavingDeps, sessions: Sessions): Leaving {
  /** A part of what they left in one thread. Whoever waits for the thread comes in between. */
  async function tidy(site: Site, author: AuthorRow, threadId: number, standIn: AuthorRow | null): Promise<void> {
    const page = await database.transaction(async (queries) => {
      const now = clock()
      const thread = await raiseThreadById(queries, threadId)
      if (thread === undefined) return undefined
      const change = beginChange(queries, thread, now)
      for (const id of await writtenIn(queries, threadId, author.id, AT_ONCE)) {
        const row = await findComment(queries, threadId, id)
        if (row === undefined) continue
        if (standIn !== null && row.status === 'published') await unname(change, row, standIn)
        else await removeWords(change, row)
      }
      for (const given of await readReactionsBy(queries, threadId, author.id, AT_ONCE)) {
        await takeBack(change, thread, { site_id: site.id, author_id: author.id, thread_id: threadId, ...given })
      }
      await change.finish()
      return thread.page
    })
    if (page !== undefined) wakeups.notify(threadName(site.id, page))
  }

  /** The last step, unless something came in between. */
  function finish(site: Site, author: AuthorRow): Promise<boolean> {
    return database.transaction<boolean>(async (queries, leave) => {
      // Whoever writes as them at this moment has done so before, or finds nobody.
      if (!(await holdAuthor(queries, author.id))) leave(true)
      const whose = { siteId: site.id, authorId: author.id }
      if ((await findTrace(queries, whose)) !== undefined) leave(false)
      for (const identity of await readIdentitiesOf(queries, whose)) {
        await moveBan(queries, site.id, author.id, banOf(identity))
        await dropHandOversOf(queries, site.id, (json) => isAbout(json, identity))
        if (identity.email !== null) await dropMailsTo(queries, site.id, identity.email)
      }
      if (author.name !== null) await unnameInAudit(queries, site.id, author.name, SOMEBODY)
      await eraseAuthor(queries, whose)
      return true
    })
  }

  return {
    async leave(site, access, farewell) {
      const { author } = await sessions.who(site, access)
      const standIn =
        farewell.comments === 'keep' ? await standInFor(database.queries, site, farewell.as, clock()) : null
      const whose = { siteId: site.id, authorId: author.id }
      do {
        for (;;) {
          const thread = await findTrace(database.queries, whose)
          if (thread === undefined) break
          await tidy(site, author, thread, standIn)
        }
      } while (!(await finish(site, author)))
    },
  }
}

/** Who stands in the place of the name from now on. Nobody can write as them. */
async function standInFor(queries: Queries, site: Site, as: string, now: number): Promise<AuthorRow> {
  const name = cleanName(as, 'as')
  const { name: taken } = await findTaken(queries, site.id, '', skeleton(name))
  if (taken) {
    throw new StorageError('name-taken', `The name ${JSON.stringify(name)} belongs to somebody here. Take another.`, {
      field: 'as',
    })
  }
  return {
    id: randomUUID(),
    site_id: site.id,
    token_hash: null,
    name,
    guest: 1,
    badge: null,
    label: null,
    created_at: now,
    folded_name: null,
  }
}

async function unname({ queries, tell }: Change, row: CommentRow, standIn: AuthorRow): Promise<void> {
  if ((await findAuthorById(queries, standIn.id)) === undefined) await addAuthor(queries, standIn)
  const values = { author_id: standIn.id, author_name: standIn.name, neighbourhood: null }
  await updateComment(queries, row.site_id, row.id, values)
  await removeReportsOf(queries, row.site_id, row.id)
  await tell('changed', row.id)
}

async function takeBack(
  { queries, tell }: Change,
  thread: ThreadRow,
  given: Parameters<typeof removeReaction>[1],
): Promise<void> {
  await removeReaction(queries, given)
  const row = await findComment(queries, thread.id, given.comment_id)
  if (row === undefined) return
  await updateComment(queries, given.site_id, row.id, withReaction(row, given.reaction, -1))
  if (row.status === 'published') await tell('changed', row.id)
}

function isAbout(json: string, identity: { readonly provider: string; readonly subject: string }): boolean {
  const said = JSON.parse(json) as Readonly<Partial<Record<'provider' | 'subject' | 'folded', unknown>>>
  const { provider = 'email', subject = said.folded } = said
  return provider === identity.provider && subject === identity.subject
}
