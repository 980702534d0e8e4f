import { shownInstead } from './folds.ts'
import type { Painter } from './highlights.ts'

/** The width of the layer in its own pixels, as the styles have it. */
export const LAYER = 64

/**
 * Paints words where there are no highlights: rectangles in a layer of our own that lies over the page and lets
 * everything through. Never an element in the article's text, which belongs to the page and whoever draws it.
 */
export function rectanglePainter(layer: HTMLElement): Painter {
  const box = layer.ownerDocument.createElement('div')
  box.className = 'rectangles'
  layer.append(box)

  function draw(ranges: readonly Range[], colour: string): HTMLElement[] {
    const origin = layer.getBoundingClientRect()
    const scale = origin.width / LAYER
    return ranges.flatMap((range) =>
      (shownInstead(range) === null ? [...range.getClientRects()] : [])
        .filter(({ width, height }) => width > 0 && height > 0)
        .map(({ left, top, width, height }) => {
          const rectangle = layer.ownerDocument.createElement('div')
          rectangle.className = 'rectangle'
          rectangle.style.left = `${(left - origin.left) / scale}px`
          rectangle.style.top = `${(top - origin.top) / scale}px`
          rectangle.style.width = `${width / scale}px`
          rectangle.style.height = `${height / scale}px`
          rectangle.style.backgroundColor = colour
          return rectangle
        }),
    )
  }

  return {
    paint(passages, current, colours) {
      box.replaceChildren(...draw(passages, colours.passage), ...draw(current, colours.current))
    },
    stop: () => box.remove(),
  }
}
