import { StorageError, plainTextContent } from '@afterword/storage'

/** Raised when the same source would become another tree, so that old trees can be found and made anew. */
export const RENDER_VERSION = 1

export interface Words {
  readonly source: string
  /** JSON of the content tree. */
  readonly content: string
  readonly render_version: number
}

/**
 * The words of a comment as they are stored. They are parsed here, once, and never again while reading.
 *
 * @throws StorageError `invalid` with the field `source` when nothing is left to be seen
 */
export function wordsOf(source: string): Words {
  const content = plainTextContent(source)
  if (content.length === 0) {
    throw new StorageError('invalid', 'A comment needs words, and of this Markdown nothing would be seen.', {
      field: 'source',
    })
  }
  return { source, content: JSON.stringify(content), render_version: RENDER_VERSION }
}
