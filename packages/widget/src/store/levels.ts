import type { Comment } from '@afterword/storage'

/** Levels of replies that are shown at once: each is drawn within the one above it, so that all of them are one drawing. */
const AT_ONCE = 25

/**
 * Comments as they are to be shown, one part after the other: a chain of replies goes deeper with each part.
 *
 * @param isShown whether it is drawn already, and costs nothing more
 */
export function inLevels(
  comments: readonly Comment[],
  isShown: (comment: Comment) => boolean,
): readonly (readonly Comment[])[] {
  const parts = new Map<number, Comment[]>([[0, []]])
  for (const comment of comments) {
    const level = isShown(comment) ? 0 : Math.floor(comment.depth / AT_ONCE)
    const part = parts.get(level)
    if (part === undefined) parts.set(level, [comment])
    else part.push(comment)
  }
  return [...parts].toSorted(([a], [b]) => a - b).map(([, part]) => part)
}
