import type { CommentId, StorageAdapter } from '@afterword/storage'
import type { Opening } from '@afterword/storage/http/address'
import { effect, signal as createSignal } from '@preact/signals'
import { type ComponentChild, type ComponentType, h, hydrate, render } from 'preact'
import { App } from '../components/app.tsx'
import { letSleep } from '../components/item.tsx'
import type { WritingCode } from '../components/context.ts'
import { createSleep } from '../components/sleep.ts'
import { relativeTime } from '../helpers/time.ts'
import type { OwnMessages, ReadingWords } from '../i18n/messages.ts'
import { createStore } from '../store/create-store.ts'
import { createPart } from '../store/part.ts'
import type { Store } from '../store/models.ts'
import { problemOf } from '../store/problem.ts'
import { laterSheets } from '../styles/later.ts'
import { browserDraftStore } from './draft-store.ts'
import { fire, warn } from './events.ts'
import type { DrawnFirst } from './first-drawing.ts'
import { keepOrder } from './kept-order.ts'
import { lazyKeep } from './lazy-keep.ts'
import { bringPassages } from './passages-later.ts'
import { rememberVisit } from './remember-visit.ts'
import { openedWith, renderedIn, strip } from './rendered.ts'
import { adviseOnSetUp } from './set-up-advice.ts'
import { readSettings } from './settings.ts'
import { sourceFor } from './source.ts'
import { targetOf } from './target-of.ts'
import { followTarget, isAlone } from './target.ts'
import { tellPage } from './tell.ts'
import { aTask } from '../helpers/turns.ts'
import { type Typed, typedIn } from './typed.ts'
import { type Checked, checkBy } from './unchecked.ts'
import { until } from './until.ts'
import { browserVisits } from './visits.ts'
import { wakeSlowly } from './wake-slowly.ts'
import { type FollowedWording, followWording } from './wording.ts'
import type { Wording } from './wording-now.ts'
import { wouldMove } from './would-move.ts'

export interface InterfaceOptions {
  readonly host: HTMLElement
  readonly root: ShadowRoot
  readonly adapter: StorageAdapter | null
  readonly messages: () => OwnMessages
  /** What the first drawing has left; `undefined`: there was none. */
  readonly drawn: DrawnFirst | undefined
  /** The request for the served thread, which went out already. */
  readonly opening: Opening | undefined
  /** What the page's policy has forbidden so far. */
  readonly violations: readonly SecurityPolicyViolationEvent[]
  readonly checked: Checked | undefined
  /** What a developer can do when a part does not arrive. */
  readonly remedyForParts: () => string
  readonly signal: AbortSignal
}

/** The interface of one thread. It ends with its signal. */
export interface Interface {
  /** The owner's messages are others now. */
  refresh(): void
  /** Brings what stands there to life; `undefined` where it is. */
  wake(target: Element): Promise<void> | undefined
}

/** Everything that one can do with a thread, over what is drawn of it already. */
export async function startInterface(options: InterfaceOptions): Promise<Interface> {
  const { host, messages, drawn, signal } = options
  checkBy(options.checked)
  await aTask()
  signal.throwIfAborted()
  adviseOnSetUp(host, options.violations, signal)
  const following = followWording(host, messages, signal, drawn)
  const { refresh } = following
  try {
    const wake = await start(options, following)
    return { refresh, wake }
  } catch (cause) {
    const error = problemOf(cause)
    if (!signal.aborted) {
      warn(error.message, error.cause)
      fire(host, 'afterword-error', { error })
      await sayNothingIsHere(options, following)
    }
    return { refresh, wake: () => undefined }
  }
}

/** Nothing can be drawn: the reader is told that there is nothing to wait for, and no more. */
async function sayNothingIsHere({ root, signal }: InterfaceOptions, following: FollowedWording): Promise<void> {
  await following.loadWriting().catch(() => undefined)
  if (signal.aborted || root.querySelector('.thread') !== null) return
  root.replaceChildren()
  const { words } = following.wording.peek()
  render(h('p', { class: 'note' }, following.allWords.peek()?.problems['site-unknown'] ?? words.failed), root)
}

async function start(options: InterfaceOptions, following: FollowedWording): Promise<Interface['wake']> {
  const { host, root, adapter, drawn, signal } = options
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...laterSheets()]
  const settings = readSettings(host)
  const source = sourceFor(settings, adapter, options.opening)
  const rendered = renderedIn(root, settings.page)
  const takesOver = rendered !== undefined && source.supports.subscribe
  const isReady = takesOver || drawn?.ready === true
  if (!takesOver && drawn === undefined) root.replaceChildren()
  const visits = browserVisits(source.scope, settings.page)
  const served = adapter === null && settings.server !== null
  const store = createStore({
    source: takesOver ? openedWith(source, rendered) : source,
    page: settings.page,
    order: takesOver ? settings.ownersOrder : settings.order,
    limit: settings.pageSize,
    target: !isReady && isAlone(root) ? targetOf(location.hash) : null,
    since: visits.since,
    reordered: (order) => keepOrder(order, settings.ownersOrder),
    kept: async () => (await import('./browser-kept.ts')).browserKept(source.scope, settings.page, served),
    drafts: browserDraftStore(source.scope, settings.page, lazyKeep),
    wouldMove: (parent) => wouldMove(root, parent),
    posted: (comment) => fire(host, 'afterword-comment', { comment }),
  })
  const stopTelling = tellPage(host, store, drawn?.ready === true ? 'ready' : undefined)
  const isDrawn = takesOver || drawn !== undefined
  /** The words that are drawn: others may come while it waits. */
  const drawnIn = drawn && following.wording.peek()
  /** What was typed into what is drawn goes on being theirs, also when they leave before it is taken over. */
  let take = (): void => void (isDrawn && takeTyped(typedIn(root), store))
  const save = (): void => {
    take()
    store.saveDrafts()
  }
  addEventListener('pagehide', save, { signal })
  addEventListener('pagehide', () => store.leave(), { signal })
  document.addEventListener('visibilitychange', save, { signal })
  // Before what is drawn goes.
  signal.addEventListener('abort', save)
  signal.addEventListener('abort', () => render(null, root))
  const writing = createPart(
    () =>
      Promise.all([
        import('../components/writing.ts'),
        import('../styles/writing.ts'),
        store.writing.load(),
        following.loadWriting(),
      ]),
    ([{ view }, { writingSheet }, model]): WritingCode => {
      root.adoptedStyleSheets = [...new Set([...root.adoptedStyleSheets, writingSheet()])]
      return { view, store: model }
    },
  )
  const moderating = createPart(
    async () => (await import('./moderating.ts')).moderatingIn(root, store, following, signal),
    (code) => code,
  )
  const stopModerating = effect(() => {
    if (store.viewer.moderates.value) moderating.load().catch(() => undefined)
  })
  const stopMissing = effect(() => {
    if (writing.failed.value) warn(`a part of the interface could not be loaded. ${options.remedyForParts()}`)
  })
  // What could not be read or done without a network is when there is one.
  const again = (): void => {
    store.reconnect()
    void store.loadRest()
    writing.load().catch(() => undefined)
  }
  addEventListener('online', again, { signal })
  const { ownStorage } = source
  const { allWords } = following
  const margin = createSignal<ComponentType | null>(null)
  const permalink = (id: CommentId): string => `#comment-${id}`
  signal.addEventListener('abort', () => {
    stopTelling()
    stopMissing()
    stopModerating()
    store.dispose()
    source.close()
  })
  if (isReady) await until(() => store.thread.status.value !== 'loading')
  // What a server drew goes on in words of its own: those that stand in for others would flash up in between.
  if (takesOver) await following.here()
  // Taking over is a task of its own. What is pressed meanwhile waits, what is typed is read after it.
  if (isDrawn) {
    await aTask()
    // The first time that is written takes as long as many comments.
    relativeTime(0, 0, following.wording.peek().locale)
    await aTask()
  }
  // What is ended while it waits has nothing to take over.
  if (signal.aborted) return () => undefined
  const sleep = createSleep(isReady ? store.thread.comments.peek().map(({ id }) => id) : [])
  const app = (wording: Wording<ReadingWords>): ComponentChild =>
    h(App, {
      store,
      ...wording,
      allWords,
      writing,
      moderating,
      ownStorage,
      permalink,
      margin,
      sleep,
      rendered: takesOver,
    })
  const shown = takesOver ? following.wording.peek() : drawnIn
  if (shown !== undefined) {
    take()
    letSleep()
    strip(root)
    // Taking over looks at no attribute. Where a server guessed another language, all of them are to be looked at.
    const drawnSo = root.querySelector(`[dir=${shown.dir}][lang="${shown.locale}"].thread`)
    const takeOver = drawnSo === null ? render : hydrate
    takeOver(app(shown), root)
    take = () => undefined
    following.recheck()
    // Who is writing already has been seen by nobody.
    if (root.activeElement?.closest('.composer')) writing.load().catch(() => undefined)
    // Of the order that the reader chose a server knows nothing.
    if (takesOver && settings.order !== undefined) {
      sleep.wakeAll()
      void store.thread.setOrder(settings.order)
    }
  }
  const stopDrawing = following.wording.subscribe((wording) => {
    if (wording === shown) return
    if (sleep.next() === undefined) return render(app(wording), root)
    // What sleeps is taken over with the words that it was drawn with, in a microtask, before there are others.
    sleep.wakeAll()
    void Promise.resolve().then(() => {
      if (!signal.aborted) render(app(following.wording.peek()), root)
    })
  })
  signal.addEventListener('abort', stopDrawing)
  if (targetOf(location.hash) !== null) sleep.wakeAll()
  addEventListener('hashchange', () => sleep.wakeAll(), { signal })
  void wakeSlowly(root, sleep, signal)
  let wakeFar: Interface['wake'] | undefined
  const far = (): void =>
    void import('./doze.ts').then(
      ({ letDoze }) => (wakeFar = letDoze(root, sleep, following.wording, signal)),
      () => undefined,
    )
  void sleep.over.then(() => {
    for (const item of root.querySelectorAll('.unseen')) item.classList.remove('unseen')
    root.addEventListener('contentvisibilityautostatechange', far, { once: true, signal })
    if (!signal.aborted) bringPassages({ host, store, writing, margin, ending: signal })
  })
  followTarget(root, store, signal)
  rememberVisit(host, store, visits, signal)

  return (target) => {
    const id = branchOf(target)
    if (id === undefined || !sleep.wake(id)) return wakeFar?.(target)
    return aTask()
  }
}

/** The top-level comment that a node stands in. */
function branchOf(node: Element): CommentId | undefined {
  return node.closest<HTMLElement>('.list > .item')?.dataset['id']
}

function takeTyped({ texts, name }: Typed, { drafts }: Store): void {
  for (const [parent, text] of texts) if (text !== '') drafts.text(parent).value = text
  if (name !== '') drafts.name.value = name
}
