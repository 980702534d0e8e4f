import type { QuoteSelector, Selector } from './selector.ts'

/** Bytes of JSON. Together with the names around them they stay under the 1,000 that a store takes. */
const QUOTE = 500
const HEAD = 230
const CONTEXT = 130

/**
 * How to find the passage from `start` to `end` again: its words (of a long one the first and the last) with
 * those around them, and where it stands. At most 1,000 bytes of JSON.
 *
 * @throws RangeError when the range is empty or leaves the text
 */
export function describePassage(text: string, start: number, end: number): Selector[] {
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || end > text.length || start >= end) {
    throw new RangeError(`From ${start} to ${end} is no passage of a text of ${text.length} characters.`)
  }
  const whole = text.toWellFormed()
  // Half a character is taken whole.
  if (isHigh(whole, start - 1)) start--
  if (isHigh(whole, end - 1)) end++
  const prefix = lastBytes(whole, start, CONTEXT)
  const suffix = firstBytes(whole, end, CONTEXT)
  const exact = whole.slice(start, end)
  const position: Selector = { type: 'TextPositionSelector', start, end }
  if (firstBytes(whole, start, QUOTE).length >= exact.length) return [quote(exact, prefix, suffix), position]
  return [
    {
      type: 'RangeSelector',
      startSelector: quote(firstBytes(whole, start, HEAD), prefix, ''),
      endSelector: quote(lastBytes(whole, end, HEAD), '', suffix),
    },
    position,
  ]
}

function quote(exact: string, prefix: string, suffix: string): QuoteSelector {
  return {
    type: 'TextQuoteSelector',
    exact,
    ...(prefix === '' ? {} : { prefix }),
    ...(suffix === '' ? {} : { suffix }),
  }
}

/** The characters from `from` on that fit into `bytes` of JSON. */
function firstBytes(text: string, from: number, bytes: number): string {
  let left = bytes
  let end = from
  while (end < text.length && (left -= jsonBytes(text.charCodeAt(end))) >= 0) end++
  return text.slice(from, isHigh(text, end - 1) ? end - 1 : end)
}

/** The characters before `to` that fit into `bytes` of JSON. */
function lastBytes(text: string, to: number, bytes: number): string {
  let left = bytes
  let start = to
  while (start > 0 && (left -= jsonBytes(text.charCodeAt(start - 1))) >= 0) start--
  return text.slice(isHigh(text, start - 1) ? start + 1 : start, to)
}

function isHigh(text: string, index: number): boolean {
  return (text.charCodeAt(index) & 0xfc00) === 0xd800
}

function jsonBytes(unit: number): number {
  if (unit < 0x20) return 6
  if (unit < 0x80) return unit === 0x22 || unit === 0x5c ? 2 : 1
  // Half of a surrogate pair is half of four bytes.
  return unit < 0x800 || (unit & 0xf800) === 0xd800 ? 2 : 3
}
