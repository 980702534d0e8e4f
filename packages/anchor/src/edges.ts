import { at, type ArticleIndex } from './article.ts'
import type { Alignment } from './align.ts'
import type { Pattern } from './pattern.ts'

/** As many UTF-16 code units, and twice those that are missing, may stand in the place of words at an edge. */
const REPLACED = 30

/** Where a passage begins whose first word that is still there is `first`. */
export function startOf({ text, tokens }: ArticleIndex, pattern: Pattern, places: Alignment, first: number): number {
  const { from, starts, prefix, exact } = pattern
  const place = at(places, first)
  const token = at(tokens.starts, place)
  const inside = prefix.length - at(starts, first)
  // The selection began within the word.
  if (inside >= 0) return token + inside
  const gap = text.slice(place > 0 ? at(tokens.ends, place - 1) : 0, token)
  const own = exact.slice(0, -inside)
  const before = from - 1
  if (first > from && before >= 0 && at(places, before) >= 0 && at(places, before) < place - 1) {
    // The first words were replaced: what stands in their place is theirs if the word before still stands there.
    const stop = at(tokens.ends, at(places, before))
    if (token - stop <= REPLACED - 2 * inside)
      return afterSpace(text, stop, token, prefix.slice(at(pattern.ends, before)))
  }
  return token - sameMarks(gap, own, -1)
}

/** Where a passage ends whose last word that is still there is `last`. */
export function endOf({ text, tokens }: ArticleIndex, pattern: Pattern, places: Alignment, last: number): number {
  const { to, starts, ends, prefix, exact, suffix } = pattern
  const place = at(places, last)
  const token = at(tokens.ends, place)
  const end = prefix.length + exact.length
  const beyond = at(ends, last) - end
  if (beyond >= 0) return token - beyond
  const gap = text.slice(token, place + 1 < tokens.starts.length ? at(tokens.starts, place + 1) : text.length)
  const own = exact.slice(beyond)
  const next = to < starts.length ? at(places, to) : -1
  if (next > place + 1) {
    // The last words were replaced, or the sentence that the quote ends with goes on.
    const stop = at(tokens.starts, next)
    if (
      last < to - 1 ? stop - token <= REPLACED - 2 * beyond : endsSentence(exact) && sameSentence(text, token, stop)
    ) {
      return beforeSpace(text, token, stop, suffix.slice(0, at(starts, to) - end))
    }
  }
  return token + sameMarks(gap, own, 1)
}

/** How much of what stands beside a word, after it or before it, is among what stood there, in its order. */
function sameMarks(gap: string, own: string, step: 1 | -1): number {
  if (step > 0 ? gap.startsWith(own) : gap.endsWith(own)) return own.length
  let same = 0
  let next = step > 0 ? 0 : own.length - 1
  for (let k = 0; k < gap.length; k++) {
    const mark = gap.charAt(step > 0 ? k : gap.length - 1 - k)
    if (/\s/.test(mark)) continue
    const found = step > 0 ? own.indexOf(mark, next) : next < 0 ? -1 : own.lastIndexOf(mark, next)
    if (found < 0) continue
    next = found + step
    same = k + 1
  }
  return same
}

function endsSentence(words: string): boolean {
  return /[.!?。！？؟]\P{L}*$/u.test(words)
}

/** Whether the words up to the next one that is known were put before the end of the same sentence. */
function sameSentence(text: string, from: number, to: number): boolean {
  return to - from < 120 && !/[.!?。！？؟\n]\s+\S/.test(text.slice(from, to).trimEnd())
}

/** After what stood between the two words, of which the first stands before `from`. */
function afterSpace(text: string, from: number, to: number, between: string): number {
  let start = from
  while (start < to && isBetween(text, start, between)) start++
  return start
}

function beforeSpace(text: string, from: number, to: number, between: string): number {
  let end = to
  while (end > from && isBetween(text, end - 1, between)) end--
  return end
}

function isBetween(text: string, index: number, between: string): boolean {
  return `${between} \n`.includes(text.charAt(index))
}
