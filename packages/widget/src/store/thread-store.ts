import type { Signal } from '@preact/signals'
import type { Comment, CommentId, Cursor, OpenThread, Slice, ThreadState } from '@afterword/storage'
import type { StoredModel } from './comments.ts'
import type { ThreadModel } from './models.ts'
import type { More, Side } from './more.ts'

/** The thread from inside the store. */
export interface ThreadStore extends ThreadModel {
  readonly state: Signal<ThreadState>
  readonly comments: Signal<readonly StoredModel[]>
  readonly earlier: More
  readonly more: More
  find(id: CommentId): StoredModel | undefined
  /** Reads the thread afresh, as far as it was read before; what is shown stays until that is here. */
  open(): Promise<void>
  /** Takes over the comments of a slice and what is left of their branches; those at the top level come back. */
  take(slice: Slice): readonly StoredModel[]
  /** Goes on in a branch, at its end or before what is here. */
  loadBranch(root: StoredModel, cursor: Cursor, side: Side): Promise<void>
  /** Shows a comment that was not in any slice: the viewer's own, or one that arrived. */
  show(comment: Comment): StoredModel
  /** Takes a comment out of the thread. */
  drop(id: CommentId): void
  /** Nothing is left of a comment. Where what is read below it would move, its place stays until the thread is read again. */
  vacate(id: CommentId): void
  /** What the last reading brought for everybody; nothing before the first. */
  opened(): OpenThread | undefined
}
