import { effect, signal } from '@preact/signals'
import type { CommentId, Passage } from '@afterword/storage'
import { type ComponentType, h } from 'preact'
import { ArticleMargin } from '../components/passages/article-margin.tsx'
import { firstWords } from '../components/passages/first-words.ts'
import type { Choice, Margin, Marker, Offer, Panel, Talk } from '../components/passages/margin.ts'
import type { Offsets } from '../passages/article-text.ts'
import { type Chosen, chooseAt, chooseNext } from '../passages/choosing.ts'
import { type Group, groupFor, groupsAt } from '../passages/groups.ts'
import { offsetAt, offsetInView } from '../passages/point.ts'
import { passageOf } from '../passages/quote.ts'
import { scrollToRange } from '../passages/scroll-to.ts'
import { selectedWords, watchSelection } from '../passages/selection.ts'
import type { PassageRequest, Store } from '../store/models.ts'
import { litArticle, rtl } from './lit-article.ts'
import { isShortcut, isTyping } from './shortcut.ts'
import { isSheet, offerAt, panelAt } from './stand.ts'

/** How far down the window words stand that are talked about at its lower edge. */
const ABOVE_SHEET = 0.1

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
  const ending = new AbortController()
  const listening = { signal: ending.signal }
  const locale = root.closest('[lang]')?.getAttribute('lang') ?? undefined

  const dir = signal<'ltr' | 'rtl'>(rtl(root) ? 'rtl' : 'ltr')
  const offer = signal<Offer | null>(null)
  const panel = signal<Panel | null>(null)
  const choice = signal<Choice | null>(null)
  const shown = signal<CommentId | null>(null)
  const pointed = signal<readonly Offsets[]>([])
  /** What the panel is about. */
  const open = signal<readonly Offsets[]>([])
  let selected: Offsets | null = null
  let chosen: Chosen | null = null
  /** The comment that is set to what is chosen. */
  let attaching: CommentId | null = null
  let opener: HTMLElement | null = null
  let touch = matchMedia('(pointer: coarse)').matches
  let keys = 0

  const focused = (): HTMLElement | null => {
    const active = host.shadowRoot?.activeElement
    return active instanceof HTMLElement ? active : null
  }
  const mayWrite = (): boolean => thread.supports.create && !thread.state.peek().closed

  // Selecting.

  function select(words: Offsets | null): void {
    const text = article.text()
    // While words are chosen, selecting them chooses them too.
    if (chosen !== null && words !== null && text !== null) {
      choose({ ...chooseAt(text.text, words.start, locale), ...words })
      return
    }
    selected = words
    standOffer()
  }

  function standOffer(): void {
    const range =
      selected === null || !mayWrite() ? null : (article.text()?.rangeOf(selected.start, selected.end) ?? null)
    offer.value = range === null || panel.peek() !== null || choice.peek() !== null ? null : offerAt(range, touch)
  }

  const stopSelecting = watchSelection(article.text, select)
  document.addEventListener('pointerdown', (event) => (touch = event.pointerType === 'touch'), {
    ...listening,
    capture: true,
  })
  document.addEventListener('scroll', () => offer.peek() !== null && standOffer(), {
    ...listening,
    capture: true,
    passive: true,
  })

  // Reading and writing beside the text.

  function talksOf(groups: readonly Group[]): readonly Talk[] {
    return groups.map(({ ids }) => ({ ids, quote: quoteOf(ids[0]) }))
  }

  function quoteOf(id: CommentId | undefined): string {
    return passages.all.peek().find((each) => each.id === id)?.passage.quote ?? ''
  }

  function openPanel(words: readonly Offsets[], talks: readonly Talk[], writing: Passage | null): void {
    const [first] = words
    const range = first === undefined ? null : (article.text()?.rangeOf(first.start, first.end) ?? null)
    back(false)
    selected = null
    offer.value = null
    open.value = words
    if (range !== null && isSheet()) scrollToRange(range, ABOVE_SHEET)
    panel.value = { key: keys++, talks, writing, ...panelAt(range, root) }
  }

  function openGroups(groups: readonly Group[], from: HTMLElement | null): void {
    if (groups.length === 0) return
    opener = from
    openPanel(groups, talksOf(groups), null)
  }

  function writeOn(words: Offsets, passage: Passage | null): void {
    const text = article.text()
    if (text === null || passage === null) return
    const group = groupFor(lit.groups(), words)
    openPanel([words], group === null ? [] : talksOf([group]), passage)
  }

  function write(): void {
    const text = article.text()
    const words = chosen ?? selected
    if (text === null || words === null) return
    const passage = passageOf(text, words)
    if (attaching !== null) {
      if (passage !== null) void passages.reattach(attaching, passage.selectors)
      cancelChoice()
      return
    }
    if (!mayWrite()) return
    if (chosen === null) opener = null
    endChoice()
    writeOn(words, passage)
  }

  function written(id: CommentId): void {
    const now = panel.peek()
    const passage = now?.writing ?? null
    if (now === null || passage === null) return
    const [first, ...others] = now.talks
    const talk = first === undefined ? { quote: passage.quote, ids: [id] } : { ...first, ids: [...first.ids, id] }
    panel.value = { ...now, talks: [talk, ...others], writing: null }
    // Refused: the words are back where they were written.
    const { problem } = store.composers.for(null, passage)
    const stop = effect(() => {
      const here = panel.value
      if (here?.key !== now.key) queueMicrotask(() => stop())
      else if (problem.value !== null && here.writing === null) panel.value = now
    })
  }

  function close(): void {
    if (panel.peek() === null) return
    store.saveDrafts()
    panel.value = null
    open.value = []
    opener?.focus()
    opener = null
  }

  // Comments that come, go or are found elsewhere while the panel is open stay with their words.
  const stopRegrouping = effect(() => {
    void passages.found.value
    const now = panel.peek()
    if (now === null || now.talks.length === 0) return
    const all = new Set(passages.all.peek().map(({ id }) => id))
    const talks = now.talks.flatMap((talk) => {
      const group = lit.groups().find(({ ids }) => talk.ids.some((id) => ids.includes(id)))
      const ids = [...new Set([...talk.ids, ...(group?.ids ?? [])])].filter((id) => all.has(id))
      return ids.length === 0 ? [] : [{ ...talk, ids }]
    })
    panel.value = { ...now, talks }
  })

  document.addEventListener(
    'click',
    (event) => {
      const text = article.text()
      const [target] = event.composedPath()
      if (text === null || !(target instanceof Element) || !root.contains(target)) return
      if (event.defaultPrevented || !passages.lit.peek() || isActive(target) || selectedWords(text) !== null) return
      const offset = offsetAt(text, event.clientX, event.clientY)
      if (offset !== null) openGroups(groupsAt(lit.groups(), offset), null)
    },
    listening,
  )

  // Choosing without a pointer.

  function startChoice(id: CommentId | null, from: HTMLElement | null): void {
    const text = article.text()
    if (text === null || text.text === '' || (id === null && !mayWrite())) return
    const { top, bottom } = root.getBoundingClientRect()
    close()
    opener = from
    attaching = id
    const visible = bottom > 0 && top < innerHeight
    choose(chooseAt(text.text, visible ? offsetInView(text) : 0, locale))
  }

  function choose(next: Chosen): void {
    const text = article.text()
    const range = text?.rangeOf(next.start, next.end) ?? null
    if (text === null || range === null) return
    chosen = next
    const quote = text.text.slice(next.start, next.end)
    choice.value = { quote, attaching: attaching !== null }
    const { top, bottom } = range.getBoundingClientRect()
    if (top < 0 || bottom > innerHeight * 0.7) scrollToRange(range)
    store.tell({ type: 'chosen', quote })
  }

  function endChoice(): void {
    chosen = null
    attaching = null
    choice.value = null
  }

  function cancelChoice(): void {
    endChoice()
    opener?.focus()
    opener = null
  }

  // The words of a comment, and back.

  async function show(id: CommentId): Promise<void> {
    await article.settled()
    const place = article.placeOf(id)
    const text = article.text()
    if (place === undefined || place.state === 'lost' || text === null) return
    const range = text.rangeOf(place.start, place.end)
    if (range === null) return
    close()
    scrollToRange(range)
    // From here on the keyboard and a screen reader go on reading in the article.
    focused()?.blur()
    document.getSelection()?.collapse(range.startContainer, range.startOffset)
    open.value = [place]
    shown.value = id
    store.tell({ type: 'shown-in-text', quote: firstWords(text.text.slice(place.start, place.end)) })
  }

  function back(go: boolean): void {
    const id = shown.peek()
    if (id === null) return
    shown.value = null
    open.value = []
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
      opener = from
      if (place.state === 'lost') openPanel([], [], request.passage)
      else writeOn(place, request.passage)
    }
  }

  const stopPerforming = effect(() => {
    const request = passages.request.value
    if (request === null) return
    // After the menu that it came from has closed.
    requestAnimationFrame(() => {
      passages.request.value = null
      if (!ending.signal.aborted) void perform(request)
    })
  })

  document.addEventListener(
    'keydown',
    (event) => {
      if (event.defaultPrevented) return
      if (event.key === 'Escape' && shown.peek() !== null) {
        event.preventDefault()
        back(true)
      } else if (isShortcut(event, host.getAttribute('passage-shortcut')) && !isTyping(event)) {
        event.preventDefault()
        if (selected === null) startChoice(null, focused())
        else write()
      }
    },
    listening,
  )

  const stopPointing = effect(() => {
    const words = choice.value !== null && chosen !== null ? [chosen] : [...open.value, ...pointed.value]
    lit.pointAt(words)
  })

  const margin: Margin = {
    dir,
    markers: lit.markers,
    offer,
    panel,
    choice,
    shown,
    attach: lit.attach,
    point: (marker) => void (pointed.value = marker === null ? [] : lit.groupsOf(marker)),
    beside: lit.beside,
    open: (marker: Marker) => openGroups(lit.groupsOf(marker), focused()),
    write,
    written,
    close,
    choose(step) {
      const text = article.text()
      if (text !== null && chosen !== null) choose(chooseNext(text.text, chosen, step, locale))
    },
    cancelChoice,
    back,
  }
  return {
    component: () => h(ArticleMargin, { margin }),
    refresh: article.refresh,
    stop() {
      ending.abort()
      stopSelecting()
      stopRegrouping()
      stopPerforming()
      stopPointing()
      lit.stop()
    },
  }
}

/** Whether a click there is meant for something of the page's own. */
function isActive(target: Element): boolean {
  return (
    Element.prototype.closest.call(target, 'a, button, input, select, textarea, label, summary, [role=button]') !== null
  )
}
