import { type ReadonlySignal, signal } from '@preact/signals'
import type { CommentId } from '@afterword/storage'
import type { Choice, ChoiceStep } from '../components/passages/margin.ts'
import type { Offsets } from '../passages/article-text.ts'
import { type Chosen, chooseAt, chooseNext } from '../passages/choosing.ts'
import type { LivingArticle } from '../passages/living-article.ts'
import { shownInstead } from '../passages/folds.ts'
import { offsetInView } from '../passages/point.ts'
import { scrollToRange } from '../passages/scroll-to.ts'

/** How far down the window what is chosen may reach: below that stands the bar. */
const ABOVE_BAR = 0.7

export interface ChoosingDeps {
  readonly article: LivingArticle
  readonly root: Element
  /** Says the chosen words. */
  readonly say: (quote: string) => void
}

/** Words that are chosen without a pointer, to comment on them or to set a comment to them. */
export interface ChoosingWords {
  readonly choice: ReadonlySignal<Choice | null>
  chosen(): Offsets | null
  /** The comment that is set to what is chosen; `null`: a new one is written. */
  attaching(): CommentId | null
  /** Begins with the paragraph that is looked at. */
  start(attaching: CommentId | null): void
  /** Chooses these very words, if words are being chosen. Whether they are. */
  take(words: Offsets): boolean
  step(step: ChoiceStep): void
  end(): void
}

export function choosingWords({ article, root, say }: ChoosingDeps): ChoosingWords {
  const choice = signal<Choice | null>(null)
  const locale = root.closest('[lang]')?.getAttribute('lang') ?? undefined
  let chosen: Chosen | null = null
  let attaching: CommentId | null = null

  function choose(next: Chosen): void {
    const text = article.text()
    const range = text?.rangeOf(next.start, next.end) ?? null
    if (text === null || range === null) return
    chosen = next
    const quote = text.text.slice(next.start, next.end)
    choice.value = { quote, attaching: attaching !== null }
    const { top, bottom } = range.getBoundingClientRect()
    if (top < 0 || bottom > innerHeight * ABOVE_BAR) scrollToRange(range)
    say(quote)
  }

  return {
    choice,
    chosen: () => chosen,
    attaching: () => attaching,
    start(id) {
      const text = article.text()
      if (text === null) return
      const { top, bottom } = root.getBoundingClientRect()
      attaching = id
      choose(chooseAt(text.text, bottom > 0 && top < innerHeight ? offsetInView(text) : 0, locale))
    },
    take(words) {
      const text = article.text()
      if (chosen === null || text === null) return false
      choose({ ...chooseAt(text.text, words.start, locale), ...words })
      return true
    },
    step(step) {
      const text = article.text()
      if (text === null || chosen === null) return
      for (let from = chosen; ;) {
        const next = chooseNext(text.text, from, step, locale)
        if (next === from) return
        const range = text.rangeOf(next.start, next.end)
        // What the page does not show is stepped over.
        if (range !== null && shownInstead(range) === null) return choose(next)
        from = next
      }
    },
    end() {
      chosen = null
      attaching = null
      choice.value = null
    },
  }
}
