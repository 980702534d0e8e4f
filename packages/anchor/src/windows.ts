import { at, frequency, type ArticleIndex } from './article.ts'
import type { Pattern } from './pattern.ts'

/** A part of the article in which the pattern may stand, as places of words. */
export interface Window {
  readonly from: number
  readonly to: number
}

/** Words that differ in where the pattern would begin by less than this vote for the same window. */
const BUCKET = 16
const SLACK = 40
const VOTERS = 24
const BALLOTS = 300

/**
 * The parts of the article that the pattern's rare words vote for, the likeliest first; none when so few of its
 * words are there that it must be about another text. `near` is the place where it stood.
 */
export function findWindows(article: ArticleIndex, pattern: Pattern, near: number, atMost: number): Window[] {
  const { ids, weights } = pattern
  const votes = new Map<number, number>()
  const order = Array.from(ids, (_, i) => i).toSorted(
    (a, b) => frequency(article, at(ids, a)) - frequency(article, at(ids, b)),
  )
  let ballots = 0
  let voters = 0
  let cast = 0
  for (const i of order) {
    const id = at(ids, i)
    cast += at(weights, i)
    if (id < 0) continue
    if (voters >= VOTERS || ballots > BALLOTS) break
    voters++
    const end = at(article.first, id + 1)
    let begin = at(article.first, id)
    let last = end
    if (end - begin > BALLOTS) {
      // Of a word that is everywhere only those near the old place are asked.
      begin = Math.max(begin, lowerBound(article.places, begin, end, near + i) - BALLOTS / 4)
      last = Math.min(end, begin + BALLOTS / 2)
    }
    ballots += last - begin
    for (let k = begin; k < last; k++) {
      const bucket = Math.floor((at(article.places, k) - i) / BUCKET)
      votes.set(bucket, (votes.get(bucket) ?? 0) + at(weights, i))
    }
  }
  const enough = Math.min(0.15 * cast, 1.3)
  const sums = [...votes].map(([bucket, own]) => ({
    bucket,
    sum: own + (votes.get(bucket + 1) ?? 0) + (votes.get(bucket - 1) ?? 0) / 2,
  }))
  const most = sums.reduce((top, { sum }) => Math.max(top, sum), 0)
  return sums
    .filter(({ sum }) => sum >= enough && sum >= most * 0.4)
    .toSorted((a, b) => b.sum - a.sum || Math.abs(a.bucket * BUCKET - near) - Math.abs(b.bucket * BUCKET - near))
    .reduce<number[]>((kept, { bucket }) => {
      // A neighbour's window holds it already.
      if (kept.length < atMost && kept.every((other) => Math.abs(other - bucket) > 2)) kept.push(bucket)
      return kept
    }, [])
    .map((bucket) => ({
      from: Math.max(0, bucket * BUCKET - SLACK),
      to: Math.min(article.sequence.length, (bucket + 1) * BUCKET + ids.length + SLACK),
    }))
}

/** The first place in an ascending part of a list that is not below `value`. */
export function lowerBound(list: ArrayLike<number>, from: number, to: number, value: number): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >> 1
    if (at(list, middle) < value) low = middle + 1
    else high = middle
  }
  return low
}
