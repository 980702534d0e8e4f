import { align, type Alignment } from './align.ts'
import { isRepeat, repeatsOf } from './alike.ts'
import { at, lowerBound, type ArticleIndex } from './article.ts'
import { joined, weigh, type Evidence } from './evidence.ts'
import type { Pattern } from './pattern.ts'
import type { Stretch } from './repeats.ts'
import { matched, presence, shareAround } from './shares.ts'
import { findWindows } from './windows.ts'

/** A place where a passage may stand, and what is known beside what stands there. */
export interface Candidate extends Evidence {
  /** How much more of what stood around the passage stands together elsewhere, 0 to 1: the passage left it, or is gone. */
  readonly elsewhere: number
  /** How often the words stood in the article, when what is here is as what stood in the other places; else 0. */
  readonly alike: number
}

const WINDOWS = 5
/** Shares of the quote, and of what stood around it, below which a place is not looked at. */
const SOME = 0.3
const HALF = 0.5
const NEAREST = 6
/** Where less than this of what stood around it stands anywhere, an article is another one; fewer words stand in any. */
const OWN = 0.12
const FEW = 4

/** The places where some of the quote may stand, whose first character stood at `start`. */
export function findCandidates(
  article: ArticleIndex,
  pattern: Pattern,
  start: number,
  stretches: readonly Stretch[],
): Candidate[] {
  if (pattern.from === pattern.to) return []
  const length = pattern.ids.length
  const low = Math.max(0, pattern.from - NEAREST)
  const high = Math.min(length, pattern.to + NEAREST)
  const repeats = repeatsOf(article, pattern, start, stretches)
  const near = lowerBound(article.tokens.starts, start) - pattern.from
  const found: Candidate[] = []
  let most = 0
  const look = (alignment: Alignment): void => {
    const around = shareAround(pattern, (i) => at(alignment, i) >= 0)
    most = Math.max(most, around)
    const alike = repeats.filter((repeat) => isRepeat(alignment, repeat))
    if (alike.some(({ gone }) => gone)) return
    const evidence = weigh(article, pattern, alignment)
    if (evidence === null || evidence.start >= evidence.end) return
    found.push({ ...evidence, elsewhere: around, alike: Math.max(0, ...alike.map(({ stood }) => stood)) })
  }
  for (const window of findWindows(article, pattern, near, WINDOWS)) {
    const { own, around } = presence(article, pattern, window)
    if (own < SOME && around < HALF) continue
    const whole = extended(article, pattern, align(article, pattern, window, 0, length))
    look(whole)
    // What stood around it may be here and the quote itself beside that.
    if (own >= SOME && matched(pattern, whole) * 2 < pattern.to - pattern.from) {
      look(extended(article, pattern, align(article, pattern, window, low, high)))
    }
  }
  const alikes = found.filter(({ alike }) => alike > 0).length
  return found
    .filter(({ kept }) => most > OWN || kept > FEW)
    .map((candidate) => ({
      ...candidate,
      elsewhere: most - candidate.elsewhere,
      // When all of them are here, it is one of them.
      alike: candidate.alike > alikes ? 1 : 0,
    }))
}

/** A long passage stands where its two ends do, in their order and about as far apart as they were. */
export function pair(heads: readonly Candidate[], tails: readonly Candidate[], length: number): Candidate[] {
  return heads.flatMap((head) =>
    tails
      .filter(({ start, end }) => start >= head.start && end > head.start)
      .map((tail) => ({
        ...joined(head, tail),
        elsewhere: (head.elsewhere + tail.elsewhere) / 2,
        alike: Math.min(head.alike, tail.alike),
      }))
      .filter(({ start, end }) => end - start > length * 0.25 && end - start < length * 3),
  )
}

/** What stood beside the quote is beside it again, beyond where it was looked for. */
function extended({ sequence }: ArticleIndex, { ids }: Pattern, found: Alignment): Alignment {
  for (const step of [1, -1]) {
    for (let k = 1; k < ids.length; k++) {
      const i = step > 0 ? k : ids.length - 1 - k
      const beside = at(found, i - step)
      if (at(found, i) < 0 && beside >= 0 && sequence[beside + step] === ids[i]) found[i] = beside + step
    }
  }
  return found
}
