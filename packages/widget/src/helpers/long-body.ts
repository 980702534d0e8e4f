import type { Block, ContentTree, Inline } from '@afterword/storage'

/** What a line holds in a column of a usual width. */
const LETTERS = 80
/** A body of more lines than this is folded. What is shown of it is less (`fold.css`): a fold that hides one line is a nuisance. */
const LINES = 26

/**
 * Whether a body is too long to be shown whole at once. Its lines are guessed, not measured: it is known before
 * anything is drawn, so nothing moves.
 */
export function isLong(tree: ContentTree): boolean {
  return linesOf(tree) > LINES
}

function linesOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + lines(block), 0)
}

function lines(block: Block): number {
  switch (block.type) {
    case 'p':
    case 'h':
      return block.children.reduce((sum, inline) => sum + widthOf(inline), 0) / LETTERS + 1
    case 'blockquote':
      return linesOf(block.children)
    case 'ul':
    case 'ol':
      return block.children.reduce((sum, item) => sum + linesOf(item.children), 0)
    case 'pre':
      return block.text.split('\n').length + 1
    case 'hr':
      return 1
  }
}

/** In letters. Those of Chinese, Japanese and Korean take the room of two. */
function widthOf(inline: Inline): number {
  if (typeof inline === 'string') return inline.length + (inline.match(/[\u1100-\u11ff\u2e80-\uffdc]/g)?.length ?? 0)
  switch (inline.type) {
    case 'br':
      return LETTERS / 2
    case 'code':
      return inline.text.length
    case 'a':
    case 'em':
    case 'strong':
    case 'del':
      return inline.children.reduce((sum, child) => sum + widthOf(child), 0)
  }
}
