import { effect } from '@preact/signals'
import type { Store } from '../store/models.ts'
import { targetOf } from './target-of.ts'

/**
 * Goes to the comment of the page's address: when the thread is there, and whenever the address changes.
 *
 * @param signal ends it
 */
export function followTarget(root: ShadowRoot, store: Store, signal: AbortSignal): void {
  async function go(): Promise<void> {
    const id = targetOf(location.hash)
    // Where several threads stand on a page, the link leads into one of them.
    const model = id === null ? null : await store.thread.goTo(id, isAlone(root))
    if (model === null || signal.aborted) return
    // Where its code does not come, the comment is in sight at least.
    const land = await import('./landing.ts').then(
      (landing) => landing.land,
      () => (comment: HTMLElement) => comment.scrollIntoView({ block: 'start' }),
    )
    requestAnimationFrame(() => {
      const comment = signal.aborted ? null : root.getElementById(`comment-${model.id}`)
      if (comment === null) return
      land(comment, signal)
      comment.focus({ preventScroll: true })
    })
  }

  addEventListener('hashchange', () => void go(), { signal })
  const stop = effect(() => {
    if (store.thread.status.value !== 'ready') return
    // Once: a thread that is read again stays where the reader is.
    queueMicrotask(() => stop())
    void go()
  })
  signal.addEventListener('abort', stop)
}

export function isAlone(root: ShadowRoot): boolean {
  return document.querySelectorAll(root.host.localName).length <= 1
}
