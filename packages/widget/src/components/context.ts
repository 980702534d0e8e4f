import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { ReadonlySignal } from '@preact/signals'
import type { CommentId, Cursor } from '@afterword/storage'
import type { Words } from '../i18n/messages.ts'
import type { Store } from '../store/models.ts'

/** Where one can go on where no script runs: addresses of pages that a server makes. */
export interface Links {
  /** Takes what is written in the composer of the page (`null`), or of a reply. */
  readonly form: (parent: CommentId | null) => string
  /** A page on which this comment can be answered. */
  readonly reply: (id: CommentId) => string
  /** The list of top-level comments from here on. */
  readonly more: (cursor: Cursor) => string
  /** A branch from this reply on. */
  readonly branch: (id: CommentId) => string
}

/** What every component of a thread can reach. */
export interface Thread {
  readonly store: Store
  readonly words: Words
  readonly locale: string
  /** Milliseconds since the epoch, now and then: what "5 minutes ago" is told from. */
  readonly now: ReadonlySignal<number>
  /** The address of a comment. */
  readonly permalink: (id: CommentId) => string
  /** The zone that dates are written in: a server cannot know the reader's. */
  readonly zone: ReadonlySignal<string | undefined>
  /** `null` where a script runs. */
  readonly links: Links | null
  /** Puts the focus on a comment, once it is drawn. */
  readonly focusComment: (id: CommentId | null) => void
  /** Whether this is beside the article, where the comments of a passage are shown once more. */
  readonly inPanel?: boolean
}

export const ThreadContext = createContext<Thread | null>(null)

export function useThread(): Thread {
  const thread = useContext(ThreadContext)
  if (thread === null) throw new Error('A component of a thread was drawn outside of one.')
  return thread
}
