/** Milliseconds of work after which the page gets its turn. */
const SLICE = 4

/**
 * Does work that comes in steps without keeping the page waiting: a few milliseconds at a time, when the browser
 * has nothing better to do.
 *
 * @throws whatever the signal was aborted with
 */
export async function inSlices<T>(steps: Iterator<void, T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    await idle()
    signal.throwIfAborted()
    const until = performance.now() + SLICE
    do {
      const { done, value } = steps.next()
      if (done === true) return value
    } while (performance.now() < until)
  }
}

interface Scheduling {
  postTask(task: () => void, options: { readonly priority: 'background' }): Promise<void>
}

/** A moment after whatever is more urgent. */
export function idle(): Promise<void> {
  return new Promise((resolve) => {
    const { scheduler } = globalThis as { readonly scheduler?: Scheduling }
    if (scheduler !== undefined) void scheduler.postTask(resolve, { priority: 'background' })
    // Within a second, also on a page that never rests.
    else if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: 1_000 })
    else setTimeout(resolve)
  })
}
