import { type ReadonlySignal, useSignal } from '@preact/signals'
import type { CommentId } from '@afterword/storage'
import type { ComponentType, JSX } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import { HEADING } from '../helpers/place-id.ts'
import type { ReadingWords, Words } from '../i18n/messages.ts'
import type { Store } from '../store/models.ts'
import type { Part } from '../store/part.ts'
import { afterPaint } from './after-paint.ts'
import { CommentList } from './comment.tsx'
import { Composer } from './composer.tsx'
import {
  type Links,
  type ModeratingCode,
  type Thread,
  ThreadContext,
  type WritingCode,
  useThread,
  writingIn,
} from './context.ts'
import { More } from './more.tsx'
import type { Sleeping } from './sleep.ts'
import { Skeleton } from './skeleton.tsx'
import { ThreadHead } from './thread-head.tsx'

export interface AppProps {
  readonly store: Store
  readonly words: ReadingWords
  /** All words; `null` until those of writing are here. */
  readonly allWords: ReadonlySignal<Words | null>
  /** The code for writing. It is asked for when the first comments are on the screen. */
  readonly writing: Part<WritingCode>
  /** What moderators do, whose code comes for them alone; left out where nobody can. */
  readonly moderating?: Part<ModeratingCode>
  readonly locale: string
  readonly dir: 'ltr' | 'rtl'
  /** Whether the words stand in for others that are on their way. */
  readonly coming?: boolean
  /** Whether the comments are kept in this browser only, which the reader is told. */
  readonly ownStorage: boolean
  readonly permalink: (id: CommentId) => string
  /** What stands beside the article, once that is loaded. */
  readonly margin?: ReadonlySignal<ComponentType | null>
  /** Where one goes on without a script; left out where there is one. */
  readonly links?: Links
  /** What is drawn already is taken over bit by bit; left out where nothing is. */
  readonly sleep?: Sleeping | undefined
  /** Whether this is drawn by a server, or over what a server drew: as it was there first, then as it is here. */
  readonly rendered?: boolean
}

/** Milliseconds between two looks at the clock. */
const MINUTE = 60_000

/** A thread, whole. */
export function App(props: AppProps): JSX.Element {
  const {
    store,
    words,
    allWords,
    writing,
    moderating,
    locale,
    dir,
    coming,
    ownStorage,
    permalink,
    margin,
    links = null,
    sleep,
  } = props
  const now = useSignal(Date.now())
  const zone = useSignal(props.rendered === true ? 'UTC' : undefined)
  const section = useRef<HTMLElement>(null)

  useEffect(() => {
    zone.value = undefined
  }, [zone])
  // Whose undoing does not wait for a frame.
  useLayoutEffect(() => {
    let timer: ReturnType<typeof setInterval> | undefined
    const look = (): void => void (now.value = Date.now())
    const follow = (): void => {
      clearInterval(timer)
      timer = undefined
      if (document.visibilityState !== 'visible') return
      look()
      timer = setInterval(look, MINUTE)
    }
    // Nobody looks at a page that is hidden, and coming back to it all times are looked at anew.
    if (document.visibilityState === 'visible') timer = setInterval(look, MINUTE)
    document.addEventListener('visibilitychange', follow)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', follow)
    }
  }, [now])

  const loading = store.thread.status.value === 'loading'
  useEffect(() => {
    if (loading) return undefined
    return afterPaint(() => {
      // Who changes comments finds them alive.
      void Promise.resolve(sleep?.over).then(() => {
        void store.loadRest()
        writing.load().catch(() => undefined)
      })
    })
  }, [loading, store, writing, sleep])

  const context = useMemo((): Thread => {
    function focusComment(id: CommentId | null): void {
      requestAnimationFrame(() => {
        const comment = id === null ? null : section.current?.querySelector<HTMLElement>(`[data-id="${id}"] > .comment`)
        comment?.focus({ preventScroll: true })
        comment?.scrollIntoView({ block: 'nearest' })
      })
    }
    return { store, words, allWords, writing, moderating, locale, now, zone, permalink, links, focusComment, sleep }
  }, [store, words, allWords, writing, moderating, locale, now, zone, permalink, links, sleep])

  return (
    <ThreadContext.Provider value={context}>
      <section
        ref={section}
        class={coming ? 'thread words-coming' : 'thread'}
        part="thread"
        dir={dir}
        lang={locale}
        aria-labelledby={HEADING}
      >
        {margin !== undefined && <Beside margin={margin} />}
        <ThreadHead />
        <Writing />
        <Notes />
        <Conversation />
        {ownStorage && <p class="note">{words.ownStorage}</p>}
        <Announcer />
      </section>
    </ThreadContext.Provider>
  )
}

function Beside({ margin }: { readonly margin: ReadonlySignal<ComponentType | null> }): JSX.Element | null {
  const Margin = margin.value
  return Margin === null ? null : <Margin />
}

function Writing(): JSX.Element | null {
  const { store, words } = useThread()
  const { supports, closed } = store.thread
  if (closed.value) return <p class="note">{words.closed}</p>
  return supports.create ? <Composer parent={null} /> : null
}

function Notes(): JSX.Element | null {
  const writing = writingIn(useThread())
  return writing && <writing.view.Notes />
}

function Conversation(): JSX.Element {
  const { store, words, allWords } = useThread()
  const { thread } = store
  const status = thread.status.value
  const comments = thread.comments.value
  const error = thread.error.value
  const earlier = thread.earlier.available.value

  if (status === 'loading') return <Skeleton />
  return (
    <>
      {status === 'failed' && (
        <div class="failed" part="failed">
          <p>
            {words.failed} {error !== null && allWords.value?.problems[error.code]}
          </p>
          <button type="button" part="button" class="button" onClick={() => void thread.retry()}>
            {words.retry}
          </button>
        </div>
      )}
      <Trouble />
      {status === 'ready' && comments.length === 0 && (
        <p class="empty" part="empty">
          {words.empty}
        </p>
      )}
      {earlier && <Around />}
      <More model={thread.earlier} label={allWords.value?.earlier ?? words.more} above />
      {comments.length > 0 && <CommentList models={comments} kind="list" steady={earlier} />}
      <More model={thread.more} label={words.more} href={({ links, cursor }) => links.more(cursor)} />
      <Arrived />
    </>
  )
}

/** What could not be read while the rest stays readable: another order, a part of the thread, the comment of a link. */
function Trouble(): JSX.Element | null {
  const writing = writingIn(useThread())
  const failure = useThread().store.thread.failure.value
  if (failure === null || writing === null) return null
  const { words, view } = writing
  return <p class="note">{failure.code === 'not-found' ? words.linkGone : view.problemIn(words, failure)}</p>
}

/** Says that the thread is shown around one comment, and leads to all of it. */
function Around(): JSX.Element | null {
  const { store, allWords } = useThread()
  const words = allWords.value
  if (words === null) return null
  return (
    <p class="note part">
      {words.part}
      <button type="button" class="action" part="action" onClick={() => void store.thread.showAll()}>
        {words.showAll}
      </button>
    </p>
  )
}

/** Lies over the end of what is in the window: it takes no room, so nothing moves when it comes. */
function Arrived(): JSX.Element | null {
  const { store, words, focusComment } = useThread()
  const { thread } = store
  const count = thread.arrived.value
  if (count === 0) return null
  return (
    <div class="arrived-place">
      <button
        type="button"
        part="button arrived"
        class="button arrived"
        onClick={() => focusComment(thread.showArrived()?.id ?? null)}
      >
        {words.arrived({ count })}
      </button>
    </div>
  )
}

/** The one live region. */
function Announcer(): JSX.Element {
  const { store } = useThread()
  const writing = writingIn(useThread())
  const announcement = store.announcement.value
  return (
    <p class="visually-hidden" role="status">
      {announcement !== null && writing?.view.announcementIn(writing.words, announcement)}
    </p>
  )
}
