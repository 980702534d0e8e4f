import { LIMITS, StorageError } from '@afterword/storage'
import type { CommentId, Moderated, ModeratedComment, Moderation, Unpublished } from '@afterword/storage'
import type { Decision, QueueItem } from '@afterword/storage/admin'
import { findCommentOnSite } from '../database/comments.ts'
import type { CommentRow } from '../database/comments.ts'
import type { Database } from '../database/database.ts'
import { readReported, readUnpublished } from '../database/reading.ts'
import type { Site } from '../database/sites.ts'
import type { Bans } from './bans.ts'
import type { Labels } from './labels.ts'
import { notesOn } from './notes-on.ts'
import type { Pins } from './pins.ts'
import type { Queue } from './queue.ts'
import { toWholeComment } from './render.ts'
import type { Place } from './threads.ts'

/** What moderators do where the comments stand. Each is the same as in the dashboard: one way in, one audit, one undo. */
export interface Moderating {
  /** Runs a fixed number of queries. */
  unpublished(place: Place): Promise<Unpublished>
  /** @throws StorageError `not-found` when nothing is left of it, and what pinning, labelling and banning throw */
  moderate(site: Site, staffId: string, id: CommentId, moderation: Moderation): Promise<Moderated>
}

export interface ModeratingDeps {
  readonly database: Database
  readonly queue: Queue
  readonly pins: Pins
  readonly labels: Labels
  readonly bans: Bans
}

export function createModerating({ database, queue, pins, labels, bans }: ModeratingDeps): Moderating {
  const { queries } = database

  async function authorOf(site: Site, id: CommentId): Promise<string> {
    const row = await findCommentOnSite(queries, site.id, id)
    if (row?.author_id == null) throw gone(id)
    return row.author_id
  }

  async function decide(site: Site, staffId: string, decision: Decision): Promise<Moderated> {
    const [result] = await queue.decide(site, staffId, [decision])
    if (result?.item == null) throw gone(decision.id)
    return { done: result.done, item: toModerated(result.item), hidden: [] }
  }

  async function done(site: Site, id: CommentId, hidden: readonly CommentId[] = []): Promise<Moderated> {
    const item = await queue.item(site, id)
    if (item === null) throw gone(id)
    return { done: true, item: toModerated(item), hidden }
  }

  return {
    async unpublished({ site, thread }) {
      if (thread === undefined) return { comments: [], reported: [], more: false }
      const most = LIMITS.unpublished
      const [waiting, others, reported] = [
        await readUnpublished(queries, thread.id, true, most + 1),
        await readUnpublished(queries, thread.id, false, most + 1),
        await readReported(queries, thread.id, most + 1),
      ]
      const first = (rows: readonly CommentRow[]): readonly CommentRow[] => rows.slice(0, most)
      const note = await notesOn(queries, site, [waiting, others, reported].flatMap(first))
      const shown = (row: CommentRow): ModeratedComment =>
        toModerated({ comment: toWholeComment(row), ...note(row.id) })
      return {
        comments: [...first(waiting), ...first(others)].map(shown),
        reported: first(reported).map(shown),
        more: [waiting, others, reported].some(({ length }) => length > most),
      }
    },

    async moderate(site, staffId, id, moderation) {
      switch (moderation.type) {
        case 'decide': {
          const { from, to, why = '' } = moderation
          return decide(site, staffId, { id, from, to, why })
        }
        case 'pin':
          await pins.pin(site, staffId, id, moderation.pinned)
          return done(site, id)
        case 'label':
          await labels.label(site, staffId, await authorOf(site, id), moderation.label)
          return done(site, id)
        case 'ban': {
          const { type: _type, why = '', ...ban } = moderation
          const { hidden } = await bans.ban(site, staffId, { kind: 'author', comment: id, why, ...ban })
          return done(site, id, hidden)
        }
        case 'unban': {
          await bans.lift(site, staffId, { kind: 'author', value: await authorOf(site, id) })
          const back = moderation.restore.map((each) => ({ id: each, from: 'removed', to: 'published' }) as const)
          await queue.decide(site, staffId, back)
          return done(site, id)
        }
      }
    },
  }
}

function toModerated({
  comment,
  verdict,
  reports,
}: Pick<QueueItem, 'comment' | 'verdict' | 'reports'>): ModeratedComment {
  return { comment, verdict, reports: reports.length }
}

function gone(id: CommentId): StorageError {
  return new StorageError('not-found', `Nothing is left of the comment ${id}: its writer removed it.`, { field: 'id' })
}
