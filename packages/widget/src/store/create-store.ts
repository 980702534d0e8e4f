import { signal } from '@preact/signals'
import type { Comment, CommentId, OpenThread, Order, PageKey } from '@afterword/storage'
import { type StoredModel, createComments } from './comments.ts'
import { type DraftStore, createDrafts } from './drafts.ts'
import type { KeepingStore } from './keeping.ts'
import type { Announcement, CommentModel, Store } from './models.ts'
import { createPart } from './part.ts'
import { createPassages } from './passages.ts'
import { isEnding, problemOf } from './problem.ts'
import type { RemovalStore } from './removal-store.ts'
import type { Source } from './source.ts'
import type { ThreadKeep } from './thread-keep.ts'
import { createThread } from './thread.ts'
import { createViewer } from './viewer.ts'
import type { WritingStore } from './writing.ts'

export interface StoreOptions {
  readonly source: Source
  readonly page: PageKey
  readonly order?: Order | undefined
  /** Top-level comments to load at once. */
  readonly limit?: number | undefined
  readonly drafts: DraftStore
  /** Where this browser keeps what must survive it. It comes with the code that needs it. */
  readonly kept?: () => Promise<Kept>
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

/** What this browser keeps, apart from drafts. */
export interface Kept {
  /** Removals that are not sent yet; in memory when left out. */
  readonly removals?: RemovalStore
  /** The thread, for reading without a network; not kept when left out. */
  readonly thread?: ThreadKeep | undefined
}

/** Milliseconds until what did not arrive, though it was asked for several times, is asked for once more. */
const REST_AGAIN = 10_000

/**
 * Everything that one open thread knows and does. The order below is the order of who knows whom. What reading
 * needs is here at once; what follows the news (`live`) and what changes the thread (`writing`) are parts.
 */
export function createStore(options: StoreOptions): Store {
  const { source: given, page, order, limit, wouldMove = () => false } = options
  const { kept = async (): Promise<Kept> => ({}) } = options
  const { posted = () => undefined, reordered = () => undefined, target = null, since = null } = options
  const ending = new AbortController()
  const abort = ending.signal
  const announcement = signal<Announcement | null>(null)
  const announce = (next: Announcement): void => {
    announcement.value = next
  }
  const online = signal(true)
  const waiting = signal<readonly CommentModel[]>([])
  const arrived = signal(0)
  /** The number up to which the thread was read. */
  let known: number | undefined
  let again: ReturnType<typeof setTimeout> | undefined

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
      isLeaving: (id) => writing.value.peek()?.isLeaving(id) ?? false,
      remove: (comment) => quietly(comment, (store) => store.remove(comment)),
      undoRemove: (comment) => quietly(comment, (store) => store.undoRemove(comment)),
      pauseRemove: (comment, on) => writing.value.peek()?.pauseRemove(comment, on),
      async report(comment, report) {
        try {
          await (await writing.load()).report(comment, report)
          return null
        } catch (cause) {
          return problemOf(cause)
        }
      },
      asSeen: (comment) => writing.value.peek()?.moderating.value.peek()?.asSeen(comment) ?? comment,
    },
    passages.put,
  )
  const viewer = createViewer({ comments, since, editWindow: () => editWindowOf(thread.opened()) })
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
    wouldMove,
    signal: abort,
    opened(seq) {
      known = seq
      live.value.peek()?.follow(seq)
      writing.value.peek()?.readAgain()
    },
    showArrived: () => live.value.peek()?.showArrived() ?? null,
    seen: () => live.value.peek()?.seen() ?? thread.state.peek().seq,
    reordered,
    kept: async (reason) => (await keeping())?.instead(reason),
  })
  let keeper: Promise<KeepingStore | undefined> | undefined
  /** What keeps the thread for reading without a network; asked for at once when it cannot be read, else later. */
  function keeping(): Promise<KeepingStore | undefined> {
    keeper ??= Promise.all([import('./keeping.ts'), kept()]).then(
      ([{ createKeeping }, { thread: keep }]) => {
        if (keep === undefined || abort.aborted) return undefined
        const created = createKeeping({ keep, thread })
        abort.addEventListener('abort', created.dispose)
        return created
      },
      () => (keeper = undefined),
    )
    return keeper
  }
  const drafts = createDrafts(options.drafts)

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
        keepHeld: (comment) => writing.value.peek()?.keepHeld(comment) ?? false,
        whenGone({ id, comment }, gone) {
          const moderating = viewer.moderates.peek() ? writing.value.peek()?.moderating.value.peek() : null
          if (moderating == null) gone()
          else moderating.keep(id, comment, gone)
        },
        signal: abort,
      })
      if (known !== undefined) created.follow(known)
      return created
    },
  )
  const writing = createPart(
    async () => {
      const code = Promise.all([import('./writing.ts'), import('./changes.ts'), kept()])
      const [{ createWriting }, { createChanges }, { removals }] = await code
      return { createWriting, createChanges, removals, adapter: await given.whole() }
    },
    ({ createWriting, createChanges, removals, adapter }) => {
      const created = createWriting({
        createChanges,
        adapter,
        page,
        comments,
        viewer,
        thread,
        drafts,
        waiting,
        removals,
        opened,
        announce,
        posted,
        bring: (comment) => (live.value.peek()?.bring ?? thread.show)(comment),
        signal: abort,
      })
      if (abort.aborted) created.dispose()
      return created
    },
  )

  /** A server that went away for a moment may come back without the browser noticing anything. */
  async function loadRest(): Promise<void> {
    clearTimeout(again)
    const results = await Promise.allSettled([live.load(), writing.load(), keeping()])
    const isMissing = results.some(({ status }) => status === 'rejected')
    if (isMissing && !abort.aborted) again = setTimeout(() => void loadRest(), REST_AGAIN)
  }

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
    loadRest,
    saveDrafts,
    leave: () => writing.value.peek()?.leave(),
    reconnect() {
      if (thread.status.peek() === 'failed') void thread.retry()
      else if (thread.asOf.peek() !== null) void thread.open()
      writing.value.peek()?.reconnect()
    },
    dispose() {
      ending.abort()
      clearTimeout(again)
      saveDrafts()
      writing.value.peek()?.dispose()
    },
  }
}

/** For ever is `null` and must stay so; nobody may change anything before it is known. */
function editWindowOf(opened: OpenThread | undefined): number | null {
  return opened === undefined ? 0 : opened.editWindow
}
