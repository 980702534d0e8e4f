import adapt from './adapt.css?inline'
import menu from './menu.css?inline'
import reading from './reading.css?inline'
import { sheetOf } from './sheet.ts'

/** What comes with the interface, behind what the first comments are shown with. */
export const LATER: readonly string[] = [menu, reading, adapt]

let sheets: readonly CSSStyleSheet[] | undefined

export function laterSheets(): readonly CSSStyleSheet[] {
  sheets ??= LATER.map(sheetOf)
  return sheets
}
