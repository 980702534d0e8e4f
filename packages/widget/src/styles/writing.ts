import { sheetOf } from './sheet.ts'
import writing from './writing.css?inline'

let sheet: CSSStyleSheet | undefined

/** What only writing needs. It comes with the code for it. */
export function writingSheet(): CSSStyleSheet {
  sheet ??= sheetOf(writing)
  return sheet
}
