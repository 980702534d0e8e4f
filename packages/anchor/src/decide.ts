import type { Evidence } from './evidence.ts'

/** Farther from its old place than this, in UTF-16 code units, a passage was moved and not only pushed. */
const FAR = 3_000

/**
 * How sure it is that the passage stands there, 0 to 1; 0 when it is not to be attached. It weighs what is there
 * and never asks which place is the best: the best of look-alikes is still none. `away` is how far the place is
 * from the old one, in UTF-16 code units; look-alikes stand anywhere.
 */
export function decide({ weight, kept, spread, before, after, verbatim }: Evidence, away: number): number {
  const far = Math.min(1, away / FAR)
  const share = weight === 0 ? 0 : kept / weight
  const context = (before + after) / 2
  const nearest = Math.max(before, after)
  const distance = 0.07 * far
  if (verbatim || (share > 0.99 && spread === 0)) {
    // Rare words speak for themselves; a few common ones need those beside them.
    const needed = weight >= 6 ? 0 : (weight >= 3 ? 0.25 : 0.5) + distance
    if (context < needed && nearest <= 0.95) return 0
    return Math.min(1, 0.55 + 0.35 * context + 0.1 * Math.min(1, weight / 10)) - distance
  }
  const score = 0.6 * share + 0.3 * context + 0.1 * nearest - 0.12 * Math.min(2, spread) - distance
  // Of a long quote half is enough by itself.
  const needed = weight >= 20 && share >= 0.5 ? 0.27 : weight >= 5 ? 0.5 : 0.53
  return kept >= 0.5 && share >= 0.42 && score >= needed ? Math.min(0.95, score) : 0
}
