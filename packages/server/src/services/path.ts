/** Digits of one level, in base 36: 2.8 · 10¹² changes of one thread. */
const WIDTH = 8

/**
 * Where a comment stands in its thread: the `seq` of each comment from the top down to it, at a fixed width.
 * Sorted as bytes, paths are the reading order: a parent, then everything below its first reply, then its next.
 */
export function pathOf(seqs: readonly number[]): string {
  return seqs.map((seq) => seq.toString(36).padStart(WIDTH, '0')).join('')
}

export function pathBelow(parent: string, seq: number): string {
  return parent + pathOf([seq])
}

/** The `seq` of each comment from the top down. */
export function seqsOf(path: string): readonly number[] {
  return Array.from({ length: path.length / WIDTH }, (_, level) =>
    Number.parseInt(path.slice(level * WIDTH, (level + 1) * WIDTH), 36),
  )
}

/** The path of the top-level comment above. */
export function rootPathOf(path: string): string {
  return path.slice(0, WIDTH)
}
