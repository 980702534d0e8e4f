import { at, type ArticleIndex } from './article.ts'
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
  const { prefix, exact, suffix, starts, ends } = pattern
  const length = prefix.length + exact.length + suffix.length
  const clipped = stretches.map((stretch) => ({
    start: Math.max(0, stretch.start - begin + prefix.length),
    end: Math.min(length, stretch.end - begin + prefix.length),
  }))
  return clipped.flatMap((stretch) => {
    // The first and the last word of the pattern may be cut.
    let from = prefix === '' ? 0 : 1
    while (from < starts.length && at(starts, from) < stretch.start) from++
    let to = from
    while (to < ends.length - (suffix === '' ? 0 : 1) && at(ends, to) <= stretch.end) to++
    if (from === to) return []
    const stood = 1 + clipped.filter((other) => other.start <= stretch.start && other.end >= stretch.end).length
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
