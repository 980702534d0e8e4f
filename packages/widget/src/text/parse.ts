import { parseMarkdown, toText } from '@afterword/markdown'
import type { ContentTree } from '@afterword/storage'

/** The very parser that the store of comments uses, for looking at what is being written. Imported dynamically only. */
export function parse(source: string): ContentTree {
  return parseMarkdown(source)
}

/** What is read of it where there is room for words only. */
export function wordsOf(source: string): string {
  return toText(parseMarkdown(source))
}
