export type { PositionSelector, QuoteSelector, RangeSelector, Selector } from './selector.ts'
export { indexArticle, indexInSteps, type ArticleIndex } from './article.ts'
export { describePassage } from './describe.ts'
export { findPassage, type FoundPassage } from './find.ts'
