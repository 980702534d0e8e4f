import { signal } from '@preact/signals'
import { type Author, type Comment, type CommentId, type Order, type PageKey, UP } from '@afterword/storage'
import type { Outbox } from '@afterword/storage/outbox'
import { type CommentActions, createComments } from './comments.ts'
import { createComposers } from './composers.ts'
import { type DraftStore, memoryDraftStore } from './drafts.ts'
import { createLive } from './live.ts'
import type { Announcement, Store } from './models.ts'
import { optimistically } from './optimistic.ts'
import { createOutgoing } from './outgoing.ts'
import { createPassages } from './passages.ts'
import { isEnding, problemOf } from './problem.ts'
import { createThread } from './thread.ts'
import { createViewer } from './viewer.ts'

export interface StoreOptions {
  readonly adapter: Outbox
  readonly page: PageKey
  readonly order?: Order | undefined
  /** Top-level comments to load at once. */
  readonly limit?: number | undefined
  readonly drafts?: DraftStore
  /** Whether showing a comment below this parent now would push away what the reader is looking at. */
  readonly wouldMove?: (parent: CommentId | null) => boolean
  /** Told of each comment of the viewer that the store has taken. */
  readonly posted?: (comment: Comment) => void
}

/** Everything that one open thread knows and does. The order below is the order of who knows whom. */
export function createStore(options: StoreOptions): Store {
  const { adapter, page, order, limit, drafts = memoryDraftStore(), wouldMove = () => false } = options
  const { posted = () => undefined } = options
  const ending = new AbortController()
  const abort = ending.signal
  const announcement = signal<Announcement | null>(null)
  const announce = (next: Announcement): void => {
    announcement.value = next
  }

  const actions: CommentActions = {
    async loadBranch(root, cursor) {
      const slice = await adapter.replies(page, cursor, { signal: abort })
      thread.take(slice)
      if (slice.branches.length === 0) root.more.set(null, 0)
      announce({ type: 'more-loaded', count: slice.comments.length })
    },
    toggleVote: (comment) =>
      quietly(async () => {
        const on = !comment.voted.peek()
        const before = comment.value.peek()
        await optimistically({
          apply() {
            viewer.vote(comment, on)
            const up = Math.max(0, (before.reactions[UP] ?? 0) + (on ? 1 : -1))
            comment.value.value = { ...before, reactions: { ...before.reactions, [UP]: up } }
          },
          send: () => adapter.react(page, comment.id, { reaction: UP, on }, { signal: abort }),
          confirm: (after) => comments.put(after),
          undo() {
            viewer.vote(comment, !on)
            comment.value.value = before
          },
        })
      }),
    sendAgain: (comment) => outgoing.sendAgain(comment),
    takeBack: (comment) => outgoing.takeBack(comment),
    remove: (comment) =>
      quietly(async () => {
        const tombstone = await adapter.remove(page, comment.id, { signal: abort })
        if (tombstone === null) thread.drop(comment.id)
        else comments.put(tombstone)
        announce({ type: 'removed' })
      }),
  }

  async function quietly(run: () => Promise<void>): Promise<void> {
    try {
      await run()
    } catch (cause) {
      const error = problemOf(cause)
      if (!isEnding(error)) announce({ type: 'refused', error })
    }
  }

  const arrived = signal(0)
  const passages = createPassages({ adapter, page, thread: () => thread, signal: abort })
  const comments = createComments(actions, passages.put)
  const viewer = createViewer(adapter, page, comments)
  const live = createLive({
    adapter,
    page,
    comments,
    passages,
    thread: () => thread,
    arrived,
    announce,
    wouldMove,
    signal: abort,
  })
  const thread = createThread({
    adapter,
    page,
    order,
    limit,
    comments,
    passages,
    viewer,
    arrived,
    announce,
    signal: abort,
    opened: live.follow,
    showArrived: live.showArrived,
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
