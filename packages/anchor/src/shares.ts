import type { Alignment } from './align.ts'
import { at, type ArticleIndex } from './article.ts'
import type { Pattern } from './pattern.ts'

/** Shares of the quote and of what stood around it that are among some of the article's words, in whatever order. */
export function presence(
  { sequence, heads }: ArticleIndex,
  { ids, weights, from, to }: Pattern,
  begin: number,
  end: number,
): [number, number] {
  for (let place = begin; place < end; place++) heads[sequence[place] ?? 0] = 1
  let all = 0
  let some = 0
  let own = 0
  let ownAll = 0
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i] ?? -1
    const weight = weights[i] ?? 0
    const there = id >= 0 && heads[id] === 1 ? weight : 0
    if (i >= from && i < to) {
      ownAll += weight
      own += there
    } else {
      all += weight
      some += there
    }
  }
  for (let place = begin; place < end; place++) heads[sequence[place] ?? 0] = 0
  return [own / ownAll, all === 0 ? 0 : some / all]
}

/** How many of the quote's words were found. */
export function matched({ from, to }: Pattern, alignment: Alignment): number {
  let count = 0
  for (let i = from; i < to; i++) if (at(alignment, i) >= 0) count++
  return count
}

/** How much of some of the pattern's words was found, by weight. */
export function share({ weights }: Pattern, alignment: Alignment, from: number, to: number): number {
  let all = 0
  let there = 0
  for (let i = from; i < to; i++) {
    all += at(weights, i)
    if (at(alignment, i) >= 0) there += at(weights, i)
  }
  return all === 0 ? 0 : there / all
}
