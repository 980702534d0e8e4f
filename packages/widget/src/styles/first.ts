import branch from './branch.css?inline'
import comment from './comment.css?inline'
import composer from './composer.css?inline'
import fold from './fold.css?inline'
import list from './list.css?inline'
import passages from './passages.css?inline'
import skeleton from './skeleton.css?inline'
import thread from './thread.css?inline'
import tokens from './tokens.css?inline'
import { sheetOf } from './sheet.ts'

/** What the first comments are shown with, in the order that they are adopted in. */
export const FIRST: readonly string[] = [tokens, thread, composer, comment, branch, fold, list, passages, skeleton]

let sheets: readonly CSSStyleSheet[] | undefined

/** Made once, when the first thread is shown, and shared by all. */
export function firstSheets(): readonly CSSStyleSheet[] {
  sheets ??= FIRST.map(sheetOf)
  return sheets
}
