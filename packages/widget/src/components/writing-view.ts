import type { FunctionComponent } from 'preact'
import type { StorageError } from '@afterword/storage'
import type { Words } from '../i18n/messages.ts'
import type { Announcement, CommentModel, EditModel, FieldModel } from '../store/models.ts'
import type { BelowFieldProps } from './below-field.tsx'
import type { DeliveryProps } from './delivery.tsx'
import type { FieldProblemProps } from './field-problem.tsx'
import type { ToolsProps } from './tools.tsx'

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
