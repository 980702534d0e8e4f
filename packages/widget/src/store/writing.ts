import type { Signal } from '@preact/signals'
import type { Author, Comment, PageKey } from '@afterword/storage'
import type { Outbox } from '@afterword/storage/outbox'
import type { Comments, StoredModel } from './comments.ts'
import { createComposers } from './composers.ts'
import type { Drafts } from './drafts.ts'
import type { Announcement, WritingModel } from './models.ts'
import { createOutgoing } from './outgoing.ts'
import { createReactions } from './reactions.ts'
import type { ThreadStore } from './thread.ts'
import type { ViewerStore } from './viewer.ts'

/** Everything that changes the thread, from inside the store. What the store refuses is thrown. */
export interface WritingStore extends WritingModel {
  toggleReaction(comment: StoredModel, reaction: string): Promise<void>
  sendAgain(comment: StoredModel): Promise<void>
  takeBack(comment: StoredModel): Promise<void>
  remove(comment: StoredModel): Promise<void>
  saveDrafts(): void
  dispose(): void
}

export interface WritingDeps {
  readonly adapter: Outbox
  readonly page: PageKey
  readonly comments: Comments
  readonly viewer: ViewerStore
  readonly thread: ThreadStore
  readonly drafts: Drafts
  /** How many comments wait to be sent. */
  readonly waiting: Signal<number>
  /** Resolves when the thread was read, or could not be. */
  readonly opened: Promise<void>
  readonly announce: (announcement: Announcement) => void
  readonly posted: (comment: Comment) => void
  readonly signal: AbortSignal
}

export function createWriting(deps: WritingDeps): WritingStore {
  const { adapter, page, comments, viewer, thread, drafts, waiting, announce, posted, signal: abort } = deps
  const reactions = createReactions({ adapter, page, viewer, signal: abort })
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
    waiting,
    announce,
    posted,
  })

  // An outbox that cannot be read holds nothing back, and who is not known has nothing of their own.
  void deps.opened.then(outgoing.restore).catch(() => undefined)
  adapter.viewer(page, { signal: abort }).then(viewer.know, () => undefined)

  return {
    composer: composers.for,
    toggleReaction: reactions.toggle,
    sendAgain: outgoing.sendAgain,
    takeBack: outgoing.takeBack,
    async remove(comment) {
      const tombstone = await adapter.remove(page, comment.id, { signal: abort })
      if (tombstone === null) thread.drop(comment.id)
      else comments.put(tombstone)
      announce({ type: 'removed' })
    },
    saveDrafts: composers.save,
    dispose() {
      outgoing.dispose()
      composers.dispose()
    },
  }
}

/** The viewer when they have an account; a guest gives a name with each comment. */
function accountOf(author: Author | null): Author | null {
  return author !== null && !author.guest ? author : null
}
