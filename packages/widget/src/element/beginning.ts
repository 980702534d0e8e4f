import type { OpenThread, StorageAdapter } from '@afterword/storage'
import type { Opening } from '@afterword/storage/http/address'
import { afterPaint } from '../components/after-paint.ts'
import { sayMissing } from '../first/missing.ts'
import { drawRoom } from '../first/thread.ts'
import { inTime, persist } from '../helpers/persist.ts'
import { firstEnglish } from '../i18n/english-first.ts'
import type { FirstWords, OwnMessages } from '../i18n/messages.ts'
import { firstSheets } from '../styles/first.ts'
import { afterLoad } from './after-load.ts'
import { fire, warn } from './events.ts'
import { type FirstDrawing, drawFirst } from './first-drawing.ts'
import { holdPresses } from './hold-presses.ts'
import type { Interface } from './interface.ts'
import type { keptOrder } from './kept-order.ts'
import { remedyForParts } from './missing-parts.ts'
import { type Served, openEarly, readEarly, servedAt } from './open-early.ts'
import { isShortcut } from './shortcut.ts'
import { targetOf } from './target-of.ts'
import { checkIn } from './unchecked.ts'
import { isNear, whenNear } from './when-near.ts'
import { speak, wordingOf } from './wording-now.ts'

export interface BeginningOptions {
  readonly host: HTMLElement
  readonly root: ShadowRoot
  readonly adapter: StorageAdapter | null
  readonly messages: () => OwnMessages
  readonly opening: Opening | undefined
  readonly signal: AbortSignal
}

export interface Beginning {
  /** The owner's messages are others now. */
  refresh(): void
}

/** Milliseconds after which the interface, which can say what is wrong, is loaded though the comments are not here. */
const PATIENCE = 5_000

/**
 * How a thread begins (decision 0185). When it comes near the window, its place is drawn, its comments are asked for, and
 * drawn with next to no code; then the interface is loaded, and takes over what is drawn. What does not come near has
 * its room and, when the page is at rest, its heading: nothing else is looked up or made (decision 0186).
 */
export function begin({ host, root, adapter, messages, opening: sent, signal }: BeginningOptions): Beginning {
  const checked = checkIn(root, signal)
  /** What a server has drawn into the shadow root, as data; the interface reads it. */
  const data = root.querySelector('script[type="application/json"]')
  // Before anything is drawn: where it is would have to be found out anew afterwards. What a server drew is laid out first.
  const near = sent !== undefined || (data === null && isNear(host))
  const mayBeServed = adapter === null && host.hasAttribute('server')
  root.adoptedStyleSheets = firstSheets(mayBeServed ? 1 : undefined)
  if (data === null) root.replaceChildren(...(near || !mayBeServed ? [] : [drawRoom()]))
  let found: Served | undefined
  let drawing: FirstDrawing | undefined
  const violations: SecurityPolicyViolationEvent[] = []
  let opening = sent
  let read: Promise<OpenThread> | undefined
  let loading = false
  let isStarted = false
  let alive: Interface | undefined
  let come = (_living: Interface): void => undefined
  const here = new Promise<Interface>((resolve) => {
    come = resolve
  })
  let isShown = false
  /** What the reader touched last. */
  let touched: Element | undefined
  /** Takes away what says that the interface did not come. */
  let unsay: (() => void) | undefined

  /** The thread, where a server has it. */
  function served(kept?: typeof keptOrder): Served | undefined {
    return found ?? (adapter === null ? servedAt(host, kept) : undefined)
  }

  /** Draws the place of a served thread, once; `undefined`: the interface alone draws it. */
  function draw(): FirstDrawing | undefined {
    found = data === null ? served() : undefined
    if (found === undefined) return undefined
    if (drawing === undefined) {
      root.adoptedStyleSheets = firstSheets()
      drawing = drawFirst(host, root, found, messages, signal)
    }
    return drawing
  }

  /** The served thread. It is asked for once in each order that is wanted. */
  function open(asked = served()): Promise<OpenThread> {
    const before = opening
    opening = openEarly(asked, before)
    if (opening !== before) read = undefined
    return (read ??= opening === undefined ? Promise.reject(new Error('There is no server.')) : readEarly(opening))
  }

  /** The reader comes near. */
  function show(): void {
    const first = draw()
    if (first === undefined) return want()
    if (isShown) return
    isShown = true
    first.prepare()
    inTime(open(), PATIENCE)
      .then((thread) => {
        if (signal.aborted || isStarted) return
        // Who follows a link to a comment that is not among these is shown the part of the thread around it.
        const target = targetOf(location.hash)
        const isHere = target === null || thread.comments.some(({ id }) => id === target)
        if (isHere && first.show(thread)) fire(host, 'afterword-ready', { count: thread.thread.count })
        afterPaint(want)
      })
      .catch(want)
  }

  /** Loads the interface, which is asked for again where it did not come. */
  function want(): void {
    if (loading || isStarted) return
    loading = true
    unsay?.()
    unsay = undefined
    inTime(persist(() => import('./interface.ts')).then(start)).catch(() => {
      loading = false
      if (signal.aborted || isStarted) return
      warn(`a part of the interface could not be loaded. ${remedyForParts()}`)
      draw()
      const { words } = wordingOf<FirstWords>(host, messages(), speak(host), firstEnglish)
      unsay = sayMissing(root, words, touched)
    })
  }

  async function start({ startInterface }: typeof import('./interface.ts')): Promise<void> {
    if (signal.aborted || isStarted) return
    isStarted = true
    unsay?.()
    unsay = undefined
    const drawn = draw()?.handOver()
    if (drawn === undefined) root.adoptedStyleSheets = firstSheets()
    else open().catch(() => undefined)
    const given = { host, root, adapter, messages, drawn, opening, violations, checked, remedyForParts, signal }
    alive = await startInterface(given)
    come(alive)
  }

  /** What is pressed is done when the interface is there, though it was said meanwhile that it did not come. */
  function wake(target: Element): Promise<void> | undefined {
    touched = target
    drawing?.stay()
    if (alive !== undefined) return alive.wake(target)
    want()
    return here.then((living) => living.wake(target))
  }

  function touch(target: Element): void {
    drawing?.stay()
    if (alive !== undefined) void alive.wake(target)
    // Where it did not come, somebody who only passes does not mean to ask again.
    else if (unsay === undefined) want()
  }

  /** Comments on the article's words are shown there, however far away the thread is. */
  function lookAtArticle(): void {
    // What is kept in the browser takes long to read the first time: it is left to who comes near.
    const asked = served(() => undefined)
    if (loading || isStarted || asked === undefined) return want()
    if (data === null) nameRoom()
    const thread = data === null ? open(asked) : new Response(data.textContent).json()
    // Where there is no answer the interface is loaded, too: it tells the developer why.
    thread.then(({ passages }: OpenThread) => void (passages.length > 0 && show())).catch(want)
    // Who wants to comment on some words needs all of it.
    const selecting = (): void => void (document.getSelection()?.isCollapsed === false && want())
    document.addEventListener('selectionchange', selecting, { signal })
    const pressing = (event: KeyboardEvent): void => {
      // Whoever goes from field to field finds it without coming near.
      if (event.key === 'Tab') draw()
      if (isShortcut(event, host.getAttribute('passage-shortcut'))) want()
    }
    document.addEventListener('keydown', pressing, { signal })
  }

  /** And so does whoever goes from heading to heading. */
  function nameRoom(spoken = speak(host, nameRoom)): void {
    if (drawing !== undefined || isStarted || signal.aborted) return
    root.replaceChildren(drawRoom(wordingOf<FirstWords>(host, messages(), spoken, firstEnglish).words.heading))
  }

  document.addEventListener('securitypolicyviolation', (event) => violations.push(event), { signal })
  addEventListener('online', () => void (unsay !== undefined && want()), { signal })
  holdPresses(root, wake, touch, signal)
  const follow = (): void => {
    if (targetOf(location.hash) === null || loading || isStarted) return
    show()
    want()
  }
  addEventListener('hashchange', follow, { signal })
  follow()
  if (near) show()
  else whenNear(host, show, signal)
  afterLoad(lookAtArticle, signal)

  return {
    refresh() {
      if (alive !== undefined) alive.refresh()
      else if (drawing !== undefined) drawing.refresh()
      else if (root.querySelector('h2') !== null) nameRoom()
    },
  }
}
