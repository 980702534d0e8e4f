import type { StorageErrorCode } from '../errors.ts'
import type { CommentId, NewComment, PageKey } from '../types.ts'

/** A comment that the outbox keeps, as it is stored. */
export interface StoredEntry {
  readonly page: PageKey
  readonly comment: NewComment
  /** When it was written; the order of sending. Milliseconds since the epoch. */
  readonly at: number
  /** Why the store refused it; absent while it is to be sent. */
  readonly refused?: { readonly code: StorageErrorCode; readonly message: string }
}

/** Where an outbox keeps what is not sent yet. It may fail: the outbox then goes on in memory. */
export interface OutboxStore {
  /** Everything kept, in any order. */
  all(): Promise<readonly unknown[]>
  put(entry: StoredEntry): Promise<void>
  delete(id: CommentId): Promise<void>
}

export function memoryOutboxStore(): OutboxStore {
  const entries = new Map<CommentId, StoredEntry>()
  return {
    all: async () => [...entries.values()],
    put: async (entry) => void entries.set(entry.comment.id, entry),
    delete: async (id) => void entries.delete(id),
  }
}
