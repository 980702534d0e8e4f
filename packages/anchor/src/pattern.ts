import { at, frequency, type ArticleIndex } from './article.ts'
import type { QuoteSelector } from './selector.ts'
import { tokenise } from './tokens.ts'

/** The words of a selector, as numbers of the article's words: those before the quote, the quote, those after it. */
export interface Pattern {
  /** What was selected, as it was. */
  readonly exact: string
  readonly prefix: string
  readonly suffix: string
  /** -1 for a word that the article does not have. */
  readonly ids: Int32Array
  /** What finding the word says: near 0 for one that is everywhere, 1 for one that is there once or not at all. */
  readonly weights: Float64Array
  /** The quote's words are those from `from` up to `to`. */
  readonly from: number
  readonly to: number
  /** Offsets in prefix + exact + suffix. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/** More than any selector of ours has; one that lies is cut. */
const WORDS = 400
const LETTERS = 1_500

export function readPattern(article: ArticleIndex, selector: QuoteSelector): Pattern {
  const exact = selector.exact.slice(0, LETTERS)
  const prefix = (selector.prefix ?? '').slice(-LETTERS)
  const suffix = (selector.suffix ?? '').slice(0, LETTERS)
  const { words, starts, ends } = tokenise(prefix + exact + suffix, WORDS)
  const ids = new Int32Array(words.length)
  const weights = new Float64Array(words.length)
  const scale = Math.log(article.sequence.length + 2)
  words.forEach((word, i) => {
    const id = article.ids.get(word) ?? -1
    ids[i] = id
    weights[i] = Math.max(0.08, 1 - Math.log(Math.max(1, frequency(article, id))) / scale)
  })
  const begin = prefix.length
  const end = begin + exact.length
  let from = 0
  while (from < words.length && at(ends, from) <= begin) from++
  let to = from
  while (to < words.length && at(starts, to) < end) to++
  return { exact, prefix, suffix, ids, weights, from, to, starts, ends }
}

/** The greatest share of the quote, by weight, that can be found among some of the article's words. */
export function possibleShare({ ids, weights, from, to }: Pattern, words: ReadonlySet<number>): number {
  let all = 0
  let there = 0
  for (let i = from; i < to; i++) {
    all += at(weights, i)
    if (words.has(at(ids, i))) there += at(weights, i)
  }
  return all === 0 ? 0 : there / all
}
