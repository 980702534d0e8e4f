import type { Candidate } from './candidates.ts'

/** Farther from its old place than this, in UTF-16 code units, a passage was moved and not only pushed. */
const FAR = 3_000

/** What speaks for it, beyond which a passage is said to stand there. */
const ENOUGH = 0.15

/** Words that stand in any article are not attached where nothing that stood beside them stands: so much is needed of both. */
const KNOWN = 1.1
const PER_WORD = 0.25

/**
 * How sure it is that the passage stands at a place, 0 to 1; 0 when it is not to be attached. Every place is judged
 * alone, by the logarithm of the odds: the best of look-alikes is still none. `away` is how far the place is from the old
 * one, in UTF-16 code units; `unique` says that the words stood only once in the article.
 *
 * The numbers are a logistic regression's on real edits, rounded to quarters; each was found with the articles of one
 * repository left out, and those left out were judged as well (decision 0110).
 */
export function judge(candidate: Candidate, away: number, unique: boolean): number {
  const { weight, kept, words, matched, spread, before, after, elsewhere, alike, verbatim } = candidate
  if (before + after + PER_WORD * kept < KNOWN) return 0
  const share = weight === 0 ? 0 : kept / weight
  // Many and rare words say more than a few common ones, and need those beside them less.
  const said = Math.log(kept + 0.05)
  const beside = Math.max(before, after)
  const far = Math.min(1, away / FAR)
  const odds =
    verbatim || (share > 0.99 && spread === 0)
      ? -2.5 +
        1.25 * said +
        (6.75 - 1.75 * said) * beside -
        3 * far -
        2.25 * alike -
        5.25 * elsewhere +
        (unique ? 0.5 + 1.75 * said : 0)
      : -8.5 +
        0.75 * said +
        (4.75 - 1.25 * said) * beside -
        2.25 * far -
        1.5 * alike -
        3 * elsewhere +
        (unique ? -1 + 1.5 * said : 0) +
        6 * share -
        2.25 * spread +
        (matched * 2 >= words ? 2.75 : 0)
  return odds > ENOUGH ? 1 / (1 + Math.exp(-odds)) : 0
}
