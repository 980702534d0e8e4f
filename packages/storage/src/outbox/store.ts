import type { Edit } from '../adapter.ts'
import type { StorageErrorCode } from '../errors.ts'
import type { CommentId, NewComment, PageKey } from '../types.ts'

interface Stored {
  readonly page: PageKey
  /** When it was written; the order of sending. Milliseconds since the epoch. */
  readonly at: number
  /**
   * Why the store refused it; absent while it is to be sent. `aborted`: it was taken back, which a tab that has it in
   * hand still must know; its words are kept no longer.
   */
  readonly refused?: { readonly code: StorageErrorCode; readonly message: string }
}

/** A comment that the outbox keeps, as it is stored. */
export interface StoredComment extends Stored {
  readonly comment: NewComment
}

/** New words for a comment that the outbox keeps, as they are stored. */
export interface StoredEdit extends Stored {
  readonly id: CommentId
  readonly edit: Edit
}

export type StoredEntry = StoredComment | StoredEdit

/** Where an outbox keeps what is not sent yet. It may fail: the outbox then goes on in memory. */
export interface OutboxStore {
  /** Everything kept, in any order. */
  all(): Promise<readonly unknown[]>
  /** Takes the place of what is kept under the same `keyOf`. */
  put(entry: StoredEntry): Promise<void>
  delete(entry: StoredEntry): Promise<void>
}

/** What an entry is known by: there is one for each comment, and one for the change of each. */
export function keyOf(entry: Pick<StoredComment, 'comment'> | Pick<StoredEdit, 'id' | 'edit'>): string {
  return 'comment' in entry ? entry.comment.id : `edit:${entry.id}`
}

export function memoryOutboxStore(): OutboxStore {
  const entries = new Map<string, StoredEntry>()
  return {
    all: async () => [...entries.values()],
    put: async (entry) => void entries.set(keyOf(entry), entry),
    delete: async (entry) => void entries.delete(keyOf(entry)),
  }
}
