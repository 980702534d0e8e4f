import type { ArticleText } from './article-text.ts'

/** A browser has the one or the other. */
type Carets = Partial<Pick<Document, 'caretPositionFromPoint' | 'caretRangeFromPoint'>>

/** The place in the text of the character under a point of the window; `null` when there is none of the article's. */
export function offsetAt(article: ArticleText, x: number, y: number): number | null {
  const caret = caretAt(article.root, x, y)
  const offset = caret === null ? null : article.offsetOf(caret.node, caret.offset)
  if (offset === null) return null
  // The caret stands between two characters, and beside a line it snaps to the line's end.
  for (const start of [offset, offset - 1]) {
    const rects = article.rangeOf(start, start + 1)?.getClientRects() ?? []
    if ([...rects].some(({ left, right, top, bottom }) => left <= x && x <= right && top <= y && y <= bottom))
      return start
  }
  return null
}

/** The place in the text that the middle of the window shows. */
export function offsetInView(article: ArticleText): number {
  const { top, bottom, left, width } = article.root.getBoundingClientRect()
  if (bottom <= 0) return article.text.length
  if (top >= innerHeight) return 0
  const y = Math.min(Math.max(innerHeight / 2, top), bottom)
  const caret = caretAt(article.root, left + width / 2, y)
  return (caret === null ? null : article.offsetOf(caret.node, caret.offset)) ?? 0
}

function caretAt(root: Element, x: number, y: number): { readonly node: Node; readonly offset: number } | null {
  const tree = root.getRootNode()
  const document: Carets = root.ownerDocument
  if (document.caretPositionFromPoint !== undefined) {
    const caret = document.caretPositionFromPoint(x, y, { shadowRoots: tree instanceof ShadowRoot ? [tree] : [] })
    return caret === null ? null : { node: caret.offsetNode, offset: caret.offset }
  }
  const range = document.caretRangeFromPoint?.(x, y) ?? null
  return range === null ? null : { node: range.startContainer, offset: range.startOffset }
}
