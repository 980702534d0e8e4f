/** Offsets of a stretch of text. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/** More repeats say no more: the words are common. */
export const REPEATS = 3

/** UTF-16 code units: what is searched for, how far around the passage a stretch reaches, and how much is read at most. */
const SEED = 24
const AROUND = 400
const MOST = 100_000
const SEEDS = 32

/**
 * The longest stretches of a text that reach over most of the passage from `start` to `end` and stand elsewhere in it as
 * well, one for each other place: an edit may leave those and delete the passage.
 */
export function findRepeats(whole: string, start: number, end: number): Stretch[] {
  const lower = whole.toLowerCase()
  const text = lower.length === whole.length ? lower : whole
  const length = end - start
  const seed = Math.min(SEED, length)
  const found = new Map<number, Stretch>()
  let read = 0
  for (let from = start; from + seed <= end; from += Math.max(seed, Math.ceil(length / SEEDS))) {
    const letters = text.slice(from, from + seed)
    for (let at = text.indexOf(letters); at >= 0 && read < MOST; at = text.indexOf(letters, at + 1)) {
      const shift = at - from
      const known = found.get(shift)
      read += seed
      if (shift === 0 || (known !== undefined && known.end >= from)) continue
      let first = from
      while (first > start - AROUND && first > 0 && text[first - 1] === text[first - 1 + shift]) first--
      let last = from + seed
      while (last < end + AROUND && last < text.length && text[last] === text[last + shift]) last++
      read += last - first
      if (Math.min(end, last) - Math.max(start, first) >= length / 2) found.set(shift, { start: first, end: last })
    }
  }
  return [...found.values()].toSorted((a, b) => b.end - b.start - (a.end - a.start)).slice(0, REPEATS)
}
