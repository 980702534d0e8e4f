/** A little above the middle, where one reads. */
const DOWN = 0.3

/**
 * Brings a range into view, in whatever scrolls around it. A folded one brings what it is folded into.
 *
 * @param down how far down the window its words come to stand, as a share of its height
 */
export function scrollToRange(range: Range, down = DOWN): void {
  const start = range.startContainer
  let rect = (): DOMRect => range.getBoundingClientRect()
  if (rect().height === 0) {
    const shown = shownAbove(start)
    if (shown === null) return
    rect = () => shown.getBoundingClientRect()
  }
  const scrollers = [...scrollersAbove(start)]
  const smooth = scrollers.length === 1 && !matchMedia('(prefers-reduced-motion: reduce)').matches
  for (const scroller of scrollers) {
    const page = scroller === document.scrollingElement
    const top = page ? 0 : scroller.getBoundingClientRect().top
    const height = page ? innerHeight : scroller.clientHeight
    scroller.scrollBy({ top: rect().top - top - height * down, behavior: smooth ? 'smooth' : 'instant' })
  }
}

function* scrollersAbove(node: Node): Generator<Element, void> {
  for (let above = parentOf(node); above !== null; above = parentOf(above)) {
    if (above === document.scrollingElement || above === document.body) continue
    const { overflowY } = getComputedStyle(above)
    if ((overflowY === 'auto' || overflowY === 'scroll') && above.scrollHeight > above.clientHeight) yield above
  }
  if (document.scrollingElement !== null) yield document.scrollingElement
}

function shownAbove(node: Node): Element | null {
  for (let above = parentOf(node); above !== null; above = parentOf(above)) {
    if (above.getBoundingClientRect().height > 0) return above
  }
  return null
}

function parentOf(node: Node): Element | null {
  if (node.parentElement !== null) return node.parentElement
  return node.parentNode instanceof ShadowRoot ? node.parentNode.host : null
}
