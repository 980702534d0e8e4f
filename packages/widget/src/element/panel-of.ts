import { type ReadonlySignal, effect, signal } from '@preact/signals'
import type { CommentId, Passage } from '@afterword/storage'
import type { Panel, Talk } from '../components/passages/margin.ts'
import type { Offsets } from '../passages/article-text.ts'
import { type Group, groupFor } from '../passages/groups.ts'
import { seenRange } from '../passages/folds.ts'
import { scrollToRange } from '../passages/scroll-to.ts'
import type { Store } from '../store/models.ts'
import type { LitArticle } from './lit-article.ts'
import { isSheet, panelAt } from './stand.ts'

/** How far down the window words stand that are talked about at its lower edge. */
const ABOVE_SHEET = 0.1

export interface PanelDeps {
  readonly store: Store
  readonly lit: LitArticle
  readonly root: Element
  /** Called before one opens. */
  readonly opening: () => void
}

/** What is read and written beside the text. */
export interface OpenPanel {
  readonly panel: ReadonlySignal<Panel | null>
  /** What it is about. */
  readonly words: ReadonlySignal<readonly Offsets[]>
  /** Opens what is said about these words. */
  read(groups: readonly Group[], opener: HTMLElement | null): void
  /** Opens a place to write about these words; `null`: they are not in the article any more. */
  write(words: Offsets | null, passage: Passage, opener: HTMLElement | null): void
  /** What was written there is posted. */
  written(id: CommentId): void
  /** The focus goes back to what opened it. */
  close(): void
  stop(): void
}

export function panelOf({ store, lit, root, opening }: PanelDeps): OpenPanel {
  const { passages } = store
  const panel = signal<Panel | null>(null)
  const words = signal<readonly Offsets[]>([])
  let opener: HTMLElement | null = null
  let keys = 0
  /** What was written in the panel that is open. */
  let posted: { readonly id: CommentId; readonly passage: Passage } | null = null

  function talksOf(groups: readonly Group[]): readonly Talk[] {
    const quotes = new Map(passages.all.peek().map(({ id, passage }) => [id, passage.quote]))
    return groups.map(({ ids }) => ({ ids, quote: quotes.get(ids[0] ?? '') ?? '' }))
  }

  function open(about: readonly Offsets[], talks: readonly Talk[], writing: Passage | null): void {
    opening()
    const [first] = about
    const place = first === undefined ? null : (lit.article.text()?.rangeOf(first.start, first.end) ?? null)
    const range = place === null ? null : seenRange(place)
    if (range !== null && isSheet()) scrollToRange(range, ABOVE_SHEET)
    words.value = about
    posted = null
    panel.value = { key: keys++, talks, writing, ...panelAt(range, root) }
  }

  function close(): void {
    if (panel.peek() === null) return
    store.saveDrafts()
    panel.value = null
    words.value = []
    opener?.focus()
    opener = null
  }

  // Comments that come, go or are found elsewhere meanwhile stay with their words.
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
    if (posted !== null && !all.has(posted.id)) {
      // Refused, or taken back: the words are where they were written.
      panel.value = { ...now, talks, writing: posted.passage }
      posted = null
    } else if (talks.length === 0 && now.writing === null) close()
    else panel.value = { ...now, talks }
  })

  return {
    panel,
    words,
    read(groups, from) {
      if (groups.length === 0) return
      opener = from
      open(groups, talksOf(groups), null)
    },
    write(about, passage, from) {
      opener = from
      const group = about === null ? null : groupFor(lit.groups(), about)
      open(about === null ? [] : [about], group === null ? [] : talksOf([group]), passage)
    },
    written(id) {
      const now = panel.peek()
      const passage = now?.writing ?? null
      if (now === null || passage === null) return
      const [first, ...others] = now.talks
      const talk = first === undefined ? { quote: passage.quote, ids: [id] } : { ...first, ids: [...first.ids, id] }
      panel.value = { ...now, talks: [talk, ...others], writing: null }
      posted = { id, passage }
    },
    close,
    stop: stopRegrouping,
  }
}
