import type { ArticleIndex } from './article.ts'
import { findCandidates, pair, type Candidate } from './candidates.ts'
import { judge } from './decide.ts'
import { readPattern } from './pattern.ts'
import { readSelectors, type Quote, type Sought } from './read.ts'
import type { Selector } from './selector.ts'
import { findVerbatim } from './verbatim.ts'

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

const LOST: FoundPassage = { state: 'lost' }

/** Finds a passage again, or says honestly that it changed or is gone. Never throws, whatever the selectors say. */
export function findPassage(article: ArticleIndex, selectors: readonly Selector[]): FoundPassage {
  const sought = readSelectors(selectors)
  if (sought === null) return LOST
  return sought.tail === null ? findQuote(article, sought) : findRange(article, sought, sought.tail)
}

function findQuote(article: ArticleIndex, { head, start, repeats }: Sought): FoundPassage {
  const pattern = readPattern(article, head)
  const whole = findVerbatim(article, pattern, start)
  if (whole >= 0) return { state: 'exact', start: whole, end: whole + head.exact.length, confidence: 1 }
  return best(findCandidates(article, pattern, start, repeats), start, repeats.length === 0)
}

/** A long passage is found by its two ends. */
function findRange(article: ArticleIndex, { head, start, end, repeats }: Sought, tail: Quote): FoundPassage {
  const length = end - start
  const first = readPattern(article, head)
  const last = readPattern(article, tail)
  const from = findVerbatim(article, first, start)
  if (from >= 0) {
    const to = findVerbatim(article, last, from + length - tail.exact.length) + tail.exact.length
    if (to === from + length) return { state: 'exact', start: from, end: to, confidence: 1 }
  }
  const heads = findCandidates(article, first, start, repeats)
  const tails = findCandidates(article, last, end - tail.exact.length, repeats)
  const pairs = pair(heads, tails, length).map((candidate) => ({
    ...candidate,
    verbatim: candidate.verbatim && candidate.end - candidate.start === length,
  }))
  return best(pairs, start, repeats.length === 0)
}

/** The likeliest candidate, of equal ones the nearer to the old place, if it is likely enough. */
function best(candidates: readonly Candidate[], start: number, unique: boolean): FoundPassage {
  let found = LOST
  let most = 0
  let nearest = 0
  for (const candidate of candidates) {
    const away = Math.abs(candidate.start - start)
    const confidence = judge(candidate, away, unique)
    if (confidence === 0 || confidence < most || (confidence === most && away >= nearest)) continue
    most = confidence
    nearest = away
    const { end, before, after, verbatim } = candidate
    const state = !verbatim ? 'changed' : before > 0.9 && after > 0.9 ? 'exact' : 'moved'
    found = { state, start: candidate.start, end, confidence }
  }
  return found
}
