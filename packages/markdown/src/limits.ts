/** What a body may be at most. */
export const LIMITS = {
  /** Unicode code points of the source. */
  characters: 10_000,
  /** Levels of the tree: a block within a block, an inline within an inline. */
  depth: 12,
  /** Nodes of the tree, strings among them. */
  nodes: 2_000,
} as const

export type MarkdownErrorCode = 'too-long' | 'invalid'

/** The only error that this package throws: the source is no text, or too much of it. */
export class MarkdownError extends Error {
  override readonly name = 'MarkdownError'
  readonly code: MarkdownErrorCode

  constructor(code: MarkdownErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

/** @throws MarkdownError */
export function checkSource(source: string): void {
  if (source.length > LIMITS.characters * 2 || [...source].length > LIMITS.characters) {
    throw new MarkdownError('too-long', `The text is longer than ${LIMITS.characters} characters. Shorten it.`)
  }
  if (!source.isWellFormed() || source.includes('\0')) {
    throw new MarkdownError('invalid', 'The text has a NUL or half a surrogate pair. Remove it.')
  }
}
