import moderating from './moderating.css?inline'
import { sheetOf } from './sheet.ts'

let sheet: CSSStyleSheet | undefined

/** What only moderators need. It comes with the code for them. */
export function moderatingSheet(): CSSStyleSheet {
  sheet ??= sheetOf(moderating)
  return sheet
}
