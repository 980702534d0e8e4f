import { at, lowerBound, sizeOf, type ArticleIndex } from './article.ts'
import type { Quote } from './read.ts'
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
  /** How much of a word each is. */
  readonly sizes: Float64Array
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

export function readPattern(article: ArticleIndex, quote: Quote): Pattern {
  const exact = quote.exact.slice(0, LETTERS)
  const prefix = quote.prefix.slice(-LETTERS)
  const suffix = quote.suffix.slice(0, LETTERS)
  const { words, starts, ends } = tokenise(prefix + exact + suffix, WORDS)
  const ids = new Int32Array(words.map((word) => article.ids.get(word) ?? -1))
  const sizes = new Float64Array(words.map(sizeOf))
  const weights = sizes.map((size, i) => article.weights[at(ids, i)] ?? size)
  const from = lowerBound(ends, prefix.length + 1)
  const to = lowerBound(starts, prefix.length + exact.length)
  return { exact, prefix, suffix, ids, weights, sizes, from, to, starts, ends }
}
