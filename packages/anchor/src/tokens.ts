/** Words of a text, as normalised strings with the offsets where they stand. */
export interface Tokens {
  readonly words: readonly string[]
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

// Scripts that write no spaces give a token for each character; elsewhere a word is a token, with the soft
// hyphens and joiners inside it.
const TOKEN =
  /[[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]\p{Extended_Pictographic}]\p{M}*|[[\p{L}\p{N}_]--[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]][[\p{L}\p{N}\p{M}_\u{ad}\u{200b}-\u{200d}\u{2060}\u{feff}]--[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]]*/gv

/** The words of a text; at most `limit` of them. */
export function tokenise(text: string, limit = Number.POSITIVE_INFINITY): Tokens {
  const words: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  for (const match of text.matchAll(TOKEN)) {
    if (words.length >= limit) break
    words.push(normalise(match[0]))
    starts.push(match.index)
    ends.push(match.index + match[0].length)
  }
  return { words, starts, ends }
}

function normalise(word: string): string {
  // eslint-disable-next-line no-control-regex -- ASCII has nothing to normalise but its case, and is most of the words.
  if (/^[\x00-\x7f]*$/.test(word)) return word.toLowerCase()
  return word
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .normalize('NFKC')
    .toLowerCase()
}
