import { at, frequency, lowerBound, type ArticleIndex } from './article.ts'
import type { Pattern } from './pattern.ts'

/** Fewer characters than this say too little without their place. */
const LEAST = 24
/** As many places are tried on either side of the old one. */
const TRIES = 500

/**
 * Where the quote stands to the letter with all that stood around it, nearest to `start`; else -1. Only the places of
 * its rarest word are tried.
 */
export function findVerbatim(article: ArticleIndex, pattern: Pattern, start: number): number {
  const { prefix, exact, suffix, ids, starts } = pattern
  const { text, tokens, places, first } = article
  const whole = prefix + exact + suffix
  const old = start - prefix.length
  if (old >= 0 && text.startsWith(whole, old)) return start
  if (whole.length < LEAST) return -1
  let rarest = -1
  // The first and the last word may be cut.
  for (let i = 1; i + 1 < ids.length; i++) {
    if (at(ids, i) < 0) return -1
    if (rarest < 0 || frequency(article, at(ids, i)) < frequency(article, at(ids, rarest))) rarest = i
  }
  if (rarest < 0) return -1
  const id = at(ids, rarest)
  const begin = at(first, id)
  const end = at(first, id + 1)
  const near = lowerBound(places, lowerBound(tokens.starts, start), begin, end)
  let nearest = -1
  for (let slot = Math.max(begin, near - TRIES); slot < Math.min(end, near + TRIES); slot++) {
    const offset = at(tokens.starts, at(places, slot)) - at(starts, rarest)
    if (nearest >= 0 && Math.abs(offset - old) >= Math.abs(nearest - old)) continue
    if (text.startsWith(whole, offset) && offset >= 0) nearest = offset
  }
  return nearest < 0 ? -1 : nearest + prefix.length
}

/** How often the pattern's words from `from` up to `to` follow each other in the article; no more than `enough` are counted. */
export function countVerbatim(
  article: ArticleIndex,
  { ids }: Pattern,
  from: number,
  to: number,
  enough: number,
): number {
  const { sequence, places, first } = article
  let rarest = from
  for (let i = from; i < to; i++) {
    if (at(ids, i) < 0) return 0
    if (frequency(article, at(ids, i)) < frequency(article, at(ids, rarest))) rarest = i
  }
  const id = at(ids, rarest)
  let count = 0
  for (let slot = at(first, id); slot < at(first, id + 1) && count < enough; slot++) {
    const begin = at(places, slot) - rarest
    let i = from
    while (i < to && sequence[begin + i] === ids[i]) i++
    if (i === to) count++
  }
  return count
}
