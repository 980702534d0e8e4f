import { signal } from '@preact/signals'
import type { Comment, CommentId, Order, PageKey } from '@afterword/storage'
import { type StoredModel, createComments } from './comments.ts'
import { type DraftStore, createDrafts, memoryDraftStore } from './drafts.ts'
import type { Announcement, Store } from './models.ts'
import { createPart } from './part.ts'
import { createPassages } from './passages.ts'
import { isEnding, problemOf } from './problem.ts'
import type { Source } from './source.ts'
import { createThread } from './thread.ts'
import { createViewer } from './viewer.ts'
import type { WritingStore } from './writing.ts'

export interface StoreOptions {
  readonly source: Source
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

/**
 * Everything that one open thread knows and does. The order below is the order of who knows whom. What reading
 * needs is here at once; what follows the news (`live`) and what changes the thread (`writing`) are parts.
 */
export function createStore(options: StoreOptions): Store {
  const { source: given, page, order, limit, wouldMove = () => false } = options
  const { posted = () => undefined, reordered = () => undefined, target = null, since = null } = options
  const ending = new AbortController()
  const abort = ending.signal
  const announcement = signal<Announcement | null>(null)
  const announce = (next: Announcement): void => {
    announcement.value = next
  }
  const online = signal(true)
  const waiting = signal(0)
  const arrived = signal(0)
  /** The number up to which the thread was read. */
  let known: number | undefined

  /** What is refused is said, and stands beside the comment that it was about. */
  async function quietly(comment: StoredModel, run: (writing: WritingStore) => Promise<void>): Promise<void> {
    comment.failure.value = null
    try {
      // Where its code is not here yet, what the reader pressed is done as soon as it is.
      await run(writing.value.peek() ?? (await writing.load()))
    } catch (cause) {
      const error = problemOf(cause)
      if (isEnding(error)) return
      comment.failure.value = error
      announce({ type: 'refused', error })
    }
  }

  /**
   * The adapter begins to send what waits as soon as it is there. Who shows that has to be there first, or the
   * viewer's own words would come back to them as news.
   */
  const source: Source = {
    ...given,
    async whole() {
      writing.load().catch(() => undefined)
      await import('./writing.ts').catch(() => undefined)
      return given.whole()
    },
  }

  const passages = createPassages({
    source,
    page,
    thread: () => thread,
    seen: (comment) => comments.put(comment),
    announce,
    signal: abort,
  })
  const comments = createComments(
    {
      loadBranch: (root, cursor, side) => thread.loadBranch(root, cursor, side),
      showNews: (comment) => live.value.peek()?.showNews(comment) ?? null,
      toggleReaction: (comment, reaction) => quietly(comment, (store) => store.toggleReaction(comment, reaction)),
      sendAgain: (comment) => quietly(comment, (store) => store.sendAgain(comment)),
      takeBack: (comment) => quietly(comment, (store) => store.takeBack(comment)),
      remove: (comment) => quietly(comment, (store) => store.remove(comment)),
    },
    passages.put,
  )
  const viewer = createViewer({ comments, since })
  const thread = createThread({
    source,
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
    opened(seq) {
      known = seq
      live.value.peek()?.follow(seq)
    },
    showArrived: () => live.value.peek()?.showArrived() ?? null,
    seen: () => live.value.peek()?.seen() ?? thread.state.peek().seq,
    reordered,
  })
  const drafts = createDrafts(options.drafts ?? memoryDraftStore())

  const live = createPart(
    () => Promise.all([import('./live.ts'), source.whole()]),
    ([{ createLive }, adapter]) => {
      const created = createLive({
        adapter,
        page,
        comments,
        passages,
        thread: () => thread,
        online,
        arrived,
        announce,
        wouldMove,
        isViewer: viewer.wrote,
        signal: abort,
      })
      if (known !== undefined) created.follow(known)
      return created
    },
  )
  const writing = createPart(
    async () => {
      const { createWriting } = await import('./writing.ts')
      return { createWriting, adapter: await given.whole() }
    },
    ({ createWriting, adapter }) => {
      const created = createWriting({
        adapter,
        page,
        comments,
        viewer,
        thread,
        drafts,
        waiting,
        opened,
        announce,
        posted,
        signal: abort,
      })
      if (abort.aborted) created.dispose()
      return created
    },
  )

  function saveDrafts(): void {
    writing.value.peek()?.saveDrafts()
    drafts.keepAll()
  }

  const opened = thread.open()

  return {
    thread,
    drafts,
    writing,
    passages,
    connection: { online, waiting },
    viewer,
    announcement,
    tell: announce,
    async loadRest() {
      await Promise.allSettled([live.load(), writing.load()])
    },
    saveDrafts,
    dispose() {
      ending.abort()
      saveDrafts()
      writing.value.peek()?.dispose()
    },
  }
}
