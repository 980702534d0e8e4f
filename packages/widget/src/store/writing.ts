import { effect, type Signal } from '@preact/signals'
import type { Author, Comment, CommentId, PageKey, Report } from '@afterword/storage'
import type { Outbox } from '@afterword/storage/outbox'
import type { createChanges } from './changes.ts'
import type { Comments, StoredModel } from './comments.ts'
import { createComposers } from './composers.ts'
import type { Drafts } from './drafts.ts'
import { createEdits } from './edits.ts'
import { createHeld } from './held.ts'
import { createIdentity } from './identity.ts'
import { createKeptDrafts } from './kept-drafts.ts'
import type { Announcement, CommentModel, WritingModel } from './models.ts'
import type { ModeratingStore } from './moderating.ts'
import { createOutgoing } from './outgoing.ts'
import { type Part, createPart } from './part.ts'
import { createReactions } from './reactions.ts'
import { type RemovalStore, memoryRemovalStore } from './removal-store.ts'
import { createRemovals } from './removals.ts'
import { offerStranded } from './stranded.ts'
import type { ThreadStore } from './thread-store.ts'
import type { ViewerStore } from './viewer.ts'

/** Everything that changes the thread, from inside the store. What the store refuses is thrown. */
export interface WritingStore extends WritingModel {
  toggleReaction(comment: StoredModel, reaction: string): Promise<void>
  sendAgain(comment: StoredModel): Promise<void>
  takeBack(comment: StoredModel): Promise<void>
  remove(comment: StoredModel): Promise<void>
  undoRemove(comment: StoredModel): Promise<void>
  pauseRemove(comment: StoredModel, on: boolean): void
  isLeaving(id: CommentId): boolean
  report(comment: StoredModel, report: Report): Promise<void>
  saveDrafts(): void
  keepHeld(comment: StoredModel): boolean
  readonly moderating: Part<ModeratingStore>
  /** The thread was read again: what is not in it for readers comes anew. */
  readAgain(): void
  leave(): void
  reconnect(): void
  dispose(): void
}

export interface WritingDeps {
  /** What sends changes: a part of its own, which comes with this one. */
  readonly createChanges: typeof createChanges
  readonly adapter: Outbox
  readonly page: PageKey
  readonly comments: Comments
  readonly viewer: ViewerStore
  readonly thread: ThreadStore
  readonly drafts: Drafts
  /** What of the viewer's waits to be sent. */
  readonly waiting: Signal<readonly CommentModel[]>
  /** Where removals survive until they are sent; in memory when left out. */
  readonly removals: RemovalStore | undefined
  /** Resolves when the thread was read, or could not be. */
  readonly opened: Promise<void>
  readonly announce: (announcement: Announcement) => void
  readonly posted: (comment: Comment) => void
  /** Shows one that no event brought. */
  readonly bring: (comment: Comment) => void
  readonly signal: AbortSignal
}

export function createWriting(deps: WritingDeps): WritingStore {
  const { adapter, page, comments, viewer, thread, drafts, waiting, announce, posted, signal } = deps
  const reactions = createReactions({ adapter, page, viewer, signal })
  const kept = createKeptDrafts(drafts.store)
  const stopNoting = kept.eachPlace(drafts.note)
  const composers = createComposers({
    drafts,
    kept,
    needsName: () => accountOf(viewer.author.peek()) === null,
    viewer: viewer.author,
    mayWrite() {
      const may = thread.opened()?.identity?.guests !== false || accountOf(viewer.author.peek()) !== null
      if (!may && identity !== null) identity.asked.value = 'sign-in'
      return may
    },
    // Where it does not come, there is work to be done in its place.
    prepare: () => void adapter.prepare(page, { signal }).catch(() => undefined),
    send: (...words) => outgoing.send(...words),
  })
  const outgoing = createOutgoing({
    adapter,
    page,
    thread,
    composerOf: composers.for,
    reopen: drafts.openReply,
    viewer,
    stuck: waiting,
    announce,
    posted,
  })
  const edits = createEdits({
    createChanges: deps.createChanges,
    adapter,
    page,
    drafts: drafts.store,
    kept,
    comments,
    thread,
    viewer,
    waiting,
    strand: (draft) => composers.for(null).offer(draft),
    announce,
  })
  const changes = edits.onTheWay
  const isChanged = ({ id }: StoredModel): boolean => edits.changes.peek().has(id)
  const stopWaiting = effect(() => {
    const all = [...outgoing.waiting.value, ...changes.waiting.value]
    waiting.value = all.toSorted((a, b) => a.at - b.at).map(({ model }) => model)
  })
  const removals = createRemovals({
    adapter,
    page,
    kept: deps.removals ?? memoryRemovalStore(),
    comments,
    thread,
    announce,
  })
  const stopOffering = offerStranded({ thread, kept, to: () => composers.for(null) })

  // An outbox that cannot be read holds nothing back, and who is not known has nothing of their own.
  const restore = (): Promise<unknown> => Promise.all([outgoing.restore(), changes.restore(), removals.restore()])
  void deps.opened.then(restore).catch(() => undefined)
  const held = createHeld({ adapter, page, viewer, thread, comments, signal })
  const { identity: client } = adapter
  const identity =
    client === undefined ? null : createIdentity({ client, thread, viewer, comments, renew: held.renew, signal })
  void deps.opened.then(held.know)
  const moderating = createPart(
    () => import('./moderating.ts'),
    ({ createModerating }) =>
      createModerating({ adapter, page, comments, thread, viewer, bring: deps.bring, announce, signal }),
  )
  const stopModerating = effect(() => {
    const moderates = viewer.moderates.value
    // Who moderates no more has what they saw taken away.
    if (moderates)
      void moderating.load().then(
        ({ know }) => know(),
        () => undefined,
      )
    else moderating.value.peek()?.know()
  })
  let was: number | null = null
  const stopKnowing = effect(() => {
    const now = thread.asOf.value
    // The network is back: what could not be known without it can.
    if (was !== null && now === null) held.know()
    was = now
  })

  return {
    composer: composers.for,
    edits,
    identity,
    toggleReaction: reactions.toggle,
    sendAgain: (comment) => (isChanged(comment) ? changes.sendAgain(comment.id) : outgoing.sendAgain(comment)),
    takeBack: (comment) => (isChanged(comment) ? changes.takeBack(comment.id) : outgoing.takeBack(comment)),
    async remove(comment) {
      // Its words are a draft from now on: there is nothing to change any more, and perhaps there is again.
      await changes.takeBack(comment.id)
      await removals.remove(comment)
    },
    undoRemove: removals.undo,
    pauseRemove: removals.pause,
    isLeaving: removals.has,
    async report(comment, report) {
      await adapter.report(page, comment.id, report, { signal })
      viewer.report(comment)
    },
    saveDrafts() {
      composers.save()
      edits.save()
    },
    keepHeld: held.keep,
    moderating,
    readAgain: () => moderating.value.peek()?.know(),
    leave: removals.flush,
    reconnect: removals.retry,
    dispose() {
      removals.dispose()
      outgoing.dispose()
      stopWaiting()
      stopOffering()
      stopKnowing()
      stopModerating()
      stopNoting()
      composers.dispose()
      edits.dispose()
      kept.dispose()
    },
  }
}

/** The viewer when they have an account; a guest gives a name with each comment. */
function accountOf(author: Author | null): Author | null {
  return author !== null && !author.guest ? author : null
}
