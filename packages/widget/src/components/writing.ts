import { BelowField } from './below-field.tsx'
import { Connection } from './connection.tsx'
import { Delivery } from './delivery.tsx'
import { EditComposer } from './edit-composer.tsx'
import { FieldProblem } from './field-problem.tsx'
import { Hint } from './hint.tsx'
import { ReportDialog } from './report-dialog.tsx'
import { Tools, onFieldKey } from './tools.tsx'
import { UndoBar } from './undo-bar.tsx'
import { announcementIn, problemIn } from './wordings.ts'
import type { WritingView } from './writing-view.ts'

/** Imported by `app.tsx` alone, and dynamically: a chunk of its own (decision 0148). */
export const view: WritingView = {
  BelowField,
  Connection,
  Delivery,
  EditComposer,
  FieldProblem,
  Hint,
  ReportDialog,
  Tools,
  UndoBar,
  onFieldKey,
  announcementIn,
  problemIn,
}
