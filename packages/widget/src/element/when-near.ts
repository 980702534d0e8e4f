/** How far away a thread is got ready, in heights of the window: a reader who scrolls on finds it drawn. */
const AHEAD = 1.5

export function isNear(element: Element): boolean {
  const { top } = element.getBoundingClientRect()
  const isDrawn = element.getClientRects().length > 0
  return isDrawn && top < innerHeight * (1 + AHEAD) && top > -innerHeight * AHEAD
}

/** Begins when the element comes near the window. What a page hides is near when it is shown. */
export function whenNear(element: Element, begin: () => void, signal: AbortSignal): void {
  const near = (): void => {
    stop()
    begin()
  }
  const watching = new IntersectionObserver(
    (entries) => entries.some(({ isIntersecting }) => isIntersecting) && near(),
    { rootMargin: `${AHEAD * 100}% 0px` },
  )
  const look = (): void => void (isNear(element) && near())
  const stop = (): void => {
    watching.disconnect()
    removeEventListener('scroll', look, true)
  }
  watching.observe(element)
  // Who jumps is there before anything is told of it: what follows the thread is to have its place in that frame already.
  addEventListener('scroll', look, true)
  signal.addEventListener('abort', stop)
}
