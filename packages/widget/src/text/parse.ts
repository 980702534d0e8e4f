import { parseMarkdown } from '@afterword/markdown'
import type { ContentTree } from '@afterword/storage'

/** The very parser that the store of comments uses, for looking at what is being written. Imported dynamically only. */
export function parse(source: string): ContentTree {
  return parseMarkdown(source)
}
