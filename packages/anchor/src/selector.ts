/** W3C Web Annotation selectors, as they are stored. Offsets are UTF-16 code units in the article's text. */

export interface QuoteSelector {
  readonly type: 'TextQuoteSelector'
  readonly exact: string
  readonly prefix?: string
  readonly suffix?: string
}

export interface PositionSelector {
  readonly type: 'TextPositionSelector'
  readonly start: number
  readonly end: number
}

/** From the first words of a long passage to its last. */
export interface RangeSelector {
  readonly type: 'RangeSelector'
  readonly startSelector: Selector
  readonly endSelector: Selector
}

export type Selector = QuoteSelector | PositionSelector | RangeSelector
