/** Where a layer beside an article can be seen. Pixels of the window. */
export interface Clip {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  /** Whether it is cut off from the article: something clips it that the article is not in. */
  readonly apart: boolean
}

/** What clips an absolutely placed layer on its way up. */
export function clipOf(layer: Element, root: Element): Clip {
  let { left, right, top, bottom } = windowRect()
  let apart = false
  let absolute = true
  for (let above = flatParent(layer); above !== null && above !== document.documentElement; above = flatParent(above)) {
    const style = getComputedStyle(above)
    // What is placed absolutely is not clipped by what it is not placed in.
    if (absolute && !holds(style)) continue
    if (clips(style) && !isWindow(above)) {
      if (!containsDeep(above, root)) apart = true
      else {
        const box = above.getBoundingClientRect()
        left = Math.max(left, box.left + above.clientLeft)
        right = Math.min(right, box.left + above.clientLeft + above.clientWidth)
        top = Math.max(top, box.top + above.clientTop)
        bottom = Math.min(bottom, box.top + above.clientTop + above.clientHeight)
      }
    }
    if (style.position === 'fixed') break
    absolute = style.position === 'absolute'
  }
  return { left, right, top, bottom, apart }
}

/** Whether something that stays while the page scrolls, like a header, lies over a point beside the article. */
export function isCovered(x: number, y: number, root: Element, own: Element): boolean {
  const over = document.elementsFromPoint(x, y).find((element) => element !== own) ?? null
  for (let above = over; above !== null && !containsDeep(above, root); above = flatParent(above)) {
    const { position } = getComputedStyle(above)
    if (position === 'fixed' || position === 'sticky') return true
  }
  return false
}

function windowRect(): Pick<Clip, 'left' | 'right' | 'top' | 'bottom'> {
  const { clientWidth, clientHeight } = document.documentElement
  return { left: 0, right: clientWidth, top: 0, bottom: Math.max(clientHeight, innerHeight) }
}

function holds({ position, transform, contain, contentVisibility }: CSSStyleDeclaration): boolean {
  return position !== 'static' || transform !== 'none' || contain !== 'none' || skips(contentVisibility)
}

function clips({ overflowX, overflowY, contain, contentVisibility }: CSSStyleDeclaration): boolean {
  const flows = overflowX === 'visible' && overflowY === 'visible'
  return !flows || /paint|strict|content/.test(contain) || skips(contentVisibility)
}

/** Older browsers do not know of it. */
function skips(contentVisibility: string): boolean {
  return contentVisibility === 'auto' || contentVisibility === 'hidden'
}

/** What the body says of its overflow is meant for the window, unless the root says something of its own. */
function isWindow(element: Element): boolean {
  return element === document.body && getComputedStyle(document.documentElement).overflowX === 'visible'
}

function containsDeep(element: Element, inner: Element): boolean {
  for (let above: Element | null = inner; above !== null; above = flatParent(above)) if (above === element) return true
  return false
}

/** The element that an element is drawn in: its slot, the host of its tree, or its parent. */
function flatParent(element: Element): Element | null {
  if (element.assignedSlot !== null) return element.assignedSlot
  if (element.parentElement !== null) return element.parentElement
  const tree = element.getRootNode()
  return tree instanceof ShadowRoot ? tree.host : null
}
