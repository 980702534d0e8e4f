/** How far away a thread is got ready, in heights of the window: a reader who scrolls on finds it drawn. */
const AHEAD = 1.5

export function isNear(element: Element): boolean {
  const { top } = element.getBoundingClientRect()
  const isDrawn = element.getClientRects().length > 0
  return isDrawn && top < innerHeight * (1 + AHEAD) && top > -innerHeight * AHEAD
}

/** Begins when the element comes near the window. What a page hides is near when it is shown. */
export function whenNear(element: Element, begin: () => void, signal: AbortSignal): void {
  const watching = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return
      watching.disconnect()
      begin()
    },
    { rootMargin: `${AHEAD * 100}% 0px` },
  )
  watching.observe(element)
  signal.addEventListener('abort', () => watching.disconnect())
}
