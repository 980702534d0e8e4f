import { at, type ArticleIndex } from './article.ts'
import type { Alignment } from './align.ts'
import type { Pattern } from './pattern.ts'

/** What speaks for a passage standing at a place. */
export interface Evidence {
  /** Where it stands, in UTF-16 code units. */
  readonly start: number
  readonly end: number
  /** The quote's words, by weight: all, and those that are there. One that stands alone counts half. */
  readonly weight: number
  readonly kept: number
  /** How many words came in between, as a share of the quote's. */
  readonly spread: number
  /** How much of the nearest words before and after it still stands there, 0 to 1. */
  readonly before: number
  readonly after: number
  /** Whether the text there is the quote to the letter. */
  readonly verbatim: boolean
}

const NEIGHBOURS = 6

export function weigh(article: ArticleIndex, pattern: Pattern, found: Alignment): Evidence | null {
  const { from, to, weights } = pattern
  const places = trimStrays(pattern, found)
  let first = -1
  let last = -1
  let weight = 0
  let kept = 0
  for (let i = from; i < to; i++) {
    weight += at(weights, i)
    if (at(places, i) < 0) continue
    if (first < 0) first = i
    last = i
    const together = follows(places, i) || follows(places, i + 1)
    kept += at(weights, i) * (together ? 1 : 0.5)
  }
  if (first < 0) return null
  const start = startOf(article, pattern, places, first)
  const end = endOf(article, pattern, places, last)
  return {
    start,
    end,
    weight,
    kept,
    spread: Math.max(0, at(places, last) - at(places, first) - (last - first)) / (to - from),
    before: neighbours(pattern, places, from - 1, -1, at(places, first) - (first - from)),
    after: neighbours(pattern, places, to, 1, at(places, last) + (to - 1 - last)),
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
    start: head.start,
    end: tail.end,
    weight: head.weight + tail.weight,
    kept: head.kept + tail.kept,
    spread: (head.spread + tail.spread) / 2,
    before: head.before,
    after: tail.after,
    verbatim: head.verbatim && tail.verbatim,
  }
}

/** Leaves out words at the quote's edges that stand far away from the rest of it. */
function trimStrays({ from, to, weights }: Pattern, found: Alignment): Alignment {
  const matched: number[] = []
  for (let i = from; i < to; i++) if (at(found, i) >= 0) matched.push(i)
  const places = found.slice()
  const total = matched.reduce((sum, i) => sum + at(weights, i), 0)
  const drop = (order: readonly number[]): void => {
    let sum = 0
    for (let k = 0; k + 1 < order.length; k++) {
      const here = at(order, k)
      const next = at(order, k + 1)
      sum += at(weights, here)
      if (sum > total * 0.25) return
      const gap = Math.abs(at(found, next) - at(found, here)) - Math.abs(next - here)
      if (gap > 3 + sum * 4) for (let d = 0; d <= k; d++) places[at(order, d)] = -1
    }
  }
  drop(matched)
  drop(matched.toReversed())
  return places
}

/** How much of the words beside the quote stands beside it still; nearer ones say more. 1 when it had none: a text's end. */
function neighbours({ ids, weights }: Pattern, places: Alignment, from: number, step: 1 | -1, edge: number): number {
  let all = 0
  let there = 0
  for (let k = 0, i = from; k < NEIGHBOURS && i >= 0 && i < ids.length; k++, i += step) {
    const weight = (0.3 + at(weights, i)) / (1 + k / 3)
    all += weight
    const place = at(places, i)
    if (place < 0) continue
    const away = Math.abs(place - edge) - k - 1
    there += away <= 3 ? weight : weight / (1 + (away - 3) / 6)
  }
  return all === 0 ? 0.5 : there / all
}

function startOf({ text, tokens }: ArticleIndex, pattern: Pattern, places: Alignment, first: number): number {
  const { from, starts, prefix, exact } = pattern
  const token = at(tokens.starts, at(places, first))
  if (first === from) {
    const inside = prefix.length - at(starts, from)
    // The selection began within the word, or with something before it that is no word.
    return inside >= 0 ? token + inside : token - sameBefore(text, token, exact.slice(0, -inside))
  }
  // The first words were replaced: what stands in their place is theirs if the word before still stands there.
  const before = from - 1
  if (before >= 0 && at(places, before) >= 0) {
    const replaced = at(places, first) - at(places, before) - 1
    if (replaced > 0 && replaced <= 3 + 2 * (first - from)) {
      return afterSpace(text, at(tokens.ends, at(places, before)), token, prefix.slice(at(pattern.ends, before)))
    }
  }
  return token
}

function endOf({ text, tokens }: ArticleIndex, pattern: Pattern, places: Alignment, last: number): number {
  const { to, starts, ends, prefix, exact, suffix } = pattern
  const token = at(tokens.ends, at(places, last))
  const end = prefix.length + exact.length
  const next = to < starts.length ? at(places, to) : -1
  const replaced = next < 0 ? 0 : next - at(places, last) - 1
  const missing = to - 1 - last
  // The last words were replaced, or the sentence that the quote ends with goes on.
  if (replaced > 0) {
    const stop = at(tokens.starts, next)
    if (missing > 0 ? replaced <= 3 + 2 * missing : endsSentence(exact) && sameSentence(text, token, stop)) {
      return beforeSpace(text, token, stop, suffix.slice(0, at(starts, to) - end))
    }
  }
  if (missing > 0) return token
  const beyond = at(ends, last) - end
  return beyond >= 0 ? token - beyond : token + sameAfter(text, token, exact.slice(beyond))
}

function endsSentence(words: string): boolean {
  return /[.!?。！？؟]["'”’)\]]*\s*$/.test(words)
}

/** Whether the words up to the next one that is known were put before the end of the same sentence. */
function sameSentence(text: string, from: number, to: number): boolean {
  return to - from < 120 && !/[.!?。！？؟\n]\s+\S/.test(text.slice(from, to).trimEnd())
}

function sameBefore(text: string, index: number, words: string): number {
  let same = 0
  while (same < words.length && text[index - 1 - same] === words[words.length - 1 - same]) same++
  return same
}

function sameAfter(text: string, index: number, words: string): number {
  let same = 0
  while (same < words.length && text[index + same] === words[same]) same++
  return same
}

function afterSpace(text: string, from: number, to: number, between: string): number {
  let start = from + sameAfter(text, from, between)
  while (start < to && /\s/.test(text[start] ?? '')) start++
  return start
}

function beforeSpace(text: string, from: number, to: number, between: string): number {
  let end = to - sameBefore(text, to, between)
  while (end > from && /\s/.test(text[end - 1] ?? '')) end--
  return Math.max(from, end)
}
