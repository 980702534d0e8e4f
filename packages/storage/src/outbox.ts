import type { StorageAdapter, Unsubscribe } from './adapter.ts'
import { defineAdapter } from './define-adapter.ts'
import { throwIfAborted } from './errors.ts'
import { createQueue, type OutboxEntry } from './outbox/queue.ts'
import { memoryOutboxStore, type OutboxStore } from './outbox/store.ts'
import { parseNewComment } from './parse/input.ts'
import type { CommentId, NewComment, PageKey } from './types.ts'

export { memoryOutboxStore, type OutboxStore, type StoredEntry } from './outbox/store.ts'
export type { OutboxEntry } from './outbox/queue.ts'

/** An adapter that keeps what could not be sent. */
export interface Outbox extends StorageAdapter {
  /** What is on its way, waits or was refused on a page, in the order of writing. */
  entries(page: PageKey): Promise<readonly OutboxEntry[]>
  /** Calls back with the page after each change of its entries. */
  watch(changed: (page: PageKey) => void): Unsubscribe
  /** Sends a waiting or refused comment now. */
  sendAgain(id: CommentId): Promise<void>
  /** Takes a comment back and hands out its words, unless it is already sent (or being sent this moment). */
  discard(id: CommentId): Promise<NewComment | undefined>
  /** Sends whatever waits now; resolves when each was tried once. */
  flush(): Promise<void>
}

export interface OutboxOptions {
  /** Where entries survive. In memory when left out; `indexedDBOutboxStore()` survives a reload. */
  readonly store?: OutboxStore
}

/**
 * Wraps any adapter so that a comment, once handed over, is sent: it is kept before the first attempt, tried
 * again when the store can be reached, also after a reload, and sent in the order of writing on each page.
 * Since ids come from the writer, trying twice makes one comment.
 *
 * `create` resolves when the store has the comment, which may be much later, and rejects when the store refuses
 * it; the entry then stays, with its words, until it is sent again or discarded. A signal that is aborted ends
 * the waiting, not the sending.
 */
export function outbox(adapter: StorageAdapter, { store = memoryOutboxStore() }: OutboxOptions = {}): Outbox {
  const queue = createQueue(adapter, store)
  const { supports } = adapter

  const inner = defineAdapter({
    supports,
    open: adapter.open,
    list: adapter.list,
    replies: adapter.replies,
    viewer: adapter.viewer,
    prepare: adapter.prepare,
    ...(supports.locate ? { locate: adapter.locate } : {}),
    ...(supports.counts ? { counts: adapter.counts } : {}),
    ...(supports.edit ? { edit: adapter.edit } : {}),
    ...(supports.reattach ? { reattach: adapter.reattach } : {}),
    ...(supports.remove ? { remove: adapter.remove } : {}),
    ...(supports.react ? { react: adapter.react } : {}),
    ...(supports.report ? { report: adapter.report } : {}),
    ...(supports.moderate ? { unpublished: adapter.unpublished, moderate: adapter.moderate } : {}),
    ...(supports.subscribe ? { subscribe: adapter.subscribe } : {}),
    ...(supports.create
      ? {
          async create(page, input, { signal } = {}) {
            const comment = parseNewComment(input)
            throwIfAborted(signal)
            return queue.add(page, comment)
          },
        }
      : {}),
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
