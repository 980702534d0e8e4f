import { PAIRS, type ArticleIndex } from './article.ts'
import type { Pattern } from './pattern.ts'
import type { Window } from './windows.ts'

/** For each word of the pattern the place in the article where it stands again, or -1. Places only grow. */
export type Alignment = Int32Array

/** What it costs to pass over a word of the article or of the pattern, and that words do not follow each other. */
const PASS_ARTICLE = 0.06
const PASS_PATTERN = 0.04
const OPEN = 0.5

/**
 * The best way to find the pattern's words from `first` up to `last`, in their order, among the words of a
 * window. Only pairs of equal words are looked at, which are few; the best way to each is kept by the
 * pattern's word in a tree of maxima.
 */
export function align(
  { sequence, heads, scratch }: ArticleIndex,
  { ids, weights }: Pattern,
  { from, to }: Window,
  first: number,
  last: number,
): Alignment {
  const { words, places, before, scores } = scratch
  const length = ids.length
  const found = new Int32Array(length).fill(-1)
  // The pattern's words that are the same word, the last first.
  const same = new Int32Array(length)
  for (let i = first; i < last; i++) {
    const id = ids[i] ?? -1
    if (id < 0) continue
    same[i] = heads[id] ?? 0
    heads[id] = i + 1
  }
  const tree = new Float64Array(length + 1).fill(Number.NEGATIVE_INFINITY)
  const owner = new Int32Array(length + 1)
  const latest = new Int32Array(length).fill(-1)
  let pairs = 0
  let best = -1
  let most = 0
  for (let place = from; place < to && pairs < PAIRS - length; place++) {
    for (let i = (heads[sequence[place] ?? 0] ?? 0) - 1; i >= 0; i = (same[i] ?? 0) - 1) {
      const weight = weights[i] ?? 0
      let score = weight
      let previous = -1
      for (let node = i; node > 0; node &= node - 1) {
        const apart = weight + (tree[node] ?? 0) - OPEN - PASS_ARTICLE * (place - 1) - PASS_PATTERN * (i - 1)
        if (apart > score) {
          score = apart
          previous = owner[node] ?? 0
        }
      }
      const neighbour = i > 0 ? (latest[i - 1] ?? 0) : -1
      if (neighbour >= 0 && places[neighbour] === place - 1) {
        const together = (scores[neighbour] ?? 0) + weight
        if (together >= score) {
          score = together
          previous = neighbour
        }
      }
      words[pairs] = i
      places[pairs] = place
      scores[pairs] = score
      before[pairs] = previous
      latest[i] = pairs
      if (score > most) {
        most = score
        best = pairs
      }
      const value = score + PASS_ARTICLE * place + PASS_PATTERN * i
      for (let node = i + 1; node <= length; node += node & -node) {
        if (value > (tree[node] ?? 0)) {
          tree[node] = value
          owner[node] = pairs
        }
      }
      pairs++
    }
  }
  for (let i = first; i < last; i++) {
    const id = ids[i] ?? -1
    if (id >= 0) heads[id] = 0
  }
  for (let pair = best; pair >= 0; pair = before[pair] ?? -1) found[words[pair] ?? 0] = places[pair] ?? 0
  return found
}
