import type { CommentId } from '@afterword/storage'

/**
 * Whether a comment that is put below this parent now (or at the top of the list) would push away what the
 * reader is looking at: its place is within the window or above it. Not every browser keeps its place then, and
 * nobody would see what came; below the window nothing moves.
 */
export function wouldMove(root: ShadowRoot, parent: CommentId | null): boolean {
  const list = root.querySelector('.list')
  // Nothing to push away: the thread is empty.
  if (list === null) return false
  const item = parent === null ? null : root.querySelector(`[data-id="${CSS.escape(parent)}"]`)
  if (parent !== null && item === null) return false
  const edge = item === null ? list.getBoundingClientRect().top : item.getBoundingClientRect().bottom
  return edge < innerHeight
}
