import { findRepeats } from './repeats.ts'
import type { QuoteSelector, Selector } from './selector.ts'

/** Bytes of JSON that a store takes. */
const LIMIT = 1_000
/** Bytes of what stands before a passage and after it: of a long one, at least; of a short one, at most. */
const LEAST = 100
const MOST = 200

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
  const positions: Selector[] = [{ start, end }, ...findRepeats(whole, start, end)].map((stretch) => ({
    type: 'TextPositionSelector',
    ...stretch,
  }))
  const exact = whole.slice(start, end)
  const left = LIMIT - JSON.stringify([quote('', '', ''), ...positions]).length
  const size = byteLength(exact)
  if (size <= left - 2 * LEAST) {
    const beside = Math.min(MOST, Math.floor((left - size) / 2))
    return [quote(exact, lastBytes(whole, start, beside), firstBytes(whole, end, beside)), ...positions]
  }
  const range = (bytes: number, beside: number): Selector => ({
    type: 'RangeSelector',
    startSelector: quote(firstBytes(whole, start, bytes), lastBytes(whole, start, beside), ''),
    endSelector: quote(lastBytes(whole, end, bytes), '', firstBytes(whole, end, beside)),
  })
  const ends = LIMIT - JSON.stringify([range(0, 0), ...positions]).length
  return [range(Math.floor(ends / 2) - LEAST, LEAST), ...positions]
}

function quote(exact: string, prefix: string, suffix: string): QuoteSelector {
  return { type: 'TextQuoteSelector', exact, prefix, suffix }
}

function byteLength(text: string): number {
  let bytes = 0
  for (let i = 0; i < text.length; i++) bytes += jsonBytes(text.charCodeAt(i))
  return bytes
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
