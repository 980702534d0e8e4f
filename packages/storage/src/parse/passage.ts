import { StorageError } from '../errors.ts'
import { LIMITS } from '../protocol.ts'
import type { Passage, Selector } from '../types.ts'
import { codePoints, isVisible, requireWellFormed } from './characters.ts'
import { below, bounded, count, fail, list, object, onlyKeys, oneOf, optional } from './read.ts'

const words = bounded(LIMITS.selectorBytes)

/**
 * A passage from outside. Whether its words stand in the article nobody can know here; that it is small,
 * well formed and not empty can be known.
 */
export function parsePassage(value: unknown, field: string): Passage {
  const passage = object(value, field)
  onlyKeys(passage, ['quote', 'selectors'], field)
  const quote = bounded(LIMITS.quoteCharacters * 2)(passage['quote'], below(field, 'quote'))
  requireWellFormed(quote, below(field, 'quote'))
  if (codePoints(quote) > LIMITS.quoteCharacters) {
    throw new StorageError('too-long', `The quote is longer than ${LIMITS.quoteCharacters} characters.`, {
      field: below(field, 'quote'),
    })
  }
  if (!isVisible(quote)) fail(below(field, 'quote'), 'the words of the passage')
  const selectors = list(parseSelector, 8)(passage['selectors'], below(field, 'selectors'))
  if (selectors.length === 0) fail(below(field, 'selectors'), 'at least one selector')
  if (new TextEncoder().encode(JSON.stringify(selectors)).length > LIMITS.selectorBytes) {
    throw new StorageError('too-long', `The selectors are larger than ${LIMITS.selectorBytes} bytes of JSON.`, {
      field: below(field, 'selectors'),
    })
  }
  return { quote, selectors }
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
  return parseSimple(
    oneOf('TextQuoteSelector', 'TextPositionSelector')(selector['type'], below(field, 'type')),
    selector,
    field,
  )
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
    if (end < start) fail(below(field, 'end'), 'an end that is not before the start')
    return { type, start, end }
  }
  onlyKeys(selector, ['type', 'exact', 'prefix', 'suffix'], field)
  const exact = words(selector['exact'], below(field, 'exact'))
  const prefix = optional(words)(selector['prefix'], below(field, 'prefix'))
  const suffix = optional(words)(selector['suffix'], below(field, 'suffix'))
  for (const part of [exact, prefix ?? '', suffix ?? '']) requireWellFormed(part, field)
  return { type, exact, ...(prefix === undefined ? {} : { prefix }), ...(suffix === undefined ? {} : { suffix }) }
}
