import { type ArticleText, blockOf } from './article-text.ts'
import type { Group } from './groups.ts'

/** A paragraph that people talk about. */
export interface TalkedParagraph {
  /** Where it begins in the text. */
  readonly key: number
  /** The element that it stands in. */
  readonly block: Element
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
    return [{ key, block: article.root.contains(block) ? block : article.root, groups: [first, ...others] as const }]
  })
}

/** Where the button of a paragraph stands. Pixels of the window. */
export interface MarkerPlace {
  readonly key: number
  readonly x: number
  readonly y: number
  /** Whether the article leaves no margin beside its lines. */
  readonly edge: boolean
}

/** Pixels between the lines and their markers. */
const GAP = 6

/**
 * Places a button beside the first line of each paragraph's words: in the margin at the end of the lines, all in one
 * column, or at the window's edge where there is no margin. None covers another.
 */
export function placeMarkers(
  article: ArticleText,
  paragraphs: readonly TalkedParagraph[],
  { rtl, size }: { readonly rtl: boolean; readonly size: number },
): readonly MarkerPlace[] {
  const lines = paragraphs.flatMap(({ key, block, groups: [{ start }] }) => {
    const line = article.rangeOf(start, start + 1)?.getClientRects()[0]
    return line === undefined ? [] : [{ key, middle: (line.top + line.bottom) / 2, box: block.getBoundingClientRect() }]
  })
  const width = document.documentElement.clientWidth
  const beside = rtl
    ? Math.min(...lines.map(({ box }) => box.left)) - size - GAP
    : Math.max(...lines.map(({ box }) => box.right)) + GAP
  const edge = rtl ? beside < 0 : beside > width - size
  const column = !edge ? beside : rtl ? 0 : width - size
  let free = Number.NEGATIVE_INFINITY
  return lines
    .toSorted((a, b) => a.middle - b.middle)
    .map(({ key, middle }) => {
      const y = Math.max(middle - size / 2, free)
      free = y + size
      return { key, x: column, y, edge }
    })
}
