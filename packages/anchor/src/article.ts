import { tokenise, type Tokens } from './tokens.ts'

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
}

/** Reads an article's text once, so that any number of passages can be looked for in it. */
export function indexArticle(text: string): ArticleIndex {
  const wellFormed = text.toWellFormed()
  const tokens = tokenise(wellFormed)
  const ids = new Map<string, number>()
  const sequence = new Int32Array(tokens.words.length)
  tokens.words.forEach((word, place) => {
    const id = ids.get(word) ?? ids.size
    ids.set(word, id)
    sequence[place] = id
  })
  const first = new Int32Array(ids.size + 1)
  for (const id of sequence) first[id + 1] = at(first, id + 1) + 1
  for (let id = 0; id < ids.size; id++) first[id + 1] = at(first, id + 1) + at(first, id)
  const next = first.slice()
  const places = new Int32Array(sequence.length)
  sequence.forEach((id, place) => {
    const slot = at(next, id)
    places[slot] = place
    next[id] = slot + 1
  })
  return { text: wellFormed, tokens, ids, sequence, places, first }
}

/** How often a word stands in the article; -1 is a word that it does not have. */
export function frequency({ first }: ArticleIndex, id: number): number {
  return id < 0 ? 0 : at(first, id + 1) - at(first, id)
}

/** An entry of a list whose length the caller knows. */
export function at(list: ArrayLike<number>, index: number): number {
  return list[index] ?? 0
}
