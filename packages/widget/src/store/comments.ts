import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { Comment, CommentId, Cursor, Report, StorageError } from '@afterword/storage'
import type { CommentModel, Delivery } from './models.ts'
import { createMore, type More, type Side } from './more.ts'

/** A comment model from inside the store, where its signals can be set. */
export interface StoredModel extends CommentModel {
  readonly value: Signal<Comment>
  readonly replies: Signal<readonly StoredModel[]>
  readonly size: ReadonlySignal<number>
  readonly earlier: More
  readonly more: More
  readonly news: Signal<number>
  readonly delivery: Signal<Delivery>
  readonly progress: Signal<number | null>
  readonly problem: Signal<StorageError | null>
  readonly failure: Signal<StorageError | null>
  readonly own: Signal<boolean>
  readonly fresh: Signal<boolean>
  readonly given: Signal<ReadonlySet<string>>
  readonly marked: Signal<boolean>
  readonly leaving: Signal<boolean>
  readonly reported: Signal<boolean>
  readonly moderated: Signal<boolean>
  /** Until when it can be changed, as `performance.now` counts; `null`: for ever. */
  readonly editableUntil: Signal<number | null>
  /** The viewer's reactions that are on their way: what arrives meanwhile may not count them yet. */
  readonly giving: Set<string>
}

/** What a comment model cannot do by itself. */
export interface CommentActions {
  loadBranch(root: StoredModel, cursor: Cursor, side: Side): Promise<void>
  showNews(comment: StoredModel): StoredModel | null
  toggleReaction(comment: StoredModel, reaction: string): Promise<void>
  sendAgain(comment: StoredModel): Promise<void>
  takeBack(comment: StoredModel): Promise<void>
  /** Whether it is to be removed since before it was read. */
  isLeaving(id: CommentId): boolean
  remove(comment: StoredModel): Promise<void>
  undoRemove(comment: StoredModel): Promise<void>
  pauseRemove(comment: StoredModel, on: boolean): void
  report(comment: StoredModel, report: Report): Promise<StorageError | null>
  /** The comment with its words where the viewer is somebody who may see them. */
  asSeen(comment: Comment): Comment
}

/** Every comment that is known, by id, each in signals of its own: what changes one redraws one. */
export interface Comments {
  find(id: CommentId): StoredModel | undefined
  /** Takes over a comment as it is now, and puts a reply that was not known below its parent, once that is here. */
  put(comment: Comment): StoredModel
  /** Whether the whole way from the top level to it is here. */
  hasPlace(model: StoredModel): boolean
  parentOf(model: StoredModel): StoredModel | undefined
  /** Takes a comment out of its parent's replies and forgets it. */
  drop(id: CommentId): void
  all(): Iterable<StoredModel>
}

/** @param seen is told of every comment that comes or changes */
export function createComments(actions: CommentActions, seen: (comment: Comment) => void): Comments {
  const models = new Map<CommentId, StoredModel>()
  /** Replies that came before their parent, by its id: a branch can be read backwards. */
  const orphans = new Map<CommentId, readonly StoredModel[]>()
  /** What the reader closed stays closed when it is read again. */
  const closed = new Set<CommentId>()

  function put(arrived: Comment): StoredModel {
    const comment = actions.asSeen(arrived)
    seen(comment)
    const known = models.get(comment.id)
    if (known !== undefined) {
      known.value.value = withGiving(comment, known)
      return known
    }
    const model = createModel(comment, actions, closed)
    models.set(comment.id, model)
    model.replies.value = (orphans.get(comment.id) ?? []).toSorted((a, b) => ageOf(a) - ageOf(b))
    orphans.delete(comment.id)
    if (comment.parent === null) return model
    const parent = models.get(comment.parent)
    if (parent !== undefined) parent.replies.value = inOrder(parent.replies.peek(), model)
    else orphans.set(comment.parent, [...(orphans.get(comment.parent) ?? []), model])
    return model
  }

  function parentOf({ value }: StoredModel): StoredModel | undefined {
    const { parent } = value.peek()
    return parent === null ? undefined : models.get(parent)
  }

  function hasPlace(model: StoredModel): boolean {
    if (model.value.peek().parent === null) return true
    const parent = parentOf(model)
    return parent !== undefined && hasPlace(parent)
  }

  return {
    find: (id) => models.get(id),
    put,
    hasPlace,
    parentOf,
    drop(id) {
      const model = models.get(id)
      if (model === undefined) return
      models.delete(id)
      const above = parentOf(model)
      if (above !== undefined) above.replies.value = above.replies.peek().filter((reply) => reply.id !== id)
    },
    all: () => models.values(),
  }
}

/** Of a reply nothing is left to load: that is asked of the top-level comment. There are many, and they share it. */
const NOTHING = /* @__PURE__ */ createMore(async () => undefined)

function createModel(comment: Comment, actions: CommentActions, closed: Set<CommentId>): StoredModel {
  const collapsed = signal(closed.has(comment.id))
  const replies = signal<readonly StoredModel[]>([])
  const rest = (side: Side): More =>
    comment.parent === null ? createMore((cursor) => actions.loadBranch(model, cursor, side)) : NOTHING
  const model: StoredModel = {
    id: comment.id,
    value: signal(comment),
    replies,
    // Asked for only where a branch is closed: an open one would follow every reply below it.
    size: computed(() => replies.value.reduce((sum, reply) => sum + 1 + reply.size.value, 0)),
    earlier: rest('previous'),
    more: rest('next'),
    news: signal(0),
    delivery: signal<Delivery>('sent'),
    progress: signal<number | null>(null),
    problem: signal<StorageError | null>(null),
    failure: signal<StorageError | null>(null),
    own: signal(false),
    fresh: signal(false),
    given: signal<ReadonlySet<string>>(new Set()),
    marked: signal(false),
    leaving: signal(actions.isLeaving(comment.id)),
    reported: signal(false),
    moderated: signal(false),
    editableUntil: signal<number | null>(0),
    giving: new Set(),
    collapsed,
    unfolded: signal(false),
    collapse(on) {
      collapsed.value = on
      if (on) closed.add(comment.id)
      else closed.delete(comment.id)
    },
    canEdit() {
      const { body } = model.value.value
      const until = model.editableUntil.value
      return body !== null && 'source' in body && (until === null || until > performance.now())
    },
    showNews: () => actions.showNews(model),
    toggleReaction: (reaction) => actions.toggleReaction(model, reaction),
    sendAgain: () => actions.sendAgain(model),
    takeBack: () => actions.takeBack(model),
    remove: () => actions.remove(model),
    undoRemove: () => actions.undoRemove(model),
    pauseRemove: (on) => actions.pauseRemove(model, on),
    report: (report) => actions.report(model, report),
  }
  return model
}

/** The comment as it arrived, with the counts as shown of what is on its way. */
function withGiving(comment: Comment, { giving, value }: StoredModel): Comment {
  if (giving.size === 0 || comment.author === null) return comment
  const shown = value.peek().reactions
  const counts = [...giving].map((reaction) => [reaction, shown[reaction] ?? 0] as const)
  const reactions = Object.entries({ ...comment.reactions, ...Object.fromEntries(counts) })
  return { ...comment, reactions: Object.fromEntries(reactions.filter(([, count]) => count > 0)) }
}

/** Where a comment stands among others by age. What is still on its way has no number yet and is the newest. */
export function ageOf(model: StoredModel): number {
  return model.value.peek().seq || Number.POSITIVE_INFINITY
}

/** Oldest first. Most that come belong at the end. */
function inOrder(replies: readonly StoredModel[], added: StoredModel): readonly StoredModel[] {
  const before = replies.findLastIndex((reply) => ageOf(reply) <= ageOf(added))
  return before === replies.length - 1 ? [...replies, added] : replies.toSpliced(before + 1, 0, added)
}
