import { LIMITS } from '../protocol.ts'
import type { Passage, Selector } from '../types.ts'
import { below, bounded, count, fail, object, optional } from './read.ts'

const words = bounded(LIMITS.selectorBytes)
/** More than a passage has: what a newer store adds is left out, not taken for a mistake. */
const MOST_SELECTORS = 100

/**
 * A passage as a store tells it. Selectors of kinds that this version does not know are left out: what is left may
 * still lead to the words, and without any the quote can still be shown.
 */
export function parsePassage(value: unknown, field: string): Passage {
  const passage = object(value, field)
  const selectors = passage['selectors']
  if (!Array.isArray(selectors) || selectors.length > MOST_SELECTORS) fail(below(field, 'selectors'), 'a list')
  return {
    quote: bounded(LIMITS.quoteCharacters * 2)(passage['quote'], below(field, 'quote')),
    selectors: selectors.flatMap((selector: unknown, index) => {
      const known = readSelector(selector, below(below(field, 'selectors'), index))
      return known === undefined ? [] : [known]
    }),
  }
}

function readSelector(value: unknown, field: string): Selector | undefined {
  const selector = object(value, field)
  if (selector['type'] !== 'RangeSelector') return readSimple(selector, field)
  const start = readEnd(selector['startSelector'], below(field, 'startSelector'))
  const end = readEnd(selector['endSelector'], below(field, 'endSelector'))
  if (start === undefined || end === undefined) return undefined
  return { type: 'RangeSelector', startSelector: start, endSelector: end }
}

/** An end of a range is no range itself, so nothing here recurses. */
const readEnd = (value: unknown, field: string): Selector | undefined => readSimple(object(value, field), field)

function readSimple(selector: Readonly<Record<string, unknown>>, field: string): Selector | undefined {
  const { type } = selector
  if (type === 'TextPositionSelector') {
    const start = count(selector['start'], below(field, 'start'))
    const end = count(selector['end'], below(field, 'end'))
    return { type, start, end }
  }
  if (type !== 'TextQuoteSelector') return undefined
  const exact = words(selector['exact'], below(field, 'exact'))
  const prefix = optional(words)(selector['prefix'], below(field, 'prefix'))
  const suffix = optional(words)(selector['suffix'], below(field, 'suffix'))
  return { type, exact, ...(prefix === undefined ? {} : { prefix }), ...(suffix === undefined ? {} : { suffix }) }
}
