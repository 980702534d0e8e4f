import { computed, effect, signal } from '@preact/signals'
import type { CommentId } from '@afterword/storage'
import { type ComponentType, h } from 'preact'
import { ArticleMargin } from '../components/passages/article-margin.tsx'
import { firstWords } from '../components/passages/first-words.ts'
import type { Margin, Offer } from '../components/passages/margin.ts'
import type { ArticleText, Offsets } from '../passages/article-text.ts'
import { groupsAt } from '../passages/groups.ts'
import { offsetAt } from '../passages/point.ts'
import { passageOf } from '../passages/quote.ts'
import { shownInstead, whenShown } from '../passages/folds.ts'
import { scrollToRange } from '../passages/scroll-to.ts'
import { selectedWords, watchSelection } from '../passages/selection.ts'
import type { PassageRequest, Store } from '../store/models.ts'
import { choosingWords } from './choosing-words.ts'
import { litArticle, rtl } from './lit-article.ts'
import { answer, earlier, isAnswered } from './on-page.ts'
import { panelOf } from './panel-of.ts'
import { isShortcut, isTyping } from './shortcut.ts'
import { OFFER, offerAt } from './stand.ts'

export interface MarginOptions {
  readonly host: HTMLElement
  readonly store: Store
  /** The article. */
  readonly root: Element
}

export interface MadeMargin {
  readonly component: ComponentType
  /** The words of the article may have changed. */
  refresh(): void
  stop(): void
}

/** What stands beside an article, and all that a reader can do with its words. */
export function marginOf({ host, store, root }: MarginOptions): MadeMargin {
  const { passages, thread } = store
  const lit = litArticle(host, root, passages)
  const { article } = lit
  const choosing = choosingWords({ article, root, say: (quote) => store.tell({ type: 'chosen', quote }) })
  const beside = panelOf({ store, lit, root, opening })
  const ending = new AbortController()
  const listening = { signal: ending.signal }

  const offer = signal<Offer | null>(null)
  const shown = signal<CommentId | null>(null)
  const folded = signal(false)
  const shownWords = signal<readonly Offsets[]>([])
  const pointed = signal<readonly Offsets[]>([])
  let selected: Offsets | null = null
  /** What has the focus again when choosing ends. */
  let chooser: HTMLElement | null = null
  let stopWaiting = (): void => {}
  let touch = matchMedia('(pointer: coarse)').matches

  const focused = (): HTMLElement | null => {
    const active = host.shadowRoot?.activeElement
    return active instanceof HTMLElement ? active : null
  }
  const mayWrite = (): boolean => thread.supports.create && !thread.state.peek().closed

  function opening(): void {
    back(false)
    selected = null
    offer.value = null
  }

  function select(words: Offsets | null): void {
    // While words are chosen, selecting them chooses them too.
    if (words !== null && choosing.take(words)) return
    selected = words
    standOffer()
  }

  function standOffer(): void {
    const offered = choosing.chosen() === null && mayWrite() ? selected : null
    const range = offered === null ? null : (article.text()?.rangeOf(offered.start, offered.end) ?? null)
    offer.value = range === null ? null : offerAt(range, touch)
  }

  /** Other threads of the page may offer the same, for the same words. */
  function belowOthers({ x, y, touch: docked }: Offer): Offer {
    const others = earlier(lit.here).filter(({ offers }) => offers.value).length
    return { x, y: y + others * OFFER.height, touch: docked, others }
  }

  /** Writes on what is chosen or selected, or sets a comment to it. */
  function write(): void {
    const text = article.text()
    const chosen = choosing.chosen()
    const attaching = choosing.attaching()
    const words = chosen ?? selected
    const passage = text === null || words === null ? null : passageOf(text, words)
    if (passage === null) return
    if (attaching !== null) {
      void passages.reattach(attaching, passage.selectors)
      cancelChoice()
    } else if (mayWrite()) {
      choosing.end()
      beside.write(words, passage, chosen === null ? null : chooser)
    }
  }

  function startChoice(id: CommentId | null, from: HTMLElement | null): void {
    if (id === null && !mayWrite()) return
    beside.close()
    offer.value = null
    chooser = from
    choosing.start(id)
  }

  function cancelChoice(): void {
    choosing.end()
    chooser?.focus()
  }

  /** Shows the words of a comment in the article. */
  async function show(id: CommentId): Promise<void> {
    await article.settled()
    const place = article.placeOf(id)
    const text = article.text()
    const range = place === undefined || place.state === 'lost' ? null : (text?.rangeOf(place.start, place.end) ?? null)
    if (place === undefined || place.state === 'lost' || text === null || range === null) return
    beside.close()
    back(false)
    scrollToRange(range)
    const fold = shownInstead(range)
    // From here on the keyboard and a screen reader go on reading in the article; at a fold, with what opens it.
    focused()?.blur()
    if (fold instanceof HTMLElement && fold.localName === 'summary') fold.focus({ preventScroll: true })
    else document.getSelection()?.collapse(range.startContainer, range.startOffset)
    const summary = fold === null ? null : wordsOf(text, fold)
    shownWords.value = summary === null ? [place] : [place, summary]
    folded.value = fold !== null
    shown.value = id
    if (fold === null) store.tell({ type: 'shown-in-text', quote: firstWords(text.text.slice(place.start, place.end)) })
    // The page's folds are the reader's to open; then the words are led to.
    else stopWaiting = whenShown(range, () => void show(id))
  }

  function back(go: boolean): void {
    const id = shown.peek()
    if (id === null) return
    stopWaiting()
    shown.value = null
    shownWords.value = []
    const comment = go ? host.shadowRoot?.getElementById(`comment-${id}`) : null
    comment?.scrollIntoView({ block: 'center' })
    comment?.focus({ preventScroll: true })
  }

  async function perform(request: PassageRequest): Promise<void> {
    // A menu that has closed leaves the focus nowhere.
    const from = focused() ?? host.shadowRoot?.querySelector<HTMLElement>('.passages') ?? null
    if (request.type === 'choose') startChoice(null, from)
    else if (request.type === 'reattach') startChoice(request.id, from)
    else if (request.type === 'show') await show(request.id)
    else {
      const place = await article.find(request.passage.selectors)
      beside.write(place.state === 'lost' ? null : place, request.passage, from)
    }
  }

  function onClick(event: MouseEvent): void {
    const text = article.text()
    const path = event.composedPath()
    const [target] = path
    if (text === null || !(target instanceof Element) || path.includes(host)) return
    const others =
      isAnswered(event) || path.some((each) => each instanceof Element && each.localName === host.localName)
    if (!others && (event.defaultPrevented || isActive(target) || selectedWords(text) !== null)) return
    const inWords = !others && root.contains(target) && passages.lit.peek()
    const offset = inWords ? offsetAt(text, event.clientX, event.clientY) : null
    const groups = offset === null ? [] : groupsAt(lit.groups(), offset)
    if (groups.length > 0) {
      answer(event)
      beside.read(groups, null)
    }
    // A click elsewhere puts away what is only read.
    else if (host.shadowRoot?.querySelector('.panel textarea') === null) beside.close()
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.defaultPrevented) return
    if (event.key === 'Escape' && shown.peek() !== null) {
      event.preventDefault()
      back(true)
    } else if (event.key === 'Escape') offer.value = null
    else if (isShortcut(event, host.getAttribute('passage-shortcut')) && !isTyping(event)) {
      event.preventDefault()
      if (selected === null) startChoice(null, focused())
      else write()
    }
  }

  const stopSelecting = watchSelection(article.text, select)
  document.addEventListener('click', onClick, listening)
  document.addEventListener('keydown', onKeyDown, listening)
  document.addEventListener('pointerdown', ({ pointerType }) => (touch = pointerType === 'touch'), {
    ...listening,
    capture: true,
  })
  document.addEventListener('scroll', () => offer.peek() !== null && standOffer(), {
    ...listening,
    capture: true,
    passive: true,
  })
  const stopPerforming = effect(() => {
    const request = passages.request.value
    if (request === null) return
    // After the menu that it came from has closed.
    requestAnimationFrame(() => {
      passages.request.value = null
      if (!ending.signal.aborted) void perform(request)
    })
  })
  const stopOffering = effect(() => void (lit.here.offers.value = offer.value !== null))
  const stopPointing = effect(() => {
    const chosen = choosing.choice.value === null ? null : choosing.chosen()
    lit.pointAt(chosen === null ? [...beside.words.value, ...shownWords.value, ...pointed.value] : [chosen])
  })

  const margin: Margin = {
    dir: signal(rtl(root) ? 'rtl' : 'ltr'),
    markers: lit.markers,
    offer: computed(() => offer.value && belowOthers(offer.value)),
    panel: beside.panel,
    choice: choosing.choice,
    shown,
    folded,
    attach: lit.attach,
    point: (marker) => void (pointed.value = marker === null ? [] : lit.groupsOf(marker)),
    beside: lit.beside,
    open: (marker) => beside.read(lit.groupsOf(marker), focused()),
    write,
    written: beside.written,
    close: beside.close,
    choose: choosing.step,
    cancelChoice,
    back,
  }
  return {
    component: () => h(ArticleMargin, { margin }),
    refresh: article.refresh,
    stop() {
      ending.abort()
      stopWaiting()
      stopSelecting()
      stopPerforming()
      stopOffering()
      stopPointing()
      beside.stop()
      lit.stop()
    },
  }
}

/** The words of what is seen of a closed fold. */
function wordsOf(text: ArticleText, fold: Element): Offsets | null {
  const words = fold.ownerDocument.createRange()
  words.selectNodeContents(fold)
  return fold.localName === 'summary' ? text.offsetsOf(words) : null
}

/** Whether a click there is meant for something of the page's own. */
function isActive(target: Element): boolean {
  const active = 'a, button, input, select, textarea, label, summary, [role=button]'
  return Element.prototype.closest.call(target, active) !== null
}
