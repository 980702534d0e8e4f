import { PAIR, tokenise, type Tokens } from './tokens.ts'

/** An article that passages are looked for in: its words are indexed once for all of them. */
export interface ArticleIndex {
  readonly text: string
  readonly tokens: Tokens
  /** The number of each word. */
  readonly ids: ReadonlyMap<string, number>
  /** The number of the word at each place. */
  readonly sequence: Int32Array
  /** Where each word stands, in order: the places of word `id` are `places[first[id]]` up to `places[first[id + 1]]`. */
  readonly places: Int32Array
  readonly first: Int32Array
  /** A number for each word, 0 but while a pattern is aligned. */
  readonly heads: Int32Array
  /** A number for each stretch of the article, 0 but while a pattern's words vote. */
  readonly votes: Float64Array
  /** What finding each word says: near 0 for one that is everywhere, 1 for one that is there once. */
  readonly weights: Float64Array
  /** Room for pairs of equal words while a pattern is aligned. */
  readonly scratch: Scratch
}

interface Scratch {
  readonly words: Int32Array
  readonly places: Int32Array
  readonly before: Int32Array
  readonly scores: Float64Array
}

/** More pairs of equal words than any text has in a window; what only repeats a word is cut. */
export const PAIRS = 10_000

/** Words that differ in where the pattern would begin by less than this vote for the same stretch. */
export const STRETCH = 16
export const STRETCH_BITS = 4

/** Words that are read in one step. */
const STEP = 2_000

/** Reads an article's text once, so that any number of passages can be looked for in it. */
export function indexArticle(text: string): ArticleIndex {
  const steps = indexInSteps(text)
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}

/** The same in steps of about a millisecond, between which a page can have its turn. */
export function* indexInSteps(text: string): Generator<undefined, ArticleIndex> {
  const wellFormed = text.toWellFormed()
  const tokens: Tokens = { words: [], starts: [], ends: [] }
  const { words } = tokens
  const ids = new Map<string, number>()
  const numbers: number[] = []
  for (let limit = STEP, more = true; more; limit += STEP) {
    more = tokenise(wellFormed, limit, tokens).words.length === limit
    // The last word may yet be read together with the next.
    for (const word of words.slice(numbers.length, more ? -1 : undefined)) {
      let id = ids.get(word)
      if (id === undefined) ids.set(word, (id = ids.size))
      numbers.push(id)
    }
    if (more) yield
  }
  const { length } = words
  const sequence = Int32Array.from(numbers)
  const first = new Int32Array(ids.size + 1)
  for (const id of sequence) first[id + 1] = at(first, id + 1) + 1
  for (let id = 0; id < ids.size; id++) first[id + 1] = at(first, id + 1) + at(first, id)
  const next = first.slice()
  const places = new Int32Array(length)
  for (let place = 0; place < length; place++) {
    const id = at(sequence, place)
    const slot = at(next, id)
    places[slot] = place
    next[id] = slot + 1
  }
  const scale = Math.log(length + 2)
  const weights = new Float64Array(ids.size)
  for (const [word, id] of ids) {
    weights[id] = sizeOf(word) * Math.max(0.08, 1 - Math.log(at(first, id + 1) - at(first, id)) / scale)
  }
  const heads = new Int32Array(ids.size)
  const votes = new Float64Array(Math.ceil(length / STRETCH) + 1)
  const scratch: Scratch = {
    words: new Int32Array(PAIRS),
    places: new Int32Array(PAIRS),
    before: new Int32Array(PAIRS),
    scores: new Float64Array(PAIRS),
  }
  return { text: wellFormed, tokens, ids, sequence, places, first, heads, votes, weights, scratch }
}

/**
 * How much of a word is read at once. Of characters that are read in pairs each is in two; a syllable of kana says less than
 * a character of Chinese, and a letter, as in Thai, less than a syllable.
 */
export function sizeOf(word: string): number {
  return !word.includes(PAIR) ? 1 : word < '\u3000' ? 0.25 : word < '\u3100' ? 0.35 : 0.5
}

/** How often a word stands in the article; -1 is a word that it does not have. */
export function frequency({ first }: ArticleIndex, id: number): number {
  return id < 0 ? 0 : (first[id + 1] ?? 0) - (first[id] ?? 0)
}

/** An entry of a list whose length the caller knows. */
export function at(list: ArrayLike<number>, index: number): number {
  return list[index] ?? 0
}

/** The first place in an ascending list, or a part of it, that is not below `value`. */
export function lowerBound(list: ArrayLike<number>, value: number, from = 0, to = list.length): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >> 1
    if (at(list, middle) < value) low = middle + 1
    else high = middle
  }
  return low
}
