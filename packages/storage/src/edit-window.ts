/**
 * For how many milliseconds from `now` on a comment can still be edited by who wrote it; 0: not any more, `null`: for ever.
 *
 * @param createdAt milliseconds since the epoch, as is `now`
 * @param editWindow milliseconds, or `null` for ever
 */
export function editableFor(createdAt: number, editWindow: number | null, now: number): number | null {
  if (editWindow === null) return null
  // A clock that was set back must not open the window wider than it is.
  return Math.min(editWindow, Math.max(0, createdAt + editWindow - now))
}
