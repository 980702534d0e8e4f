import type { Alignment } from './align.ts'
import type { ArticleIndex } from './article.ts'
import type { Pattern } from './pattern.ts'
import type { Window } from './windows.ts'

/** How much of some of the pattern's words is there, by weight, 0 to 1. */
function share({ weights }: Pattern, from: number, to: number, there: (i: number) => boolean): number {
  let all = 0
  let some = 0
  for (let i = from; i < to; i++) {
    const weight = weights[i] ?? 0
    all += weight
    if (there(i)) some += weight
  }
  return all === 0 ? 0.2 : some / all
}

/** How much of what stood around the quote was found, before it and after it: 0 to 1. */
export function shareAround(pattern: Pattern, there: (i: number) => boolean): number {
  return (share(pattern, 0, pattern.from, there) + share(pattern, pattern.to, pattern.ids.length, there)) / 2
}

/** How much of the quote, and of what stood around it, is among a window's words, in whatever order. */
export function presence(
  { sequence, heads }: ArticleIndex,
  pattern: Pattern,
  { from, to }: Window,
): { own: number; around: number } {
  for (let place = from; place < to; place++) heads[sequence[place] ?? 0] = 1
  const there = (i: number): boolean => heads[pattern.ids[i] ?? -1] === 1
  const own = share(pattern, pattern.from, pattern.to, there)
  const around = shareAround(pattern, there)
  for (let place = from; place < to; place++) heads[sequence[place] ?? 0] = 0
  return { own, around }
}

/** How many of the quote's words were found. */
export function matched({ from, to }: Pattern, alignment: Alignment): number {
  return alignment.subarray(from, to).filter((place) => place >= 0).length
}
