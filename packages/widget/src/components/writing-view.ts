import type { FunctionComponent } from 'preact'
import type { CommentId, StorageError } from '@afterword/storage'
import type { Words } from '../i18n/messages.ts'
import type { Announcement, CommentModel, ComposerModel, EditModel } from '../store/models.ts'

export interface ComposerProps {
  readonly model: ComposerModel
  /** Whom it answers; left out for a comment of its own. */
  readonly replyTo?: string | undefined
  /** Closes it and keeps the draft. */
  readonly onClose?: (() => void) | undefined
  /** Told of the comment that was posted, in place of having it focused. */
  readonly onPosted?: ((id: CommentId) => void) | undefined
  /** What the reader had done in its place before its code came. */
  readonly begun?: Begun | undefined
}

/** How far a reader is who begins to write before the composer is there. */
export interface Begun {
  /** The field that they are in, and what is selected in it. */
  readonly focus: { readonly field: 'text' | 'name'; readonly start: number; readonly end: number } | null
  /** Whether they pressed the button already. */
  readonly submitted: boolean
}

export interface EditComposerProps {
  readonly model: EditModel
  /** Closes it and keeps the draft. */
  readonly onClose: () => void
}

export interface ReportDialogProps {
  readonly model: CommentModel
  readonly name: string
  readonly onClose: () => void
}

/** What is drawn for writing only. All of it comes in one chunk, after the first comments. */
export interface WritingView {
  readonly Composer: FunctionComponent<ComposerProps>
  readonly Connection: FunctionComponent
  readonly Delivery: FunctionComponent<{ readonly model: CommentModel }>
  readonly EditComposer: FunctionComponent<EditComposerProps>
  readonly ReportDialog: FunctionComponent<ReportDialogProps>
  readonly UndoBar: FunctionComponent<{ readonly model: CommentModel }>
  readonly announcementIn: (words: Words, announcement: Announcement) => string
  readonly problemIn: (words: Words, problem: StorageError) => string
}
