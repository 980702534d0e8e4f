import type { Signal } from '@preact/signals'
import type { ComponentChildren, FunctionComponent, RefObject } from 'preact'
import type { StorageError } from '@afterword/storage'
import type { Words } from '../i18n/messages.ts'
import type { Announcement, CommentModel, EditModel, FieldModel } from '../store/models.ts'

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

export interface BelowFieldProps {
  readonly model: FieldModel
  readonly area: RefObject<HTMLTextAreaElement | null>
  /** Lines that the field has at least. */
  readonly rows: number
  readonly previewing: Signal<boolean>
}

export interface DeliveryProps {
  readonly model: CommentModel
  /** Its words as they were written. */
  readonly children: ComponentChildren
}

export interface FieldProblemProps {
  /** Of the field that it stands below. */
  readonly id: string
  readonly error: StorageError | null
  /** Where it can be mended: the focus goes there. */
  readonly field: RefObject<HTMLElement | null>
}

export interface ToolsProps {
  /** The field that they work on. */
  readonly area: RefObject<HTMLTextAreaElement | null>
  /** Its id. */
  readonly controls: string
  readonly previewing: Signal<boolean>
  /** Whom the words answer; a tool mentions them. */
  readonly replyTo: string | undefined
}

/** What is drawn for writing only. All of it comes in one chunk, after the first comments. */
export interface WritingView {
  readonly Account: FunctionComponent
  readonly BelowField: FunctionComponent<BelowFieldProps>
  readonly Delivery: FunctionComponent<DeliveryProps>
  readonly EditComposer: FunctionComponent<EditComposerProps>
  readonly FieldProblem: FunctionComponent<FieldProblemProps>
  readonly Hint: FunctionComponent<{ readonly model: FieldModel }>
  readonly Notes: FunctionComponent
  readonly ReportDialog: FunctionComponent<ReportDialogProps>
  readonly Tools: FunctionComponent<ToolsProps>
  readonly UndoBar: FunctionComponent<{ readonly model: CommentModel }>
  readonly onFieldKey: (event: KeyboardEvent) => void
  readonly announcementIn: (words: Words, announcement: Announcement) => string
  readonly problemIn: (words: Words, problem: StorageError) => string
}
