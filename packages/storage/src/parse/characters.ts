import { StorageError } from '../errors.ts'
import { LIMITS } from '../protocol.ts'

/** Characters that end or reverse a direction, and so could make a name or a text reach beyond itself. */
const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** Characters that show nothing: format characters, fillers, blanks of Braille and Hangul. */
const INVISIBLE = /[\u17b4\u17b5\p{Cf}\p{Cc}\p{Co}\p{Cn}\u115f\u1160\u2800\u3164\uffa0]/gu

/** Keeps what joins emoji and letters within a name: ZWJ, ZWNJ and the variation selectors are not `Cf` noise there. */
const JOINERS: ReadonlySet<string> = new Set(['\u200c', '\u200d', '\ufe0e', '\ufe0f'])

/**
 * A guest's name as everyone may see it: bidi controls and invisible characters taken out, white space
 * folded, NFC.
 *
 * @throws StorageError `invalid` when nothing visible is left, `too-long` over 64 graphemes
 */
export function cleanName(name: string, field = 'name'): string {
  requireWellFormed(name, field)
  const most = LIMITS.nameGraphemes
  const clean = name
    .normalize('NFC')
    .replace(BIDI_CONTROLS, '')
    // White space first becomes spaces, since some of it counts as invisible, and is folded when that is gone.
    .replace(/\s/gu, ' ')
    .replace(INVISIBLE, (character) => (JOINERS.has(character) ? character : ''))
    .replace(/ +/g, ' ')
    .trim()
  if (!isVisible(clean)) {
    throw new StorageError('invalid', `${field} has no visible character. Give a name to be shown.`, { field })
  }
  const { length } = clean
  // A character is one unit or more: those of a short name need not be told apart.
  if (length > most && (length > most * 32 || graphemes(clean) > most)) {
    throw new StorageError('too-long', `${field} is longer than ${most} characters. Shorten it.`, { field })
  }
  return clean
}

/**
 * A comment's Markdown, unchanged.
 *
 * @throws StorageError `invalid` without a visible character, or with NUL or half a character; `too-long`
 */
export function checkSource(source: string, field = 'source'): string {
  return checkWords(source, LIMITS.sourceCharacters, 'Shorten it, or write two comments.', field)
}

/** What somebody adds to a report; the same rules, and shorter. */
export function checkNote(note: string, field = 'note'): string {
  return checkWords(note, LIMITS.noteCharacters, 'Shorten it.', field)
}

/** The words of an article that a passage is about, unchanged. */
export function checkQuote(quote: string, field = 'quote'): string {
  return checkWords(quote, LIMITS.quoteCharacters, 'Put “…” in the place of some of its words.', field)
}

function checkWords(words: string, most: number, remedy: string, field: string): string {
  // A code point is one or two code units: whatever is longer than twice the limit need not be counted.
  if (words.length > most * 2 || codePoints(words) > most) {
    throw new StorageError('too-long', `${field} is longer than ${most} characters. ${remedy}`, { field })
  }
  requireWellFormed(words, field)
  if (!isVisible(words)) {
    throw new StorageError('invalid', `${field} has no visible character. Write something.`, { field })
  }
  return words
}

export function isVisible(string: string): boolean {
  return visible(string) !== ''
}

/** What a reader sees of it, without the white space between. */
export function visible(string: string): string {
  return string.replace(INVISIBLE, '').replace(/\s/gu, '')
}

export function codePoints(string: string): number {
  let length = 0
  for (const _ of string) length++
  return length
}

export function requireWellFormed(string: string, field: string): void {
  if (!string.isWellFormed() || string.includes('\0')) {
    throw new StorageError('invalid', `${field} has a NUL or half a surrogate pair, which no text has. Remove it.`, {
      field,
    })
  }
}

function graphemes(string: string): number {
  let length = 0
  for (const _ of new Intl.Segmenter().segment(string)) length++
  return length
}
