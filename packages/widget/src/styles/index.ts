import { FIRST, firstSheets } from './first.ts'
import { LATER, laterSheets } from './later.ts'
import still from './still.css?inline'

/** The sheets of a thread that is whole. */
export function styleSheets(): readonly CSSStyleSheet[] {
  return [...firstSheets(), ...laterSheets()]
}

/** The same as text, for a thread that is drawn where there is no document. */
export function styleText(): string {
  return [...FIRST, ...LATER, still].join('\n')
}
