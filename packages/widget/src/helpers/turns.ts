/** What follows is a task of its own: between the two the page answers, and what is drawn in microtasks has been drawn. */
export function aTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}

/** What follows comes when there is nothing better to do, or soon after. */
export function rest(): Promise<void> {
  return new Promise((resolve) => {
    // Safari has no `requestIdleCallback`.
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: 200 })
    else setTimeout(resolve)
  })
}
