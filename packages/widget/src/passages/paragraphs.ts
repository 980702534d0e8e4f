import { type ArticleText, blockOf } from './article-text.ts'
import { type Fold, closedFold, foldsAbove } from './folds.ts'
import type { Group } from './groups.ts'

/** A paragraph that people talk about. */
export interface TalkedParagraph {
  /** Where it begins in the text. */
  readonly key: number
  /** The element that it stands in. */
  readonly block: Element
  /** What it may be folded into, from the outside in. */
  readonly folds: readonly Fold[]
  /** What is talked about there, in the order of the text. */
  readonly groups: readonly [Group, ...Group[]]
}

/** The paragraphs in which something is talked about; what begins in one belongs to it. */
export function talkedParagraphs(article: ArticleText, groups: readonly Group[]): readonly TalkedParagraph[] {
  const paragraphs = Map.groupBy(groups, ({ start }) => article.text.lastIndexOf('\n', start) + 1)
  return [...paragraphs].flatMap(([key, [first, ...others]]) => {
    const node = first === undefined ? undefined : article.rangeOf(first.start, first.start + 1)?.startContainer
    const parent = node?.parentElement ?? null
    const block = parent === null ? null : blockOf(parent)
    if (first === undefined || block === null) return []
    const inside = article.root.contains(block) ? block : article.root
    return [{ key, block: inside, folds: foldsAbove(inside), groups: [first, ...others] as const }]
  })
}

/** The same as they can be seen: those that are folded away together are one, at their fold. */
export function seenParagraphs(paragraphs: readonly TalkedParagraph[]): readonly TalkedParagraph[] {
  const seen: TalkedParagraph[] = []
  for (const paragraph of paragraphs) {
    const fold = closedFold(paragraph.folds)
    const last = seen.at(-1)
    if (fold !== null && last?.block === fold) {
      seen[seen.length - 1] = { ...last, groups: [...last.groups, ...paragraph.groups] }
    } else seen.push(fold === null ? paragraph : { ...paragraph, block: fold })
  }
  return seen
}

/** Where the button of a paragraph stands. Pixels of the window. */
export interface MarkerPlace {
  readonly key: number
  readonly x: number
  readonly y: number
  /** Whether there is no margin beside the article's lines. */
  readonly edge: boolean
}

/** A marker that is there already. Pixels of the window. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly size: number
}

export interface MarkerRoom {
  readonly rtl: boolean
  /** The side of a marker. */
  readonly size: number
  /** How far to the left and the right markers can be seen. */
  readonly left: number
  readonly right: number
  /** Markers of other threads. */
  readonly taken: readonly Box[]
}

/** Pixels between the lines and their markers. */
const GAP = 6

/**
 * Places a button beside the first line of each paragraph's words: in the margin at the end of the lines, all in one
 * column, or at the edge of what can be seen where there is no margin. None covers another.
 */
export function placeMarkers(
  article: ArticleText,
  paragraphs: readonly TalkedParagraph[],
  { rtl, size, left, right, taken }: MarkerRoom,
): readonly MarkerPlace[] {
  const lines = paragraphs.flatMap(({ key, block, folds, groups: [{ start }] }) => {
    const line = closedFold(folds) === null ? article.rangeOf(start, start + 1)?.getClientRects()[0] : firstLine(block)
    return line === undefined ? [] : [{ key, middle: (line.top + line.bottom) / 2, box: block.getBoundingClientRect() }]
  })
  const beside = rtl
    ? Math.min(...lines.map(({ box }) => box.left)) - size - GAP
    : Math.max(...lines.map(({ box }) => box.right)) + GAP
  const edge = rtl ? beside < left : beside > right - size
  const column = !edge ? beside : rtl ? left : right - size
  const others = taken
    .filter((other) => other.x < column + size && column < other.x + other.size)
    .toSorted((a, b) => a.y - b.y)
  let free = Number.NEGATIVE_INFINITY
  return lines
    .toSorted((a, b) => a.middle - b.middle)
    .map(({ key, middle }) => {
      let y = Math.max(middle - size / 2, free)
      for (const other of others) if (other.y < y + size && y < other.y + other.size) y = other.y + other.size + 1
      free = y + size
      return { key, x: column, y, edge }
    })
}

function firstLine(block: Element): DOMRect | undefined {
  const words = block.ownerDocument.createRange()
  words.selectNodeContents(block)
  return words.getClientRects()[0] ?? block.getClientRects()[0]
}
