import { align } from './align.ts'
import type { ArticleIndex } from './article.ts'
import { decide } from './decide.ts'
import { joined, weigh, type Evidence } from './evidence.ts'
import { possibleShare, readPattern } from './pattern.ts'
import { readSelectors, type Sought } from './read.ts'
import type { QuoteSelector, Selector } from './selector.ts'
import { findWindows, lowerBound } from './windows.ts'

/**
 * Where a passage stands in an article. `exact`: the same words among the same words. `moved`: the same words
 * among others. `changed`: some of its words were replaced. `lost`: the words are gone. Offsets are UTF-16 code
 * units; `confidence` is above 0 and at most 1.
 */
export type FoundPassage =
  | {
      readonly state: 'exact' | 'moved' | 'changed'
      readonly start: number
      readonly end: number
      readonly confidence: number
    }
  | { readonly state: 'lost' }

interface Candidate extends Evidence {
  readonly confidence: number
}

const LOST: FoundPassage = { state: 'lost' }
const WINDOWS = 4
/** Shares of a quote's words, by weight, below which a place is not looked at; an end of a long one may be cut. */
const SOME = 0.4
const LITTLE = 0.1

/** Finds a passage again, or says honestly that it changed or is gone. Never throws, whatever the selectors say. */
export function findPassage(article: ArticleIndex, selectors: readonly Selector[]): FoundPassage {
  const sought = readSelectors(selectors)
  if (sought === null) return LOST
  return sought.tail === null ? findQuote(article, sought.head, sought.start) : findRange(article, sought, sought.tail)
}

function findQuote(article: ArticleIndex, quote: QuoteSelector, start: number): FoundPassage {
  const whole = findVerbatim(article.text, quote, start)
  if (whole >= 0) return { state: 'exact', start: whole, end: whole + quote.exact.length, confidence: 1 }
  const best = judged(places(article, quote, start, SOME), start)[0]
  return best === undefined ? LOST : stateOf(best, best.verbatim)
}

/** A long passage is found by its two ends, which must stand in their order and about as far apart as they were. */
function findRange(article: ArticleIndex, { head, start, end }: Sought, tail: QuoteSelector): FoundPassage {
  const { text } = article
  const length = end - start
  const from = findVerbatim(text, head, start)
  if (from >= 0) {
    const to = findVerbatim(text, tail, from + length - tail.exact.length) + tail.exact.length
    if (to === from + length) return { state: 'exact', start: from, end: to, confidence: 1 }
  }
  const heads = places(article, head, start, LITTLE)
  const tails = places(article, tail, end - tail.exact.length, LITTLE)
  const pairs = heads.flatMap((first) =>
    tails
      .filter((last) => last.end > first.start && last.start >= first.start)
      .map((last) => joined(first, last))
      .filter((pair) => pair.end - pair.start > length * 0.25 && pair.end - pair.start < length * 3),
  )
  const best = judged(pairs, start)[0]
  return best === undefined ? LOST : stateOf(best, best.verbatim && best.end - best.start === length)
}

function stateOf({ start, end, before, after, confidence }: Candidate, verbatim: boolean): FoundPassage {
  const state = !verbatim ? 'changed' : before > 0.9 && after > 0.9 ? 'exact' : 'moved'
  return { state, start, end, confidence }
}

/** Where the quote stands to the letter with all that stood around it, nearest to `start`; else -1. */
function findVerbatim(text: string, { exact, prefix = '', suffix = '' }: QuoteSelector, start: number): number {
  const whole = prefix + exact + suffix
  const old = start - prefix.length
  if (text.startsWith(whole, old) && old >= 0) return start
  // Too little to go by without its place.
  if (whole.length < 24) return -1
  const next = text.indexOf(whole, Math.max(0, old))
  const previous = text.lastIndexOf(whole, Math.max(0, old))
  if (next < 0 && previous < 0) return -1
  const nearest = next < 0 || (previous >= 0 && old - previous < next - old) ? previous : next
  return nearest + prefix.length
}

/** The places where some of the quote may stand. */
function places(article: ArticleIndex, quote: QuoteSelector, start: number, least: number): Evidence[] {
  const pattern = readPattern(article, quote)
  if (pattern.from === pattern.to) return []
  const near = lowerBound(article.tokens.starts, 0, article.tokens.starts.length, start) - pattern.from
  const found: Evidence[] = []
  for (const { from, to } of findWindows(article, pattern, near, WINDOWS)) {
    // Aligning is dear, and most places have too few of the words.
    if (possibleShare(pattern, new Set(article.sequence.subarray(from, to))) < least) continue
    const evidence = weigh(article, pattern, align(article, pattern, from, to))
    if (evidence !== null) found.push(evidence)
  }
  return found
}

/** Those that the passage may be attached to, the surest first; of equal ones the nearer to the old place. */
function judged(some: readonly Evidence[], start: number): Candidate[] {
  const away = ({ start: now }: Evidence): number => Math.abs(now - start)
  return some
    .map((evidence) => ({ ...evidence, confidence: decide(evidence, away(evidence)) }))
    .filter(({ confidence, start: from, end }) => confidence > 0 && from < end)
    .toSorted((a, b) => b.confidence - a.confidence || away(a) - away(b))
}
