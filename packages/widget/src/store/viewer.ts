import { signal, type Signal } from '@preact/signals'
import type { Author, Comment, CommentId, Viewer } from '@afterword/storage'
import type { Comments, StoredModel } from './comments.ts'
import type { ViewerModel } from './models.ts'

/** Who is looking, and what is theirs. It comes apart from the thread, which is the same for everybody. */
export interface ViewerStore extends ViewerModel {
  readonly author: Signal<Author | null>
  readonly moderates: Signal<boolean>
  /** Takes over what is the viewer's, and marks it. */
  know(viewer: Viewer): void
  /** What is known of the viewer: to be forgotten when it is another one. */
  readonly known: readonly { clear(): void }[]
  /** Marks what is known to be theirs, and what is new to them, among these comments. */
  mark(models: Iterable<StoredModel>): void
  /** Whether the viewer wrote it. */
  wrote(comment: Comment): boolean
  /** The viewer wrote it this moment, so they may change it. */
  own(comment: StoredModel): void
  report(comment: StoredModel): void
  /** The viewer gave a reaction, or took it back. */
  give(comment: StoredModel, reaction: string, on: boolean): void
}

export interface ViewerDeps {
  readonly comments: Comments
  /** The number up to which the viewer has seen the thread; `null` when they were never here. */
  readonly since: number | null
  /** Milliseconds for which a new comment can be changed; `null`: for ever. */
  readonly editWindow: () => number | null
}

export function createViewer({ comments, since, editWindow }: ViewerDeps): ViewerStore {
  const author = signal<Author | null>(null)
  const moderates = signal(false)
  /** Until when each can be changed. */
  const own = new Map<CommentId, number | null>()
  const reported = new Set<CommentId>()
  const given = new Map<CommentId, ReadonlySet<string>>()

  const wrote = ({ id, author: writer }: Comment): boolean =>
    own.has(id) || (writer !== null && writer.id === author.peek()?.id)

  function mark(models: Iterable<StoredModel>): void {
    for (const model of models) {
      model.own.value = own.has(model.id)
      model.editableUntil.value = own.get(model.id) ?? (own.has(model.id) ? null : 0)
      model.reported.value = reported.has(model.id)
      model.given.value = given.get(model.id) ?? model.given.peek()
      if (wrote(model.value.peek())) model.fresh.value = false
      else if (since !== null && model.value.peek().seq > since) model.fresh.value = true
    }
  }

  return {
    author,
    moderates,
    know(viewer) {
      author.value = viewer.author
      moderates.value = viewer.moderates === true
      for (const { id, editableFor } of viewer.own) own.set(id, until(editableFor))
      for (const id of viewer.reported) reported.add(id)
      for (const [id, reactions] of Object.entries(viewer.reactions)) {
        // What was pressed meanwhile is newer.
        if (!given.has(id)) given.set(id, new Set(reactions))
      }
      mark(comments.all())
    },
    known: [own, reported, given],
    mark,
    wrote,
    own(comment) {
      own.set(comment.id, until(editWindow()))
      mark([comment])
    },
    report(comment) {
      reported.add(comment.id)
      comment.reported.value = true
    },
    give(comment, reaction, on) {
      const now = new Set(comment.given.peek())
      if (on) now.add(reaction)
      else now.delete(reaction)
      given.set(comment.id, now)
      comment.given.value = now
    },
  }
}

/** By a clock that nobody sets: how long it can still be changed is a span, since the reader's clock may be wrong. */
function until(span: number | null): number | null {
  return span === null ? null : performance.now() + span
}
