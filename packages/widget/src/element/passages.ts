import { type Signal, effect } from '@preact/signals'
import type { ComponentType } from 'preact'
import type { WritingCode } from '../components/context.ts'
import { findArticle } from '../passages/article-root.ts'
import { awaitArticle, watchArticle } from '../passages/watch-article.ts'
import type { Store } from '../store/models.ts'
import type { Part } from '../store/part.ts'
import { marginSheet } from '../styles/margin.ts'
import { marginOf } from './margin-of.ts'

export interface PassagesOptions {
  readonly host: HTMLElement
  readonly store: Store
  /** What is drawn beside the article is written with. */
  readonly writing: Part<WritingCode>
  /** Where what stands beside the article is put. */
  readonly margin: Signal<ComponentType | null>
  readonly ending: AbortSignal
}

const LIT = 'afterword:passages'

/** Whether passages are to be seen, which the reader chose before. Where nothing can be kept, they are. */
function remember(lit: Signal<boolean>): () => void {
  try {
    lit.value = localStorage.getItem(LIT) !== 'hidden'
  } catch {
    // Blocked.
  }
  return effect(() => {
    const hidden = !lit.value
    try {
      if (hidden) localStorage.setItem(LIT, 'hidden')
      else localStorage.removeItem(LIT)
    } catch {
      // Blocked, or full.
    }
  })
}

/** Comments on the article's words, from when the article is there until it is gone; and again when another comes. */
export function startPassages({ host, store, margin, ending }: PassagesOptions): void {
  if (ending.aborted) return
  const { passages } = store
  const sheet = marginSheet()
  const root = host.shadowRoot
  if (root !== null) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  ending.addEventListener('abort', remember(passages.lit))

  let stop = seek()
  function seek(): () => void {
    const find = (): Element | null => findArticle(host, host.getAttribute('article'))
    const here = find()
    if (here !== null) return follow(here)
    return awaitArticle(find, (article) => {
      stop = follow(article)
    })
  }

  function follow(article: Element): () => void {
    const made = marginOf({ host, store, root: article })
    const unwatch = watchArticle(article, made.refresh, () => {
      end()
      stop = seek()
    })
    margin.value = made.component
    function end(): void {
      unwatch()
      made.stop()
      margin.value = null
      passages.available.value = false
      passages.found.value = new Map()
    }
    return end
  }

  ending.addEventListener('abort', () => stop())
}
