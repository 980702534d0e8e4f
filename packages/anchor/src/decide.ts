import type { Evidence } from './evidence.ts'

/**
 * How sure it is that the passage stands there, 0 to 1; 0 when it is not to be attached. It weighs what is there
 * and never asks which place is the best: the best of look-alikes is still none.
 */
export function decide({ weight, kept, spread, before, after, verbatim }: Evidence): number {
  const share = weight === 0 ? 0 : kept / weight
  const context = (before + after) / 2
  const nearest = Math.max(before, after)
  if (verbatim || (share > 0.99 && spread === 0)) {
    // Rare words speak for themselves; a few common ones need those beside them.
    const needed = weight >= 6 ? 0 : weight >= 3 ? 0.25 : 0.52
    return context >= needed || nearest > 0.95 ? Math.min(1, 0.5 + 0.4 * context + 0.1 * Math.min(1, weight / 10)) : 0
  }
  const score = 0.6 * share + 0.3 * context + 0.1 * nearest - 0.12 * Math.min(2, spread)
  const needed = weight >= 20 ? 0.35 : 0.5
  return kept >= 0.5 && share >= 0.4 && score >= needed ? Math.min(0.95, score) : 0
}
