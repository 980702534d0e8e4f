import { EVERYTHING, type OpenThread, isCommentId } from '@afterword/storage'
import { bringComments, drawThread } from '../first/thread.ts'
import type { FirstDrafts } from '../first/view.ts'
import { numberFormat } from '../helpers/formats.ts'
import { newestOf } from '../helpers/kept-draft.ts'
import { relativeTime } from '../helpers/time.ts'
import { firstEnglish } from '../i18n/english-first.ts'
import type { FirstWords, OwnMessages } from '../i18n/messages.ts'
import { draftPrefix, keepTyped, keptDrafts, keptName } from './kept-words.ts'
import type { Served } from './open-early.ts'
import { scopeOf } from './settings.ts'
import { typeIn, typedIn } from './typed.ts'
import { lastSeen } from './last-seen.ts'
import { type FirstWording, speak, wordingOf } from './wording-now.ts'

/** Milliseconds that are drawn for at once. */
const SLICE = 12

/** What is on the screen before the interface is there. */
export interface FirstDrawing {
  /** The owner's messages are others now. */
  refresh(): void
  /** Makes and reads what comments are drawn with, while they are on their way: the first number takes as long as some of them. */
  prepare(): void
  /** Something of it is being touched: other words wait for the interface, which changes them where they stand. */
  stay(): void
  /** Draws the comments in the place of the skeleton. `false`: they are not what they should be, and it stays. */
  show(thread: OpenThread): boolean
  /** Ends it, and tells what is drawn. */
  handOver(): DrawnFirst
}

/** What the first drawing leaves to the interface. */
export interface DrawnFirst extends FirstWording {
  /** Whether the comments are there; the skeleton is, otherwise. */
  readonly ready: boolean
}

/** Draws a served thread: the place to write, and a skeleton until the comments are here. */
export function drawFirst(
  host: HTMLElement,
  root: ShadowRoot,
  settings: Served,
  messages: () => OwnMessages,
  signal: AbortSignal,
): FirstDrawing {
  const scope = scopeOf(settings)
  const prefix = draftPrefix(scope, settings.page)
  const drafts = draftsIn(prefix)
  /** What they had seen before. What a tab keeps takes long to read the first time: it is left until comments are to be drawn. */
  const since = (): number | null => lastSeen(scope, settings.page)
  const { orders } = EVERYTHING
  let thread: OpenThread | null = null
  let stays = false
  let given = false
  /** What is left to be drawn. */
  let going: Generator<undefined> | undefined
  let spoken = speak(host, (came) => {
    spoken = came
    if (!stays) draw()
  })
  // Who leaves before the interface is there finds their words again, and so does whoever is shown another page.
  const leave = (): void => void (given || keepTyped(prefix, drafts, typedIn(root)))
  addEventListener('pagehide', leave, { signal })
  signal.addEventListener('abort', leave)
  let own = messages()
  /** What the wording is made of. */
  let worded = spoken
  let wording = wordingOf<FirstWords>(host, own, spoken, firstEnglish)
  draw()

  function draw(): void {
    const isSame = stays || (own === messages() && worded === spoken)
    if (!isSame) {
      own = messages()
      worded = spoken
      wording = wordingOf<FirstWords>(host, own, spoken, firstEnglish)
    }
    const view = {
      thread,
      ...wording,
      order: settings.order ?? orders[0] ?? 'newest',
      supports: EVERYTHING,
      now: Date.now(),
      since: thread && since(),
      drafts,
    }
    const section = root.querySelector('.thread')
    const waits = root.querySelector('.skeleton') !== null && going === undefined
    if (section !== null && thread !== null && waits && isSame) {
      going = bringComments(section, view, thread)
      goOn(performance.now() + SLICE)
      return
    }
    going = undefined
    const typing = section === null ? undefined : typedIn(root)
    root.replaceChildren(drawThread(view))
    if (typing !== undefined) typeIn(root, typing)
  }

  /** Draws until then, and later what is left. */
  function goOn(end: number): void {
    if (signal.aborted) return
    do if (going?.next().done !== false) going = undefined
    while (going !== undefined && performance.now() < end)
    if (going === undefined) return
    setTimeout(() => {
      try {
        goOn(performance.now() + SLICE)
      } catch {
        giveUp()
      }
    })
  }

  /** It is not what it should be: the skeleton is there again, and the interface says why. */
  function giveUp(): void {
    going = undefined
    thread = null
    draw()
  }

  return {
    refresh() {
      if (!stays) draw()
    },
    prepare() {
      setTimeout(() => numberFormat(wording.locale))
      setTimeout(() => relativeTime(0, 0, wording.locale))
      setTimeout(since)
    },
    stay() {
      stays = true
    },
    show(came) {
      thread = came
      try {
        draw()
        return true
      } catch {
        giveUp()
        return false
      }
    },
    handOver() {
      try {
        goOn(Number.POSITIVE_INFINITY)
      } catch {
        giveUp()
      }
      given = stays = true
      return { spoken: worded, own, ready: thread !== null }
    },
  }
}

/** What was being written here, as far as it can be read at once. */
function draftsIn(prefix: string): FirstDrafts {
  const kept = keptDrafts(prefix).filter(({ text }) => text !== '')
  const here = kept.map(({ key }) => key).filter((key) => key === '' || isCommentId(key))
  const texts = [...new Set(here)].map(
    (key) => [key, newestOf(kept.filter((draft) => draft.key === key))?.text ?? ''] as const,
  )
  return { name: keptName(), texts: new Map(texts) }
}
