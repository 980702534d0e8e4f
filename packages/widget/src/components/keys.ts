import type { Markup } from '../helpers/markdown-edit.ts'

/** A key with Ctrl, or with ⌘ on a Mac. */
interface Shortcut {
  readonly letter?: string
  /** The key by its place, since what it writes with Shift depends on the keyboard. */
  readonly code?: string
  readonly shift?: boolean
  /** How the key is called beside Ctrl. */
  readonly shown: string
}

const SHORTCUTS: Readonly<Record<Markup, Shortcut>> = {
  bold: { letter: 'b', shown: 'B' },
  italic: { letter: 'i', shown: 'I' },
  link: { letter: 'k', shown: 'K' },
  code: { letter: 'e', shown: 'E' },
  quote: { code: 'Period', shift: true, shown: '.' },
  list: { code: 'Digit8', shift: true, shown: '8' },
}

/** What a press of keys asks for, if anything. */
export function markupOf(event: KeyboardEvent): Markup | undefined {
  // On a Mac, Ctrl with a letter moves the caret.
  const [held, other] = isMac() ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey]
  if (!held || other || event.altKey || event.isComposing) return undefined
  // On a keyboard without Latin letters the place of the key says which one is meant.
  const letter = /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : event.code.replace('Key', '').toLowerCase()
  for (const [markup, wanted] of Object.entries(SHORTCUTS)) {
    if ((wanted.shift ?? false) !== event.shiftKey) continue
    if (wanted.code === undefined ? wanted.letter === letter : wanted.code === event.code) return markup as Markup
  }
  return undefined
}

/** The keys as they are written on this machine: `⌘B`, `Ctrl+Shift+.`. */
export function shownKeys(markup: Markup): string {
  const { shown, shift } = SHORTCUTS[markup]
  if (isMac()) return leftToRight(`${shift === true ? '⇧' : ''}⌘${shown}`)
  return leftToRight(`Ctrl+${shift === true ? 'Shift+' : ''}${shown}`)
}

/** For `aria-keyshortcuts`. */
export function ariaKeys(markup: Markup): string {
  const { shown, shift } = SHORTCUTS[markup]
  return `${isMac() ? 'Meta' : 'Control'}+${shift === true ? 'Shift+' : ''}${shown}`
}

/** How the platform's own picker of emoji is opened by keys, or `null` where one touches a key for it. */
export function emojiKeys(): string | null {
  if (!matchMedia('(pointer: fine)').matches) return null
  if (isMac()) return leftToRight('⌃⌘Space')
  return leftToRight(platform().startsWith('Win') ? 'Win+.' : 'Ctrl+.')
}

/** Keys stand in this order whatever the words around them: within Arabic, `Ctrl+.` would be drawn as `.+Ctrl`. */
function leftToRight(keys: string): string {
  return `\u2066${keys}\u2069`
}

function isMac(): boolean {
  return /^(Mac|iPhone|iPad)/.test(platform())
}

function platform(): string {
  return navigator.platform
}
