/** Words of a text, as normalised strings with the offsets where they stand. */
export interface Tokens {
  readonly words: string[]
  readonly starts: number[]
  readonly ends: number[]
}

// Scripts that write no spaces give a token for each character; elsewhere a word is a token, with the soft
// hyphens, joiners and marks of direction inside it.
const ASCII = /\w+/y
const CHARACTER =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\p{Extended_Pictographic}]\p{M}*/vy
const WORD =
  /[\p{L}\p{N}_][[\p{L}\p{N}\p{M}_\p{Cf}]--[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]]*/vy

/**
 * The words of a text, up to `limit` of them; those that are there already are read on from. A character that is a word
 * by itself says little: it is read together with the one after it. Words of ASCII alone are read without the
 * expressions, which are slow.
 */
export function tokenise(text: string, limit: number, tokens: Tokens = { words: [], starts: [], ends: [] }): Tokens {
  const { words, starts, ends } = tokens
  let index = ends.at(-1) ?? 0
  let single = endOf(CHARACTER, text, starts.at(-1) ?? 0) === index
  while (index < text.length && words.length < limit) {
    let end = endOf(ASCII, text, index)
    const last = words.length - 1
    const follows = single
    single = false
    if (text.charCodeAt(end) >= 0x80) {
      end = endOf(CHARACTER, text, index)
      single = end > index
      if (!single) end = endOf(WORD, text, index)
    }
    if (end === index) {
      index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1
      continue
    }
    const word = normalise(text.slice(index, end))
    if (single && follows && ends[last] === index) words[last] += PAIR + word
    words.push(word)
    starts.push(index)
    ends.push(end)
    index = end
  }
  return tokens
}

/** Between two characters that are read together. */
export const PAIR = '\0'

/** Where what an expression finds at an index ends; the index when it finds nothing. */
function endOf(expression: RegExp, text: string, index: number): number {
  expression.lastIndex = index
  return expression.test(text) ? expression.lastIndex : index
}

function normalise(word: string): string {
  // ASCII has nothing to normalise but its case, and is most of the words.
  const plain = /^\w+$/.test(word) ? word : word.replace(/\p{Cf}/gu, '').normalize('NFKC')
  return plain.toLowerCase()
}
