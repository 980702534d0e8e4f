/// <reference types="vite/client" />
import account from './account.css?inline'
import { sheetOf } from './sheet.ts'

let sheet: CSSStyleSheet | undefined

/** What comes with the code for accounts, into whichever shadow root it is drawn in. */
export function wearAccountSheet(node: Element | null): void {
  const root = node?.getRootNode()
  if (!(root instanceof ShadowRoot)) return
  sheet ??= sheetOf(account)
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
}
