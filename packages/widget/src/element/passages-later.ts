import { effect } from '@preact/signals'
import { createPart } from '../store/part.ts'
import { afterLoad } from './after-load.ts'
import type { PassagesOptions } from './passages.ts'

/**
 * Brings the comments on the article's words when the thread is there and the page has come to rest. Its code is
 * not loaded before: nobody waits for it to read.
 */
export function bringPassages(options: PassagesOptions): void {
  const { store, ending } = options
  if (!store.thread.supports.passages) return
  const part = createPart(
    () => Promise.all([import('./passages.ts'), options.writing.load()]),
    ([{ startPassages }]) => startPassages(options),
  )
  const stop = effect(() => {
    if (store.thread.status.value !== 'ready') return
    queueMicrotask(() => stop())
    afterLoad(() => {
      part
        .load()
        .catch((error: unknown) =>
          console.warn('<afterword-comments>: the comments on the article could not be loaded.', error),
        )
    }, ending)
  })
  ending.addEventListener('abort', stop)
}
