import { firstEnglish } from './english-first.ts'
import type { MessagesOf, ReadingWords } from './messages.ts'

/** The language that is always there. What is said while writing comes later, with its code. */
export const english: MessagesOf<ReadingWords, 'one' | 'other'> = {
  ...firstEnglish,
  failed: 'The comments could not be loaded.',
  ownStorage: 'These comments are kept in this browser only.',
  arrived: { one: '{count} new comment', other: '{count} new comments' },
  someMoreReplies: 'Show more replies',
  loadingMore: 'Loading…',
  inArticle: 'In the article',
}
