import type { Edit, StorageAdapter, Unsubscribe } from './adapter.ts'
import { defineAdapter } from './define-adapter.ts'
import type { OutboxEdit, OutboxEntry } from './outbox/entry.ts'
import { createQueue } from './outbox/queue.ts'
import { memoryOutboxStore, type OutboxStore } from './outbox/store.ts'
import { parseCommentId } from './parse/comment-id.ts'
import { parseEdit, parseNewComment } from './parse/input.ts'
import type { CommentId, NewComment, PageKey } from './types.ts'

export {
  keyOf,
  memoryOutboxStore,
  type OutboxStore,
  type StoredComment,
  type StoredEdit,
  type StoredEntry,
} from './outbox/store.ts'
export type { OutboxEdit, OutboxEntry } from './outbox/entry.ts'

/** An adapter that keeps what could not be sent. */
export interface Outbox extends StorageAdapter {
  /** The comments that are on their way, wait or were refused on a page, in the order of writing. */
  entries(page: PageKey): Promise<readonly OutboxEntry[]>
  /** The changes of comments, likewise: one at most of each comment. */
  edits(page: PageKey): Promise<readonly OutboxEdit[]>
  /** Calls back with the page after each change of its entries. */
  watch(changed: (page: PageKey) => void): Unsubscribe
  /** Sends a waiting or refused comment now, or the change of it. */
  sendAgain(id: CommentId): Promise<void>
  /** Takes a comment back and hands out its words, unless it is already sent (or being sent this moment). */
  discard(id: CommentId): Promise<NewComment | undefined>
  /** Takes the change of a comment back and hands it out, unless it is already sent (or being sent this moment). */
  discardEdit(id: CommentId): Promise<Edit | undefined>
  /** Sends whatever waits now; resolves when each was tried once. */
  flush(): Promise<void>
}

export interface OutboxOptions {
  /** Where entries survive. In memory when left out; `indexedDBOutboxStore()` survives a reload. */
  readonly store?: OutboxStore
}

/**
 * Wraps any adapter so that a comment, or the change of one, once handed over, is sent: it is kept before the first
 * attempt, tried again when the store can be reached, also after a reload, and sent in the order of writing on each page.
 * Since ids come from the writer, trying twice makes one comment; since an edit says where it started, trying twice
 * changes it once. A newer edit of the same comment takes the place of one that waits.
 *
 * `create` and `edit` resolve when the store has the words, which may be much later, and reject when the store refuses
 * them; the entry then stays, with its words, until it is sent again or discarded. A signal that is aborted ends
 * the waiting, not the sending.
 */
export function outbox(adapter: StorageAdapter, { store = memoryOutboxStore() }: OutboxOptions = {}): Outbox {
  const queue = createQueue(adapter, store)

  // What the store cannot do it cannot do through an outbox: that is looked after by `defineAdapter`.
  const inner = defineAdapter({
    ...adapter,
    create: async (page, comment) => queue.add(page, { comment: parseNewComment(comment) }),
    edit: async (page, id, edit) => queue.add(page, { id: parseCommentId(id, 'id'), edit: parseEdit(edit) }),
    async close() {
      queue.stop()
      await adapter.close()
    },
  })

  return { ...inner, ...queue.surface }
}

export function isOutbox(adapter: StorageAdapter): adapter is Outbox {
  return 'entries' in adapter && 'sendAgain' in adapter
}
