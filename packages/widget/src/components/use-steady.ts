import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

/**
 * Keeps a list where it is in the window when items come before its first one. Some browsers anchor scrolling by
 * themselves; what they leave over is made up for before anything is painted.
 *
 * @param wanted whether that shall be so although the beginning of the list is in sight: earlier ones were asked for
 * @returns to be set on the list
 */
export function useSteady(wanted: boolean): RefObject<HTMLOListElement | null> {
  const list = useRef<HTMLOListElement>(null)
  const wantedBefore = useRef(wanted)
  // While this is drawn, the list is still as the reader sees it.
  const first = list.current?.firstElementChild ?? null
  const top = first?.getBoundingClientRect().top ?? 0

  useLayoutEffect(() => {
    const keep = wantedBefore.current || top < 0
    wantedBefore.current = wanted
    if (!keep || first === null || !first.isConnected || first === list.current?.firstElementChild) return
    const moved = first.getBoundingClientRect().top - top
    if (moved !== 0) scrollerOf(first).scrollBy({ top: moved, behavior: 'instant' })
  })
  return list
}

/** What scrolls the element: a box of the page, or the page. */
function scrollerOf(element: Element): Element {
  for (let at = parentOf(element); at !== null; at = parentOf(at)) {
    if (at.scrollHeight > at.clientHeight && /auto|scroll/.test(getComputedStyle(at).overflowY)) return at
  }
  return document.scrollingElement ?? document.documentElement
}

function parentOf(element: Element): Element | null {
  const { parentNode } = element
  return parentNode instanceof ShadowRoot ? parentNode.host : element.parentElement
}
