import { at, type ArticleIndex } from './article.ts'
import type { Alignment } from './align.ts'
import { endOf, startOf } from './edges.ts'
import type { Pattern } from './pattern.ts'

/** What speaks for a passage standing at a place. */
export interface Evidence {
  /** Where it stands, in UTF-16 code units. */
  readonly start: number
  readonly end: number
  /** The quote's words, by weight: all, and those that are there. One that stands alone counts half. */
  readonly weight: number
  readonly kept: number
  /** The same by their number. */
  readonly words: number
  readonly matched: number
  /** How many words came in between, as a share of the quote's. */
  readonly spread: number
  /** How much of the nearest words before and after it still stands there, 0 to 1. */
  readonly before: number
  readonly after: number
  /** Whether the text there is the quote to the letter. */
  readonly verbatim: boolean
}

const NEAREST = 6
/** The weight of a word beside the quote that the text does not have. */
const UNKNOWN = 0.6

export function weigh(article: ArticleIndex, pattern: Pattern, places: Alignment): Evidence | null {
  const { from, to, weights } = pattern
  const all = completed(article, pattern, places)
  let first = -1
  let last = -1
  let weight = 0
  let kept = 0
  let matched = 0
  for (let i = from; i < to; i++) {
    weight += at(weights, i)
    if (at(all, i) < 0) continue
    if (first < 0) first = i
    last = i
    matched++
    const found = at(places, i) < 0 ? i - 1 : i
    const together = follows(places, found) || follows(places, found + 1)
    kept += at(weights, i) * (together ? 1 : 0.5)
  }
  if (first < 0) return null
  const start = startOf(article, pattern, all, first)
  const end = endOf(article, pattern, all, last)
  const left = at(all, first) - (first - from)
  const right = at(all, last) + (to - 1 - last)
  return {
    start,
    end,
    weight,
    kept,
    words: to - from,
    matched,
    spread: Math.max(0, right - left + 1 - (to - from)) / (to - from),
    before: neighbours(pattern, all, from - 1, -1, left),
    after: neighbours(pattern, all, to, 1, right),
    verbatim: article.text.slice(start, end) === pattern.exact,
  }
}

/** Whether a word still follows the one before it. */
function follows(places: Alignment, i: number): boolean {
  return i > 0 && i < places.length && at(places, i) >= 0 && at(places, i - 1) === at(places, i) - 1
}

/** What speaks for a long passage, of which the first and the last words were looked for. */
export function joined(head: Evidence, tail: Evidence): Evidence {
  return {
    ...head,
    end: tail.end,
    weight: head.weight + tail.weight,
    kept: head.kept + tail.kept,
    words: head.words + tail.words,
    matched: head.matched + tail.matched,
    spread: (head.spread + tail.spread) / 2,
    after: tail.after,
    verbatim: head.verbatim && tail.verbatim,
  }
}

/**
 * How much of the words beside the quote stands beside it still; nearer ones say more. Where the text ends and there are
 * none it is not known.
 */
function neighbours({ weights, sizes }: Pattern, places: Alignment, from: number, step: 1 | -1, edge: number): number {
  let all = 0
  let there = 0
  for (let k = 0, i = from, words = 0; words < NEAREST; k++, i += step) {
    const size = sizes[i] ?? 0
    const weight = (size > 0 ? 0.3 * size + at(weights, i) : UNKNOWN) / (1 + words / 3)
    all += weight
    words += size || 1
    const place = places[i] ?? -1
    if (size === 0) there += weight * 0.4
    if (place < 0) continue
    const away = Math.abs(place - edge) - k - 1
    there += away <= 3 ? weight : weight / (1 + (away - 3) / 6)
  }
  return there / all
}

/** A character that was not found since the one after it is another is where the one before it was found. */
function completed(
  { text, tokens }: ArticleIndex,
  { prefix, exact, suffix, starts, ends }: Pattern,
  found: Alignment,
): Alignment {
  const all = found.slice()
  const whole = prefix + exact + suffix
  let limit = tokens.words.length
  for (let i = found.length - 1; i >= 0; i--) {
    const place = at(found, i)
    if (place < 0) continue
    const next = place + 1
    if (
      i + 1 < found.length &&
      at(found, i + 1) < 0 &&
      next < limit &&
      at(ends, i) === at(starts, i + 1) &&
      at(tokens.ends, place) === at(tokens.starts, next) &&
      whole.slice(at(starts, i + 1), at(ends, i + 1)) === text.slice(at(tokens.starts, next), at(tokens.ends, next))
    )
      all[i + 1] = next
    limit = place
  }
  return all
}
