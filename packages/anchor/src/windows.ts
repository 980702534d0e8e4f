import { at, frequency, lowerBound, STRETCH, STRETCH_BITS, type ArticleIndex } from './article.ts'
import type { Pattern } from './pattern.ts'

/** A part of the article in which the pattern may stand, as places of words. */
export interface Window {
  readonly from: number
  readonly to: number
}

const SLACK = 40
const VOTERS = 60
const BALLOTS = 600
/** Votes below which a stretch is not looked at, and their share of the most. */
const ENOUGH = 1
/** What a word beside the quote counts. */
const CONTEXT = 0.5
const FEW = 0.2

/**
 * The parts of the article that the pattern's rare words vote for, the likeliest first; none when so few of its
 * words are there that it must be about another text. `near` is the place where it stood.
 */
export function findWindows(article: ArticleIndex, pattern: Pattern, near: number, atMost: number): Window[] {
  const { ids, weights, from, to } = pattern
  const { votes, places, first } = article
  const order = rarest(article, pattern)
  const voted: number[] = []
  let ballots = 0
  for (let k = 0; k < Math.min(order.length, VOTERS) && ballots <= BALLOTS; k++) {
    const i = order[k] ?? 0
    const id = at(ids, i)
    const weight = at(weights, i) * (i >= from && i < to ? 1 : CONTEXT)
    if (id < 0) continue
    const end = at(first, id + 1)
    let begin = at(first, id)
    let last = end
    if (end - begin > BALLOTS) {
      // Of a word that is everywhere only those near the old place are asked.
      begin = Math.max(begin, lowerBound(places, near + i, begin, end) - BALLOTS / 4)
      last = Math.min(end, begin + BALLOTS / 2)
    }
    ballots += last - begin
    for (let slot = begin; slot < last; slot++) {
      // What would begin before the article begins at its beginning.
      const stretch = Math.max(0, (places[slot] ?? 0) - i) >> STRETCH_BITS
      const sum = votes[stretch] ?? 0
      if (sum === 0) voted.push(stretch)
      votes[stretch] = sum + weight
    }
  }
  const sums = new Float64Array(voted.length)
  for (let k = 0; k < sums.length; k++) {
    const stretch = voted[k] ?? 0
    sums[k] = (votes[stretch] ?? 0) + (votes[stretch + 1] ?? 0) + (votes[stretch - 1] ?? 0) / 2
  }
  for (const stretch of voted) votes[stretch] = 0
  return elect(voted, sums, ENOUGH, near, atMost).map((stretch) => ({
    from: Math.max(0, stretch * STRETCH - SLACK),
    to: Math.min(article.sequence.length, (stretch + 1) * STRETCH + ids.length + SLACK),
  }))
}

/** The stretches with the most votes, the nearer of equal ones; not those that lie in the window of another. */
function elect(voted: readonly number[], sums: Float64Array, enough: number, near: number, atMost: number): number[] {
  const elected: number[] = []
  let least = enough
  while (elected.length < atMost) {
    let best = -1
    let most = least
    for (let k = 0; k < sums.length; k++) {
      const sum = sums[k] ?? 0
      if (sum < most) continue
      const stretch = voted[k] ?? 0
      if (elected.some((other) => Math.abs(other - stretch) <= 2)) sums[k] = 0
      else if (best < 0 || sum > most || away(stretch, near) < away(best, near)) {
        best = stretch
        most = sum
      }
    }
    if (best < 0) return elected
    elected.push(best)
    least = Math.max(least, most * FEW)
  }
  return elected
}

function away(stretch: number, near: number): number {
  return Math.abs(stretch * STRETCH - near)
}

/** The pattern's words, those first that the article has the fewest of. */
function rarest(article: ArticleIndex, { ids, from, to }: Pattern): Float64Array {
  const order = new Float64Array(ids.length)
  for (let i = 0; i < ids.length; i++)
    order[i] = frequency(article, ids[i] ?? -1) * ids.length * (i >= from && i < to ? 1 : 4) + i
  order.sort()
  for (let i = 0; i < ids.length; i++) order[i] = (order[i] ?? 0) % ids.length
  return order
}
