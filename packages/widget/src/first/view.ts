import type { CommentId, OpenThread, Order, Supports } from '@afterword/storage'
import type { FirstWords } from '../i18n/messages.ts'

/** What is being written on the page, as far as it is known before the interface is there. */
export interface FirstDrafts {
  readonly name: string
  /** The words in the composer of the page (`''`) and of the replies that are open, by what they answer. */
  readonly texts: ReadonlyMap<CommentId | '', string>
}

/** All that the first drawing of a thread is made of. */
export interface FirstView {
  /** `null`: the comments are on their way. */
  readonly thread: OpenThread | null
  readonly order: Order
  readonly supports: Supports
  readonly words: FirstWords
  readonly locale: string
  readonly dir: 'ltr' | 'rtl'
  /** Whether the words stand in for others that are on their way. */
  readonly coming: boolean
  /** Milliseconds since the epoch. */
  readonly now: number
  /** The number of the last change that the reader saw the last time; `null`: they were never here. */
  readonly since: number | null
  readonly drafts: FirstDrafts
}
