import { LIMITS, StorageError } from '@afterword/storage'
import type { Comment, CommentId } from '@afterword/storage'
import { addAudit } from '../database/audit.ts'
import { updateComment } from '../database/comments.ts'
import type { Database } from '../database/database.ts'
import { countPins } from '../database/pins.ts'
import type { Site } from '../database/sites.ts'
import { beginChange } from './change.ts'
import { toWholeComment } from './render.ts'
import { takeOnSite } from './take-on-site.ts'
import { threadName } from './wakeups.ts'
import type { Wakeups } from './wakeups.ts'

export interface Pins {
  /**
   * Has a comment stand before all others on its page, or where it belongs again.
   *
   * @throws StorageError `not-found` when nobody can read it, `invalid` for a reply, and where enough are pinned
   */
  pin(site: Site, staffId: string, id: CommentId, on: boolean): Promise<Comment>
}

export interface PinsDeps {
  readonly database: Database
  readonly wakeups: Wakeups
  readonly clock: () => number
}

export function createPins({ database, wakeups, clock }: PinsDeps): Pins {
  return {
    async pin(site, staffId, id, on) {
      const { comment, page } = await database.transaction(async (queries) => {
        const at = clock()
        const { thread, row } = await takeOnSite(queries, site.id, id)
        if (thread === undefined || row?.status !== 'published') {
          throw new StorageError('not-found', `Nobody can read the comment ${id}. Publish it first.`, { field: 'id' })
        }
        if (row.parent_id !== null) {
          throw new StorageError('invalid', 'A reply stands below what it answers. Pin the comment at the top of it.', {
            field: 'id',
          })
        }
        const change = beginChange(queries, thread, at)
        const pinned = on ? 1 : 0
        if (row.pinned !== pinned) {
          await updateComment(queries, site.id, id, { pinned })
          if ((await countPins(queries, thread.id)) > LIMITS.pins) {
            throw new StorageError('invalid', `At most ${LIMITS.pins} comments of a page are pinned. Unpin one first.`)
          }
          const what = on ? 'pinned' : 'unpinned'
          await addAudit(queries, { site_id: site.id, at, staff_id: staffId, what, about: id, why: '' })
          await change.tell('changed', id)
        }
        await change.finish()
        return { comment: toWholeComment({ ...row, pinned }), page: thread.page }
      })
      wakeups.notify(threadName(site.id, page))
      return comment
    },
  }
}
