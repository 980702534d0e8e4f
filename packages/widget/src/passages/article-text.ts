/**
 * The words of an article as one text, and the way between that text and the page. White space is folded as a
 * browser folds it, and blocks are apart by a line break, whatever the source looks like; what is not the
 * article's own words (navigation, controls, our own thread) is left out. One walker for describing and finding.
 */

/** A stretch of the text that stands as it is in one text node. */
interface Piece {
  readonly node: Text
  /** Where it begins in the node's data. */
  readonly from: number
  /** Where it begins in the text. */
  readonly start: number
  readonly length: number
}

export interface ArticleText {
  readonly root: Element
  readonly text: string
  /** The place in the page of the words from `start` to `end`; `null` when there is none or the page has changed. */
  rangeOf(start: number, end: number): Range | null
  /** What a range of the page covers in the text, without white space at its ends; `null` when it covers no words. */
  offsetsOf(range: AbstractRange): Offsets | null
  /** The place in the text of a point of the page; the next one when the point is beside the words. */
  offsetOf(node: Node, offset: number): number | null
}

/** UTF-16 code units in the text of an article. */
export interface Offsets {
  readonly start: number
  readonly end: number
}

/** Known by their names, so that the text is the same whatever the page's styles are. */
const BLOCKS =
  'address, article, aside, blockquote, body, caption, center, dd, details, dialog, div, dl, dt, fieldset, figcaption, ' +
  'figure, footer, form, h1, h2, h3, h4, h5, h6, header, hgroup, hr, li, main, menu, nav, ol, p, pre, search, section, ' +
  'summary, table, tbody, td, tfoot, th, thead, tr, ul, br'

const SKIPPED =
  'script, style, template, noscript, nav, aside, input, textarea, select, option, button, ' +
  // What is only hidden for now, like a tab, is of the article.
  '[aria-hidden="true"], ' +
  '[contenteditable]:not([contenteditable="false"]), rt, rp, svg, canvas, video, audio, iframe, object, embed, ' +
  '[data-afterword-ignore], afterword-comments'

/** Nodes between two looks at the clock. */
const STEP = 200

/** The block that an element is, or is in. */
export function blockOf(element: Element): Element | null {
  // Not its own method: in a form, a field may be called `closest`.
  return Element.prototype.closest.call(element, BLOCKS)
}

/** Reads the article in steps, so that a long one can be read without a long wait. */
export function* readArticle(root: Element): Generator<void, ArticleText> {
  const pieces: Piece[] = []
  const parts: string[] = []
  let length = 0
  /** White space that counts if more words follow. */
  let space: { readonly node: Text; readonly from: number } | null = null
  let broken = false

  function add(node: Text, from: number, words: string): void {
    parts.push(words)
    pieces.push({ node, from, start: length, length: words.length })
    length += words.length
  }

  function separate(): void {
    if (length > 0 && broken) {
      parts.push('\n')
      length += 1
    } else if (length > 0 && space !== null) add(space.node, space.from, ' ')
    broken = false
    space = null
  }

  function readText(node: Text): void {
    for (const { 0: words, index } of node.data.matchAll(/[^ \t\n\r\f]+(?: [^ \t\n\r\f]+)*/g)) {
      if (index > 0 && space === null) space = { node, from: index - 1 }
      separate()
      add(node, index, words)
      const end = index + words.length
      if (end < node.data.length) space = { node, from: end }
    }
    if (length > 0 && space === null && /^[ \t\n\r\f]/.test(node.data)) space = { node, from: 0 }
  }

  let count = 0
  let block: Element | null = null
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
    if (!(node instanceof Element)) return NodeFilter.FILTER_ACCEPT
    if (Element.prototype.matches.call(node, BLOCKS)) broken = true
    return Element.prototype.matches.call(node, SKIPPED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP
  })
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node instanceof Text) {
      const parent = node.parentElement
      const here = parent === null ? null : blockOf(parent)
      if (here !== block) broken = true
      block = here
      readText(node)
    }
    if (++count % STEP === 0) yield
  }
  return createText(root, parts.join(''), pieces)
}

function createText(root: Element, text: string, pieces: readonly Piece[]): ArticleText {
  /** The last piece that begins at or before this place of the text; -1 before the first. */
  function pieceAt(offset: number): number {
    return lastWhere(pieces.length, (index) => (pieces[index]?.start ?? 0) <= offset)
  }

  function offsetOf(node: Node, offset: number): number | null {
    if (!root.contains(node)) return null
    const point = root.ownerDocument.createRange()
    try {
      point.setStart(node, offset)
      // The last piece that begins at or before the point.
      const index = lastWhere(pieces.length, (at) => {
        const piece = pieces[at]
        return piece !== undefined && point.comparePoint(piece.node, piece.from) <= 0
      })
      const piece = pieces[index]
      if (piece === undefined) return 0
      if (piece.node === node) return piece.start + Math.min(piece.length, offset - piece.from)
      return piece.start + piece.length
    } catch {
      // The page has changed: a piece's node is not there any more.
      return null
    }
  }

  return {
    root,
    text,
    offsetOf,
    rangeOf(start, end) {
      if (!(start >= 0 && start < end && end <= text.length)) return null
      let first = pieces[pieceAt(start)]
      // A break between blocks stands in no node.
      if (first !== undefined && start >= first.start + first.length) first = pieces[pieceAt(start) + 1]
      const last = pieces[pieceAt(end - 1)]
      if (first === undefined || last === undefined || !root.contains(first.node) || !root.contains(last.node))
        return null
      const range = root.ownerDocument.createRange()
      try {
        range.setStart(first.node, first.from + Math.max(0, start - first.start))
        range.setEnd(last.node, last.from + Math.min(last.length, end - last.start))
      } catch {
        return null
      }
      return range.collapsed ? null : range
    },
    offsetsOf(range) {
      const inside = within(root, range)
      if (inside === null) return null
      const from = offsetOf(inside.startContainer, inside.startOffset)
      const to = offsetOf(inside.endContainer, inside.endOffset)
      if (from === null || to === null || from >= to) return null
      const words = text.slice(from, to)
      const start = from + words.length - words.trimStart().length
      const end = from + words.trimEnd().length
      return start < end ? { start, end } : null
    },
  }
}

/** The part of a range that is in the article. */
function within(root: Element, range: AbstractRange): Range | null {
  const part = root.ownerDocument.createRange()
  part.selectNodeContents(root)
  try {
    const { startContainer, startOffset, endContainer, endOffset } = range
    const from = part.comparePoint(startContainer, startOffset)
    const to = part.comparePoint(endContainer, endOffset)
    if (from > 0 || to < 0) return null
    if (from === 0) part.setStart(startContainer, startOffset)
    if (to === 0) part.setEnd(endContainer, endOffset)
    return part
  } catch {
    // A selection elsewhere: in another tree.
    return null
  }
}

/** The greatest index below `length` for which the condition holds, which holds up to there; -1 for none. */
function lastWhere(length: number, holds: (index: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) low = middle + 1
    else high = middle
  }
  return low - 1
}
