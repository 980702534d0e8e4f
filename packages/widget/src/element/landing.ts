/** Frames after which a page that never comes to rest is left alone. */
const MOST_FRAMES = 90
/** So many frames in a row in which nothing moves are rest. */
const REST = 4
/** Milliseconds within which what still comes above it (words, notes) does not push it away. */
const WATCHED = 8_000

/**
 * Brings a comment to the top of the window, below whatever the page keeps there (a sticky header), and holds it
 * there until the page has come to rest: sizes above it are guesses until they are drawn, and some words come
 * later. The reader's first move ends it.
 */
export function land(comment: HTMLElement, signal: AbortSignal): void {
  const ending = new AbortController()
  const end = (): void => ending.abort()
  for (const type of ['wheel', 'touchmove', 'keydown', 'pointerdown']) {
    addEventListener(type, end, { signal: ending.signal, capture: true, passive: true })
  }
  signal.addEventListener('abort', end, { signal: ending.signal })
  const timer = setTimeout(end, WATCHED)
  const watching = new ResizeObserver(() => {
    if (!holding) hold(0)
  })
  watching.observe(hostOf(comment))
  ending.signal.addEventListener('abort', () => {
    clearTimeout(timer)
    watching.disconnect()
  })

  let holding = true
  let rest = 0
  let before = Number.NaN
  function hold(frame: number): void {
    if (ending.signal.aborted) return
    comment.scrollIntoView({ block: 'start', behavior: 'instant' })
    comment.style.setProperty('--_cover', `${coverAbove(comment)}px`)
    comment.scrollIntoView({ block: 'start', behavior: 'instant' })
    const { top } = comment.getBoundingClientRect()
    rest = top === before ? rest + 1 : 0
    before = top
    holding = rest < REST && frame < MOST_FRAMES
    if (holding) requestAnimationFrame(() => hold(frame + 1))
  }
  hold(0)
}

/** Pixels at the top of the window that something fixed or sticky of the page lies over, where the comment would stand. */
function coverAbove(comment: HTMLElement): number {
  const { left, right } = comment.getBoundingClientRect()
  const columns = [left + 1, (left + right) / 2, right - 1]
  return Math.max(0, ...columns.map((x) => bottomOfCover(x, comment)))
}

/** Several bars may stand below each other. */
function bottomOfCover(x: number, comment: HTMLElement, y = 0): number {
  // A veil over everything is no header: it goes when it is dismissed.
  if (y > innerHeight / 2) return 0
  const bar = document
    .elementsFromPoint(x, y + 1)
    .map(pinned)
    .find((found) => found !== null)
  if (bar == null || bar.contains(hostOf(comment))) return y
  const { bottom } = bar.getBoundingClientRect()
  return bottom <= y + 1 ? y : bottomOfCover(x, comment, bottom)
}

/** The element itself or what it stands in, when that stays while the page is scrolled. */
function pinned(element: Element): Element | null {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const { position } = getComputedStyle(at)
    if (position === 'fixed' || position === 'sticky') return at
  }
  return null
}

/** The element in the document in which the comment stands. */
function hostOf(comment: Element): Element {
  const root = comment.getRootNode()
  return root instanceof ShadowRoot ? hostOf(root.host) : comment
}
