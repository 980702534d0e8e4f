import branch from './branch.css?inline'
import comment from './comment.css?inline'
import composer from './composer.css?inline'
import fold from './fold.css?inline'
import list from './list.css?inline'
import passages from './passages.css?inline'
import room from './room.css?inline'
import skeleton from './skeleton.css?inline'
import thread from './thread.css?inline'
import tokens from './tokens.css?inline'
import { sheetOf } from './sheet.ts'

/** What the first comments are shown with, in the order that they are adopted in; its room is the first of it. */
export const FIRST: readonly string[] = [
  room,
  tokens,
  thread,
  composer,
  comment,
  branch,
  fold,
  list,
  passages,
  skeleton,
]

const sheets: CSSStyleSheet[] = []

/**
 * Each is made once, when the first thread needs it, and shared by all.
 *
 * @param count those that are needed; only the room has to be there for a thread that nobody comes near
 */
export function firstSheets(count = FIRST.length): CSSStyleSheet[] {
  sheets.push(...FIRST.slice(sheets.length, count).map(sheetOf))
  return sheets.slice(0, count)
}
