import type { Offer, Panel } from '../components/passages/margin.ts'

/** The panel's width, in the size of the page's text. */
const WIDTH = 22
/** Pixels: the least height that it needs, its distance from the window's edges, the markers' column. */
const HEIGHT = 320
const EDGE = 16
const MARKERS = 44
/** The room that the offered button takes. */
export const OFFER = { width: 130, height: 48 }

/** Where the button below the end of a selection stands; `null` when that end is out of sight. */
export function offerAt(range: Range, touch: boolean): Offer | null {
  if (touch) return { x: 0, y: 0, touch, others: 0 }
  const rects = range.getClientRects()
  const last = rects[rects.length - 1]
  if (last === undefined || last.bottom < 0 || last.top > innerHeight) return null
  const { parentElement } = range.endContainer
  const rtl = parentElement !== null && getComputedStyle(parentElement).direction === 'rtl'
  const end = rtl ? last.left : last.right
  const zoom = zoomOf(parentElement)
  const [width, height] = [OFFER.width * zoom, OFFER.height * zoom]
  return {
    x: clamp(end - width / 2, 8, document.documentElement.clientWidth - width - 8) / zoom,
    y: (last.bottom + height > innerHeight ? last.top - height : last.bottom + 8) / zoom,
    touch,
    others: 0,
  }
}

/** Whether the panel stands at the window's lower edge, as the styles have it. */
export function isSheet(): boolean {
  return matchMedia('(max-width: 45rem)').matches
}

/** Where the panel stands: beside the text, or where it would cover the words, below them. */
export function panelAt(range: Range | null, root: Element): Pick<Panel, 'left' | 'top' | 'width' | 'zoom'> {
  const zoom = zoomOf(root)
  const { clientWidth } = document.documentElement
  const width = Math.min(
    WIDTH * parseFloat(getComputedStyle(document.documentElement).fontSize) * zoom,
    clientWidth - 2 * EDGE,
  )
  const words = range?.getBoundingClientRect()
  const column = (range === null ? null : blockRect(range)) ?? root.getBoundingClientRect()
  const rtl = getComputedStyle(root).direction === 'rtl'
  const beside = rtl ? column.left - MARKERS - width : column.right + MARKERS
  const left = clamp(beside, EDGE, Math.max(EDGE, clientWidth - width - EDGE))
  const covers = words !== undefined && left < words.right && left + width > words.left
  const top = words === undefined ? EDGE * 4 : covers ? words.bottom + 12 : words.top - 12
  return {
    left: Math.round(left / zoom),
    top: Math.round(clamp(top, EDGE, Math.max(EDGE, innerHeight - HEIGHT * zoom)) / zoom),
    width: width / zoom,
    zoom,
  }
}

/** Pixels of the window for one of the page, which `zoom` makes larger or smaller; 1 where the browser does not tell. */
function zoomOf(element: Element | null): number {
  return element?.currentCSSZoom ?? 1
}

function blockRect(range: Range): DOMRect | undefined {
  return range.startContainer.parentElement
    ?.closest('p, li, blockquote, dd, td, h1, h2, h3, h4, div')
    ?.getBoundingClientRect()
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}
