import { parentOf, seenRange } from './folds.ts'

/** A little above the middle, where one reads. */
const DOWN = 0.3

/**
 * Brings a range into view, in whatever scrolls around it. Where it is not shown, what is seen instead.
 *
 * @param down how far down the window its words come to stand, as a share of its height
 */
export function scrollToRange(range: Range, down = DOWN): void {
  const seen = seenRange(range)
  const rect = (): DOMRect => seen.getBoundingClientRect()
  const scrollers = [...scrollersAbove(seen.startContainer)]
  const smooth = scrollers.length === 1 && !matchMedia('(prefers-reduced-motion: reduce)').matches
  for (const scroller of scrollers) {
    const page = scroller === document.scrollingElement
    const top = page ? 0 : scroller.getBoundingClientRect().top
    const height = page ? innerHeight : scroller.clientHeight
    scroller.scrollBy({ top: rect().top - top - height * down, behavior: smooth ? 'smooth' : 'instant' })
  }
}

function* scrollersAbove(node: Node): Generator<Element, void> {
  for (let above = node instanceof Element ? node : parentOf(node); above !== null; above = parentOf(above)) {
    if (above === document.scrollingElement || above === document.body) continue
    const { overflowY } = getComputedStyle(above)
    if ((overflowY === 'auto' || overflowY === 'scroll') && above.scrollHeight > above.clientHeight) yield above
  }
  if (document.scrollingElement !== null) yield document.scrollingElement
}
