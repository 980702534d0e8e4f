import { blockOf } from './article-text.ts'

/**
 * Words that the page does not show: those in a closed `<details>`, or in what it hides for now, like a tab. What is closed
 * is the page's, and opened by the reader alone.
 */

export interface Fold {
  readonly details: HTMLDetailsElement
  /** What is seen of it when it is closed. */
  readonly seen: Element
}

/** All that an element may be folded into, the outermost first. */
export function foldsAbove(element: Element): readonly Fold[] {
  const folds: Fold[] = []
  for (let above = parentOf(element); above !== null; above = parentOf(above)) {
    if (!(above instanceof HTMLDetailsElement)) continue
    const summary = [...above.children].find(({ localName }) => localName === 'summary')
    if (summary?.contains(element) !== true) folds.unshift({ details: above, seen: summary ?? above })
  }
  return folds
}

/** What stands for that which is folded away, and is seen of it; `null` when nothing is closed. */
export function closedFold(folds: readonly Fold[]): Element | null {
  return folds.find(({ details }) => !details.open)?.seen ?? null
}

/** Whether there is anything to see of what is in an element, wherever it has been scrolled to. */
export function isShown(element: Element): boolean {
  // Older browsers say it by its size alone.
  if ('checkVisibility' in element && !element.checkVisibility()) return false
  return element.getClientRects().length > 0 && getComputedStyle(element).contentVisibility !== 'hidden'
}

/** What is seen instead of words that are not shown: their fold, or what they are hidden in; `null` when they are shown. */
export function shownInstead(range: Range): Element | null {
  const parent = parentOf(range.startContainer)
  if (parent === null || isShown(parent)) return null
  const fold = closedFold(foldsAbove(parent))
  if (fold !== null && isShown(fold)) return fold
  for (let above = parentOf(parent); above !== null; above = parentOf(above)) {
    if (isShown(above) && above.getBoundingClientRect().height > 0) return above
  }
  return null
}

/** Words, or where they are not shown what is seen instead. */
export function seenRange(range: Range): Range {
  const instead = shownInstead(range)
  if (instead === null) return range
  const seen = instead.ownerDocument.createRange()
  seen.selectNodeContents(instead)
  return seen
}

/** Calls once when words that are not shown are shown. */
export function whenShown(range: Range, shown: () => void): () => void {
  const parent = parentOf(range.startContainer)
  const block = parent === null ? null : blockOf(parent)
  const observer = new ResizeObserver(() => {
    if (block === null || !isShown(block)) return
    observer.disconnect()
    shown()
  })
  if (block !== null) observer.observe(block)
  return () => observer.disconnect()
}

/** The element around a node, out of shadow roots too. */
export function parentOf(node: Node): Element | null {
  if (node.parentElement !== null) return node.parentElement
  return node.parentNode instanceof ShadowRoot ? node.parentNode.host : null
}
