import { at, type ArticleIndex } from './article.ts'
import type { Pattern } from './pattern.ts'

/** For each word of the pattern the place in the article where it stands again, or -1. Places only grow. */
export type Alignment = Int32Array

/** What it costs to pass over a word of the article or of the pattern; words that follow each other earn more. */
const PASS_ARTICLE = 0.02
const PASS_PATTERN = 0.04
const TOGETHER = 0.3

const STOP = 0
const MATCH = 1
const FOLLOWS = 2
const SKIP_PATTERN = 3
const SKIP_ARTICLE = 4

/**
 * The best way to find the pattern's words, in their order, among the article's words from `from` up to `to`.
 * The inner loop reads its lists directly: one reader for lists of several types is slow.
 */
export function align(article: ArticleIndex, pattern: Pattern, from: number, to: number): Alignment {
  const { ids, weights } = pattern
  const { sequence } = article
  const width = to - from + 1
  const steps = new Uint8Array((ids.length + 1) * width)
  // Whether a match goes on from a match; apart from `steps`, for the best way to a cell may be another one.
  const follows = new Uint8Array((ids.length + 1) * width)
  let best = new Float64Array(width)
  let row = new Float64Array(width)
  let matchAbove = new Float64Array(width)
  let match = new Float64Array(width)
  let top = 0
  let end = 0
  for (let i = 1; i <= ids.length; i++) {
    const id = ids[i - 1] ?? 0
    const weight = weights[i - 1] ?? 0
    row[0] = 0
    match[0] = 0
    for (let j = 1; j < width; j++) {
      const cell = i * width + j
      let score = 0
      let step = STOP
      let matched = 0
      if (id >= 0 && sequence[from + j - 1] === id) {
        const above = matchAbove[j - 1] ?? 0
        const together = above === 0 ? -1 : above + weight * TOGETHER
        const apart = best[j - 1] ?? 0
        matched = weight + Math.max(together, apart)
        follows[cell] = together >= apart ? 1 : 0
        score = matched
        step = MATCH
      }
      match[j] = matched
      const up = (best[j] ?? 0) - PASS_PATTERN
      const left = (row[j - 1] ?? 0) - PASS_ARTICLE
      if (up > score) {
        score = up
        step = SKIP_PATTERN
      }
      if (left > score) {
        score = left
        step = SKIP_ARTICLE
      }
      row[j] = score
      steps[cell] = step
      if (score > top) {
        top = score
        end = cell
      }
    }
    ;[best, row] = [row, best]
    ;[matchAbove, match] = [match, matchAbove]
  }
  return trace(steps, follows, width, end, from, ids.length)
}

function trace(
  steps: Uint8Array,
  follows: Uint8Array,
  width: number,
  end: number,
  from: number,
  length: number,
): Alignment {
  const found = new Int32Array(length).fill(-1)
  let cell = end
  let step = at(steps, cell)
  while (step !== STOP) {
    if (step === MATCH || step === FOLLOWS) {
      found[Math.floor(cell / width) - 1] = from + (cell % width) - 1
      const together = at(follows, cell) === 1
      cell -= width + 1
      step = together ? FOLLOWS : at(steps, cell)
      continue
    }
    cell -= step === SKIP_PATTERN ? width : 1
    step = at(steps, cell)
  }
  return found
}
