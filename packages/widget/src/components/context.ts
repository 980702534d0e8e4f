import { createContext, type FunctionComponent } from 'preact'
import { useContext } from 'preact/hooks'
import type { ReadonlySignal } from '@preact/signals'
import type { CommentId, Cursor } from '@afterword/storage'
import type { AllWords, ReadingWords, Words } from '../i18n/messages.ts'
import type { ModeratingWords } from '../i18n/moderating/messages.ts'
import type { CommentModel, ModeratingModel, Store, WritingModel } from '../store/models.ts'
import type { Part } from '../store/part.ts'
import type { MenuItem } from './comment-menu.tsx'
import type { Sleep } from './sleep.ts'
import type { WritingView } from './writing-view.ts'

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
  /** What reading is said with. Where more is said, `useWriting` has all words. */
  readonly words: ReadingWords
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
  /** What is drawn already and not taken over yet; left out where all is. */
  readonly sleep?: Sleep | undefined
  readonly writing: Part<WritingCode>
  /** What moderators do; left out where nobody can. */
  readonly moderating?: Part<ModeratingCode> | undefined
  /** All words; `null` until those of writing are here. A signal, so that their coming redraws only who reads it. */
  readonly allWords: ReadonlySignal<AllWords | null>
}

/** What comes after the first comments, and makes a thread that can be read one that can be written in. */
export interface WritingCode {
  readonly store: WritingModel
  readonly view: WritingView
}

export interface ModeratedProps {
  readonly model: CommentModel
}

/** What the items of a moderator act on. */
export interface ModeratedSubject extends ModeratedProps {
  readonly thread: Thread
  readonly code: ModeratingCode
  readonly words: Words
}

/** What is drawn for moderators only. All of it comes in one chunk, for them alone. */
export interface ModeratingView {
  /** Below the words of a comment: how it stands, what was done, and what is asked. */
  readonly Moderated: FunctionComponent<ModeratedProps>
  /** Above the thread: that there is more than is shown. */
  readonly Rest: FunctionComponent
  readonly items: (subject: ModeratedSubject) => readonly MenuItem[]
}

/** What makes a thread that can be written in one that can be moderated, for who may. */
export interface ModeratingCode {
  readonly store: ModeratingModel
  readonly view: ModeratingView
  /** In the language that the thread is written in now; those before until these are here. */
  readonly words: ReadonlySignal<ModeratingWords>
}

/** The code for writing, and the words for it. */
export interface Writing extends WritingCode {
  readonly words: AllWords
}

export const ThreadContext = createContext<Thread | null>(null)

export function useThread(): Thread {
  const thread = useContext(ThreadContext)
  if (thread === null) throw new Error('A component of a thread was drawn outside of one.')
  return thread
}

/**
 * What it takes to write; `null` until all of it is here. A component that asks is drawn again when it comes: one
 * that there are many of asks only when it has something to write.
 */
export function writingIn({ writing, allWords }: Thread): Writing | null {
  const code = writing.value.value
  const words = allWords.value
  return code === null || words === null ? null : { ...code, words }
}

/** For components that come with the code for writing, or after it: it is there when they are. */
export function useWriting(): Writing {
  const writing = writingIn(useThread())
  if (writing === null) throw new Error('A component of writing was drawn before its part was there.')
  return writing
}
