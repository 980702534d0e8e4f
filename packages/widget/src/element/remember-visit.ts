import { effect } from '@preact/signals'
import type { Store } from '../store/models.ts'
import type { Visits } from './visits.ts'

/** Notes what the reader sees of a thread, once it has been within the window: not everybody who opens an article reads on. */
export function rememberVisit(element: Element, store: Store, visits: Visits, signal: AbortSignal): void {
  const { status, state, seen } = store.thread
  let inSight = false
  const note = (): void => {
    if (inSight && status.peek() === 'ready') visits.seen(seen(), state.peek().seq)
  }
  addEventListener('pagehide', note, { signal })
  document.addEventListener('visibilitychange', note, { signal })
  signal.addEventListener('abort', note)
  const watching = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return
    inSight = true
    watching.disconnect()
    note()
  })
  // It begins with the first look, which comes when the thread is drawn.
  const stop = effect(() => {
    if (status.value === 'ready') watching.observe(element)
  })
  signal.addEventListener('abort', () => {
    stop()
    watching.disconnect()
  })
}
