/** Words of a text, as normalised strings with the offsets where they stand. */
export interface Tokens {
  readonly words: string[]
  readonly starts: number[]
  readonly ends: number[]
}

// Scripts that write no spaces give a token for each character; elsewhere a word is a token, with the soft
// hyphens and joiners inside it.
const TOKEN =
  /[[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]\p{Extended_Pictographic}]\p{M}*|[[\p{L}\p{N}_]--[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]][[\p{L}\p{N}\p{M}_\u{ad}\u{200b}-\u{200d}\u{2060}\u{feff}]--[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]]*/vy

/**
 * The words of a text, up to `limit` of them; those that are there already are read on from. Words of ASCII alone are
 * read without the expression, which is slow.
 */
export function tokenise(text: string, limit: number, tokens: Tokens = { words: [], starts: [], ends: [] }): Tokens {
  const { words, starts, ends } = tokens
  let index = ends.at(-1) ?? 0
  while (index < text.length && words.length < limit) {
    let end = index
    let kinds = 0
    let kind = kindOf(text, end)
    while (kind > 0) {
      kinds |= kind
      kind = kindOf(text, ++end)
    }
    if (kind < 0) {
      TOKEN.lastIndex = index
      end = TOKEN.test(text) ? TOKEN.lastIndex : index
      kinds = OTHER
    }
    if (end === index) {
      index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1
      continue
    }
    const word = text.slice(index, end)
    words.push(kinds === PLAIN ? word : kinds === OTHER ? normalise(word) : word.toLowerCase())
    starts.push(index)
    ends.push(end)
    index = end
  }
  return tokens
}

const PLAIN = 1
const CAPITAL = 2
const OTHER = 4

/** Of an ASCII word's character which it is, 0 for what is no word, -1 for what is not ASCII. */
function kindOf(text: string, index: number): number {
  const unit = text.charCodeAt(index)
  if (unit >= 0x80) return -1
  if ((unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39) || unit === 0x5f) return PLAIN
  return unit >= 0x41 && unit <= 0x5a ? CAPITAL : 0
}

function normalise(word: string): string {
  return word
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .normalize('NFKC')
    .toLowerCase()
}
