import type { Block, Comment, ContentTree, Inline } from '@afterword/storage'

/** Enough to be found by, short enough to be read in a message. Code points. */
const LONGEST = 60

/**
 * The text directive that finds a comment by its first words where its address alone does not help: in a copy
 * of the page made on a server. Empty when it has no words. Words are never cut, since only whole ones are found.
 */
export function textFragment({ body }: Comment): string {
  if (body === null || 'html' in body) return ''
  const words = firstWords(firstLine(body.content))
  // A hyphen parts the directive from its context.
  return words === '' ? '' : `:~:text=${encodeURIComponent(words.toWellFormed()).replaceAll('-', '%2D')}`
}

/** The words of the first line that has any. */
export function firstLine(tree: ContentTree): string {
  return tree.map(textOf).find((text) => text !== '') ?? ''
}

function firstWords(text: string): string {
  if ([...text].length <= LONGEST) return text
  let end = 0
  for (const { index, segment, isWordLike } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)) {
    if (index + segment.length > LONGEST) break
    if (isWordLike === true) end = index + segment.length
  }
  return text.slice(0, end)
}

/** The words of a block's first line: a text directive stays within one block. */
function textOf(block: Block): string {
  switch (block.type) {
    case 'p':
    case 'h':
      return lineOf(block.children)
    case 'blockquote':
      return block.children.map(textOf).find((text) => text !== '') ?? ''
    case 'ul':
    case 'ol':
      return block.children.flatMap((item) => item.children.map(textOf)).find((text) => text !== '') ?? ''
    case 'pre':
    case 'hr':
      return ''
  }
}

function lineOf(inlines: readonly Inline[]): string {
  const end = inlines.findIndex((inline) => typeof inline !== 'string' && inline.type === 'br')
  const line = end === -1 ? inlines : inlines.slice(0, end)
  return line.map(wordsOf).join('').replace(/\s+/g, ' ').trim()
}

function wordsOf(inline: Inline): string {
  if (typeof inline === 'string') return inline
  if (inline.type === 'br') return ' '
  return inline.type === 'code' ? inline.text : inline.children.map(wordsOf).join('')
}
