import { signal, type Signal } from '@preact/signals'
import type { Comment, CommentId, Cursor, StorageError } from '@afterword/storage'
import type { CommentModel, Delivery } from './models.ts'
import { createMore, type More } from './more.ts'

/** A comment model from inside the store, where its signals can be set. */
export interface StoredModel extends CommentModel {
  readonly value: Signal<Comment>
  readonly replies: Signal<readonly StoredModel[]>
  readonly more: More
  readonly delivery: Signal<Delivery>
  readonly problem: Signal<StorageError | null>
  readonly own: Signal<boolean>
  readonly fresh: Signal<boolean>
  readonly voted: Signal<boolean>
}

/** What a comment model cannot do by itself. */
export interface CommentActions {
  loadBranch(root: StoredModel, cursor: Cursor): Promise<void>
  toggleVote(comment: StoredModel): Promise<void>
  sendAgain(comment: StoredModel): Promise<void>
  takeBack(comment: StoredModel): Promise<void>
  remove(comment: StoredModel): Promise<void>
}

/** Every comment that is known, by id, each in signals of its own: what changes one redraws one. */
export interface Comments {
  find(id: CommentId): StoredModel | undefined
  /** Takes over a comment as it is now, and puts a reply that was not known below its parent. */
  put(comment: Comment): StoredModel
  /** Takes a comment out of its parent's replies and forgets it. */
  drop(id: CommentId): void
  all(): Iterable<StoredModel>
}

/** @param seen is told of every comment that comes or changes */
export function createComments(actions: CommentActions, seen: (comment: Comment) => void): Comments {
  const models = new Map<CommentId, StoredModel>()

  function put(comment: Comment): StoredModel {
    seen(comment)
    const known = models.get(comment.id)
    if (known !== undefined) {
      known.value.value = comment
      return known
    }
    const model = createModel(comment, actions)
    models.set(comment.id, model)
    const parent = comment.parent === null ? undefined : models.get(comment.parent)
    if (parent !== undefined) parent.replies.value = inOrder(parent.replies.value, model)
    return model
  }

  return {
    find: (id) => models.get(id),
    put,
    drop(id) {
      const { parent } = models.get(id)?.value.value ?? {}
      models.delete(id)
      const above = parent == null ? undefined : models.get(parent)
      if (above !== undefined) above.replies.value = above.replies.value.filter((reply) => reply.id !== id)
    },
    all: () => models.values(),
  }
}

function createModel(comment: Comment, actions: CommentActions): StoredModel {
  const model: StoredModel = {
    id: comment.id,
    value: signal(comment),
    replies: signal([]),
    more: createMore((cursor) => actions.loadBranch(model, cursor)),
    delivery: signal<Delivery>('sent'),
    problem: signal<StorageError | null>(null),
    own: signal(false),
    fresh: signal(false),
    voted: signal(false),
    toggleVote: () => actions.toggleVote(model),
    sendAgain: () => actions.sendAgain(model),
    takeBack: () => actions.takeBack(model),
    remove: () => actions.remove(model),
  }
  return model
}

/** Oldest first. What is still on its way has no number yet and stands last. */
function inOrder(replies: readonly StoredModel[], added: StoredModel): readonly StoredModel[] {
  const place = (model: StoredModel): number => model.value.peek().seq || Number.POSITIVE_INFINITY
  const at = replies.findIndex((reply) => place(reply) > place(added))
  return at === -1 ? [...replies, added] : replies.toSpliced(at, 0, added)
}
