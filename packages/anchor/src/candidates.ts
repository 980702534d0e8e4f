import { align, type Alignment } from './align.ts'
import { isRepeat, repeatsOf } from './alike.ts'
import { at, lowerBound, type ArticleIndex } from './article.ts'
import { joined, weigh, type Evidence } from './evidence.ts'
import type { Pattern } from './pattern.ts'
import type { Stretch } from './repeats.ts'
import { matched, presence, share } from './shares.ts'
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
  const near = lowerBound(article.tokens.starts, 0, article.tokens.starts.length, start) - pattern.from
  const found: Candidate[] = []
  let most = 0
  const look = (alignment: Alignment): void => {
    const around = share(pattern, alignment, 0, pattern.from) + share(pattern, alignment, pattern.to, length)
    most = Math.max(most, around)
    const alike = repeats.filter((repeat) => isRepeat(alignment, repeat))
    if (alike.some(({ gone }) => gone)) return
    const evidence = weigh(article, pattern, alignment)
    if (evidence === null || evidence.start >= evidence.end) return
    found.push({ ...evidence, elsewhere: around, alike: Math.max(0, ...alike.map(({ stood }) => stood)) })
  }
  for (const { from, to } of findWindows(article, pattern, near, WINDOWS)) {
    const [own, beside] = presence(article, pattern, from, to)
    if (own < SOME && beside < HALF) continue
    const whole = align(article, pattern, from, to, 0, length)
    look(whole)
    // What stood around it may be here and the quote itself beside that.
    if (own >= SOME && matched(pattern, whole) * 2 < pattern.to - pattern.from) {
      look(extended(article, pattern, align(article, pattern, from, to, low, high)))
    }
  }
  const alikes = found.filter(({ alike }) => alike > 0).length
  return found.map((candidate) => ({
    ...candidate,
    elsewhere: (most - candidate.elsewhere) / 2,
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
  for (let i = 1; i < ids.length; i++) {
    const place = at(found, i - 1) + 1
    if (place > 0 && at(found, i) < 0 && sequence[place] === ids[i]) found[i] = place
  }
  for (let i = ids.length - 1; i > 0; i--) {
    const place = at(found, i) - 1
    if (place >= 0 && at(found, i - 1) < 0 && sequence[place] === ids[i - 1]) found[i - 1] = place
  }
  return found
}
