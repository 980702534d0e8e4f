import { at, lowerBound, type ArticleIndex } from './article.ts'
import type { Alignment } from './align.ts'
import type { Pattern } from './pattern.ts'
import type { Stretch } from './repeats.ts'
import { countVerbatim } from './verbatim.ts'

/** Words of the pattern, from `from` up to `to`, that stood `stood` times in the article. */
export interface Repeat {
  readonly from: number
  readonly to: number
  readonly stood: number
  /** Whether they stand less often now. */
  readonly gone: boolean
}

/** The stretches around the passage, which began at `begin`, that stood elsewhere too and still stand somewhere. */
export function repeatsOf(
  article: ArticleIndex,
  pattern: Pattern,
  begin: number,
  stretches: readonly Stretch[],
): Repeat[] {
  const { prefix, starts, ends } = pattern
  const count = starts.length
  const ranges = stretches.map((stretch) => {
    // The first and the last word of the pattern may be cut.
    const from = Math.max(1, lowerBound(starts, stretch.start - begin + prefix.length))
    const to = Math.min(count - 1, lowerBound(ends, stretch.end - begin + prefix.length + 1))
    // A character is read together with the one after it, which is another one in the other place.
    return { from, to: to < count && at(ends, to - 1) === at(starts, to) ? to - 1 : to }
  })
  return ranges.flatMap(({ from, to }) => {
    if (from >= to) return []
    const stood = 1 + ranges.filter((other) => other.from <= from && other.to >= to).length
    const stands = countVerbatim(article, pattern, from, to, stood)
    return stands === 0 ? [] : [{ from, to, stood, gone: stands < stood }]
  })
}

/**
 * Whether what was found is what stood in the other place: all of the words that both places had, and not the next to
 * them, which only one had.
 */
export function isRepeat(found: Alignment, { from, to }: Repeat): boolean {
  if (at(found, from) < 0) return false
  for (let i = from + 1; i < to; i++) if (at(found, i) !== at(found, i - 1) + 1) return false
  // What was next to the pattern's first and last word is not known.
  const before = from > 1 && at(found, from - 1) === at(found, from) - 1
  const after = to < found.length - 1 && at(found, to) === at(found, to - 1) + 1
  return !before && !after
}
