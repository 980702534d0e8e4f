import { signal } from '@preact/signals'
import type { Author, Comment, CommentId, Order, PageKey } from '@afterword/storage'
import type { Outbox } from '@afterword/storage/outbox'
import { type CommentActions, type StoredModel, createComments } from './comments.ts'
import { createComposers } from './composers.ts'
import { type DraftStore, memoryDraftStore } from './drafts.ts'
import { createLive } from './live.ts'
import type { Announcement, Store } from './models.ts'
import { createOutgoing } from './outgoing.ts'
import { createPassages } from './passages.ts'
import { isEnding, problemOf } from './problem.ts'
import { createReactions } from './reactions.ts'
import { createThread } from './thread.ts'
import { createViewer } from './viewer.ts'

export interface StoreOptions {
  readonly adapter: Outbox
  readonly page: PageKey
  readonly order?: Order | undefined
  /** Top-level comments to load at once. */
  readonly limit?: number | undefined
  readonly drafts?: DraftStore
  /** The comment that the reader comes for. */
  readonly target?: CommentId | null
  /** The number of the last change that the reader saw the last time; `null`: they were never here. */
  readonly since?: number | null
  /** Whether showing a comment below this parent now would push away what the reader is looking at. */
  readonly wouldMove?: (parent: CommentId | null) => boolean
  /** Told of each comment of the viewer that the store has taken. */
  readonly posted?: (comment: Comment) => void
  /** Told of the order that the reader chose. */
  readonly reordered?: (order: Order) => void
}

/** Everything that one open thread knows and does. The order below is the order of who knows whom. */
export function createStore(options: StoreOptions): Store {
  const { adapter, page, order, limit, drafts = memoryDraftStore(), wouldMove = () => false } = options
  const { posted = () => undefined, reordered = () => undefined, target = null, since = null } = options
  const ending = new AbortController()
  const abort = ending.signal
  const announcement = signal<Announcement | null>(null)
  const announce = (next: Announcement): void => {
    announcement.value = next
  }

  const actions: CommentActions = {
    loadBranch: (root, cursor, side) => thread.loadBranch(root, cursor, side),
    showNews: (comment) => live.showNews(comment),
    async toggleReaction(comment, reaction) {
      comment.failure.value = null
      await quietly(() => reactions.toggle(comment, reaction), comment)
    },
    sendAgain: (comment) => outgoing.sendAgain(comment),
    takeBack: (comment) => outgoing.takeBack(comment),
    remove: (comment) =>
      quietly(async () => {
        const tombstone = await adapter.remove(page, comment.id, { signal: abort })
        if (tombstone === null) thread.drop(comment.id)
        else comments.put(tombstone)
        announce({ type: 'removed' })
      }, comment),
  }

  /** What is refused is said, and stands beside the comment that it was about. */
  async function quietly(run: () => Promise<void>, comment: StoredModel): Promise<void> {
    try {
      await run()
    } catch (cause) {
      const error = problemOf(cause)
      if (isEnding(error)) return
      comment.failure.value = error
      announce({ type: 'refused', error })
    }
  }

  const arrived = signal(0)
  const passages = createPassages({
    adapter,
    page,
    thread: () => thread,
    seen: (comment) => comments.put(comment),
    announce,
    signal: abort,
  })
  const comments = createComments(actions, passages.put)
  const viewer = createViewer({ adapter, page, comments, since })
  const reactions = createReactions({ adapter, page, viewer, signal: abort })
  const live = createLive({
    adapter,
    page,
    comments,
    passages,
    thread: () => thread,
    arrived,
    announce,
    wouldMove,
    isViewer: viewer.wrote,
    signal: abort,
  })
  const thread = createThread({
    adapter,
    page,
    order,
    limit,
    target,
    comments,
    passages,
    viewer,
    arrived,
    announce,
    signal: abort,
    opened: live.follow,
    showArrived: live.showArrived,
    seen: live.seen,
    reordered,
  })
  const composers = createComposers({
    drafts,
    needsName: () => accountOf(viewer.author.peek()) === null,
    send: (...words) => outgoing.send(...words),
  })
  const outgoing = createOutgoing({
    adapter,
    page,
    thread,
    composerOf: composers.for,
    viewer,
    announce,
    posted,
  })

  void thread.open().then(() => outgoing.restore())
  void viewer.load(abort)

  return {
    thread,
    composers,
    passages,
    connection: { online: live.online, waiting: outgoing.waiting },
    viewer,
    announcement,
    tell: announce,
    saveDrafts: composers.save,
    dispose() {
      ending.abort()
      outgoing.dispose()
      composers.dispose()
    },
  }
}

/** The viewer when they have an account; a guest gives a name with each comment. */
function accountOf(author: Author | null): Author | null {
  return author !== null && !author.guest ? author : null
}
