/** Milliseconds from a change to its consequences, at first and on a page that never rests. */
const SOON = 300
const LATE = 30_000
/** After so long a rest the page counts as quiet again. */
const QUIET = 5_000

/**
 * Tells when the words of an article may have changed, and when the article was taken off the page. One observer,
 * asked now and then: the longer a page keeps changing, the rarer.
 */
export function watchArticle(root: Element, changed: () => void, gone: () => void): () => void {
  const tell = backingOff(changed)
  const observer = new MutationObserver((records) => {
    if (!root.isConnected) {
      stop()
      gone()
    } else if (records.some(({ target }) => root.contains(target))) tell.soon()
  })
  observer.observe(root, {
    childList: true,
    characterData: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['aria-hidden', 'contenteditable', 'data-afterword-ignore'],
  })
  for (let above = parentOf(root); above !== null; above = parentOf(above)) observer.observe(above, { childList: true })
  function stop(): void {
    observer.disconnect()
    tell.stop()
  }
  return stop
}

/** Looks for an article until there is one, on pages that draw theirs late. */
export function awaitArticle(find: () => Element | null, found: (root: Element) => void): () => void {
  const look = backingOff(() => {
    const root = find()
    if (root === null) return
    stop()
    found(root)
  })
  const observer = new MutationObserver(() => look.soon())
  function stop(): void {
    observer.disconnect()
    look.stop()
  }
  observer.observe(document, { childList: true, subtree: true })
  look.soon()
  return stop
}

function backingOff(act: () => void): { soon(): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let delay = SOON
  let last = Number.NEGATIVE_INFINITY
  return {
    soon() {
      if (timer !== undefined) return
      const rested = performance.now() - last > delay + QUIET
      delay = rested ? SOON : Math.min(delay * 2, LATE)
      timer = setTimeout(() => {
        timer = undefined
        last = performance.now()
        act()
      }, delay)
    },
    stop: () => clearTimeout(timer),
  }
}

function parentOf(node: Node): Node | null {
  return node.parentNode ?? (node instanceof ShadowRoot ? node.host : null)
}
