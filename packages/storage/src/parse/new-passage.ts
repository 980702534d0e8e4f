import { StorageError } from '../errors.ts'
import { LIMITS } from '../protocol.ts'
import type { Passage, Selector } from '../types.ts'
import { checkQuote, codePoints, isVisible, requireWellFormed, visible } from './characters.ts'
import { below, bounded, count, fail, list, object, oneOf, onlyKeys, optional, text } from './read.ts'

const MOST_SELECTORS = 8
/** Stands where words were left out of a quote that was too long to be kept as a whole. */
const CUT = '…'
const words = bounded(LIMITS.selectorBytes)

/**
 * A passage that a writer hands in. Whether its words stand in the article nobody can know here; that it is small,
 * well formed, not empty and does not contradict itself can be known: nobody is shown a quote that the selectors
 * do not name.
 *
 * @throws StorageError `invalid` or `too-long`
 */
export function parseNewPassage(value: unknown, field: string): Passage {
  const passage = object(value, field)
  onlyKeys(passage, ['quote', 'selectors'], field)
  const quote = checkQuote(text(passage['quote'], below(field, 'quote')), below(field, 'quote'))
  const selectors = parseSelectors(passage['selectors'], below(field, 'selectors'))
  if (!selectors.every((selector) => names(selector, visible(quote)))) {
    fail(below(field, 'quote'), 'the words that the selectors name. Take both from the same text')
  }
  return { quote, selectors }
}

/**
 * Where a passage is.
 *
 * @throws StorageError `invalid`, or `too-long` over 1,000 bytes of JSON
 */
export function parseSelectors(value: unknown, field: string): readonly Selector[] {
  const selectors = list(parseSelector, MOST_SELECTORS)(value, field)
  if (selectors.length === 0) fail(field, 'at least one selector')
  if (new TextEncoder().encode(JSON.stringify(selectors)).length > LIMITS.selectorBytes) {
    throw new StorageError(
      'too-long',
      `${field} is larger than ${LIMITS.selectorBytes} bytes of JSON. Of a long passage name the first and the last words, in a RangeSelector.`,
      { field },
    )
  }
  const spans = selectors.flatMap((selector) => (selector.type === 'TextPositionSelector' ? [selector] : []))
  // Others may stand beside the one of the passage: where words like these stand, say.
  const fits = spans.some(({ start, end }) => selectors.every((selector) => isAsLong(selector, end - start)))
  if (spans.length > 0 && !fits) {
    fail(field, 'a position as long as the words, in UTF-16 code units')
  }
  return selectors
}

function parseSelector(value: unknown, field: string): Selector {
  const selector = object(value, field)
  const type = oneOf(
    'TextQuoteSelector',
    'TextPositionSelector',
    'RangeSelector',
  )(selector['type'], below(field, 'type'))
  if (type !== 'RangeSelector') return parseSimple(type, selector, field)
  onlyKeys(selector, ['type', 'startSelector', 'endSelector'], field)
  return {
    type,
    startSelector: parseEnd(selector['startSelector'], below(field, 'startSelector')),
    endSelector: parseEnd(selector['endSelector'], below(field, 'endSelector')),
  }
}

/** An end of a range is no range itself, so nothing here recurses. */
function parseEnd(value: unknown, field: string): Selector {
  const selector = object(value, field)
  const type = oneOf('TextQuoteSelector', 'TextPositionSelector')(selector['type'], below(field, 'type'))
  return parseSimple(type, selector, field)
}

function parseSimple(
  type: 'TextQuoteSelector' | 'TextPositionSelector',
  selector: Readonly<Record<string, unknown>>,
  field: string,
): Selector {
  if (type === 'TextPositionSelector') {
    onlyKeys(selector, ['type', 'start', 'end'], field)
    const start = count(selector['start'], below(field, 'start'))
    const end = count(selector['end'], below(field, 'end'))
    if (end <= start) fail(below(field, 'end'), 'an end behind the start')
    return { type, start, end }
  }
  onlyKeys(selector, ['type', 'exact', 'prefix', 'suffix'], field)
  const exact = words(selector['exact'], below(field, 'exact'))
  if (!isVisible(exact)) fail(below(field, 'exact'), 'the words of the passage')
  const prefix = optional(words)(selector['prefix'], below(field, 'prefix'))
  const suffix = optional(words)(selector['suffix'], below(field, 'suffix'))
  for (const [key, part] of Object.entries({ exact, prefix, suffix })) requireWellFormed(part ?? '', below(field, key))
  return { type, exact, ...(prefix === undefined ? {} : { prefix }), ...(suffix === undefined ? {} : { suffix }) }
}

/** Whether the selector is about these words; white space and what shows nothing may differ. */
function names(selector: Selector, quote: string): boolean {
  switch (selector.type) {
    case 'TextPositionSelector':
      return true
    case 'TextQuoteSelector':
      return visible(selector.exact) === quote
    case 'RangeSelector':
      return quote.startsWith(exactOf(selector.startSelector)) && endsAs(quote, exactOf(selector.endSelector))
  }
}

/** What follows the cut, if there is one, may be less than the selector names. */
function endsAs(quote: string, end: string): boolean {
  const cut = quote.lastIndexOf(CUT)
  return quote.endsWith(end) || (cut !== -1 && end.endsWith(quote.slice(cut + 1)))
}

const exactOf = (selector: Selector): string => (selector.type === 'TextQuoteSelector' ? visible(selector.exact) : '')

/** Whether the words can stand between positions that far apart. Other tools count code points. */
function isAsLong(selector: Selector, length: number): boolean {
  switch (selector.type) {
    case 'TextPositionSelector':
      return true
    case 'TextQuoteSelector':
      return length === selector.exact.length || length === codePoints(selector.exact)
    case 'RangeSelector':
      return [selector.startSelector, selector.endSelector].every(
        (end) => end.type !== 'TextQuoteSelector' || length >= codePoints(end.exact),
      )
  }
}
