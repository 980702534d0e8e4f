import adapt from './adapt.css?inline'
import branch from './branch.css?inline'
import comment from './comment.css?inline'
import composer from './composer.css?inline'
import fold from './fold.css?inline'
import menu from './menu.css?inline'
import passages from './passages.css?inline'
import reading from './reading.css?inline'
import skeleton from './skeleton.css?inline'
import thread from './thread.css?inline'
import tokens from './tokens.css?inline'

const texts: readonly string[] = [
  tokens,
  thread,
  composer,
  comment,
  branch,
  fold,
  passages,
  menu,
  reading,
  skeleton,
  adapt,
]

let sheets: readonly CSSStyleSheet[] | undefined

/** The sheets of a thread: made once, when the first one is shown, and shared by all. */
export function styleSheets(): readonly CSSStyleSheet[] {
  sheets ??= texts.map(sheetOf)
  return sheets
}

export function sheetOf(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  return sheet
}

/** The same as text, for a thread that is drawn where there is no document. */
export function styleText(): string {
  return texts.join('\n')
}
