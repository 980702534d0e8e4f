import { AccountPlace as Account } from './account-place.tsx'
import { BelowField } from './below-field.tsx'
import { Delivery } from './delivery.tsx'
import { EditComposer } from './edit-composer.tsx'
import { FieldProblem } from './field-problem.tsx'
import { Hint } from './hint.tsx'
import { lazy } from './lazy.tsx'
import { Notes } from './notes.tsx'
import { Tools, onFieldKey } from './tools.tsx'
import { UndoBar } from './undo-bar.tsx'
import { announcementIn, problemIn } from './wordings.ts'
import type { WritingView } from './writing-view.ts'

/** Imported by `app.tsx` alone, and dynamically: a chunk of its own (decision 0148). */
export const view: WritingView = {
  Account,
  BelowField,
  Delivery,
  EditComposer,
  FieldProblem,
  Hint,
  Notes,
  // Few report, and who does waits a moment for it.
  ReportDialog: lazy(
    () => import('./report-dialog.tsx').then(({ ReportDialog }) => ReportDialog),
    () => null,
  ),
  Tools,
  UndoBar,
  onFieldKey,
  announcementIn,
  problemIn,
}
