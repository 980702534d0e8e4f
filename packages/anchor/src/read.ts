import { REPEATS, type Stretch } from './repeats.ts'
import type { Selector } from './selector.ts'

/** Words and what stood around them. */
export interface Quote {
  readonly exact: string
  readonly prefix: string
  readonly suffix: string
}

/** What is looked for: a quote, or the two ends of a long one, and where it stood. */
export interface Sought {
  readonly head: Quote
  readonly tail: Quote | null
  readonly start: number
  readonly end: number
  /** Stretches around it whose words stood elsewhere in the article too. */
  readonly repeats: readonly Stretch[]
}

/** Reads selectors that may say anything; `null` when they have no words. */
export function readSelectors(selectors: readonly Selector[]): Sought | null {
  if (!Array.isArray(selectors)) return null
  let head: Quote | null = null
  let tail: Quote | null = null
  const positions: Stretch[] = []
  for (const selector of selectors as readonly Partial<Selector>[]) {
    if (selector?.type === 'TextQuoteSelector') head ??= readQuote(selector)
    if (selector?.type === 'RangeSelector' && head === null) {
      const first = readQuote(selector.startSelector)
      const last = readQuote(selector.endSelector)
      if (first !== null && last !== null) [head, tail] = [first, last]
    }
    if (selector?.type === 'TextPositionSelector') {
      positions.push({ start: readOffset(selector.start), end: readOffset(selector.end) })
    }
  }
  if (head === null) return null
  const [own, ...repeats] = positions.slice(0, 1 + REPEATS)
  const start = own?.start ?? 0
  const least = tail === null ? head.exact.length : 1
  return { head, tail, start, end: Math.max(own?.end ?? 0, start + least), repeats }
}

function readQuote(value: Partial<Selector> | undefined): Quote | null {
  if (value?.type !== 'TextQuoteSelector' || typeof value.exact !== 'string' || value.exact === '') return null
  const { exact, prefix, suffix } = value
  return {
    exact,
    prefix: typeof prefix === 'string' ? prefix : '',
    suffix: typeof suffix === 'string' ? suffix : '',
  }
}

function readOffset(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0
}
