/** What comments on a passage without a pointer, where the owner names nothing else. */
const SHORTCUT = 'Control+Alt+M'

/** As the browser names them, too. */
const MODIFIERS = ['Control', 'Alt', 'Meta', 'Shift']

/**
 * Whether these are the keys that were named, as `Control+Alt+M`. A shortcut without Control, Alt or Meta is none: a
 * screen reader has single keys for itself. An empty one turns it off.
 */
export function isShortcut(event: KeyboardEvent, named: string | null): boolean {
  const parts = (named ?? SHORTCUT).split('+').map((part) => part.trim())
  const key = parts.at(-1)?.toLowerCase() ?? ''
  const wanted = new Set(parts.slice(0, -1))
  if (key === '' || !MODIFIERS.slice(0, 3).some((name) => wanted.has(name))) return false
  const pressed = MODIFIERS.every((name) => event.getModifierState(name) === wanted.has(name))
  // With Alt, a layout may put another character on the key.
  return pressed && (event.key.toLowerCase() === key || event.code === `Key${key.toUpperCase()}`)
}

/** Whether the keys go into a field. */
export function isTyping(event: Event): boolean {
  const [target] = event.composedPath()
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.matches('input, textarea, select')
}
