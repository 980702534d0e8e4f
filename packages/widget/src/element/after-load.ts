/** Begins when the page is there and has come to rest. */
export function afterLoad(begin: () => void, signal: AbortSignal): void {
  const rest = (): void => {
    const unlessOver = (): void => {
      if (!signal.aborted) begin()
    }
    // Safari has no `requestIdleCallback`.
    if ('requestIdleCallback' in globalThis) requestIdleCallback(unlessOver, { timeout: 2_000 })
    else setTimeout(unlessOver, 200)
  }
  if (document.readyState === 'complete') rest()
  else addEventListener('load', rest, { once: true, signal })
}
