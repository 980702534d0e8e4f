import { MarkdownError, parseMarkdown } from '@afterword/markdown'
import { StorageError, isVisible } from '@afterword/storage'
import type { Block, ContentTree, Inline, ListItem } from '@afterword/storage'

/** Raised when the same source would become another tree, so that old trees can be found and made anew. */
const RENDER_VERSION = 1

export interface Words {
  readonly source: string
  /** JSON of the content tree. */
  readonly content: string
  readonly render_version: number
}

/**
 * The words of a comment as they are stored. They are parsed here, once, and never again while reading.
 *
 * @throws StorageError `invalid` or `too-long` with the field `source`
 */
export function wordsOf(source: string): Words {
  const content = parse(source)
  if (!content.some(shows)) {
    throw new StorageError(
      'invalid',
      'A comment needs words, and of this Markdown nothing would be seen. Write some.',
      {
        field: 'source',
      },
    )
  }
  return { source, content: JSON.stringify(content), render_version: RENDER_VERSION }
}

function parse(source: string): ContentTree {
  try {
    return parseMarkdown(source)
  } catch (error) {
    if (!(error instanceof MarkdownError)) throw error
    throw new StorageError(error.code, error.message, { field: 'source', cause: error })
  }
}

/** Whether something of it would be seen: `&#8203;` is a character that is never drawn, written so that it looks like words. */
function shows(node: Block | ListItem | Inline): boolean {
  if (typeof node === 'string') return isVisible(node)
  if ('text' in node) return isVisible(node.text)
  if ('children' in node) return node.children.some(shows)
  return node.type === 'hr'
}
