import { effect } from '@preact/signals'
import type { Store } from '../store/models.ts'
import { fire, warn } from './events.ts'

/**
 * Tells the page what happens, and the developer why the thread is not there.
 *
 * @param told what the page was told already
 */
export function tellPage(host: HTMLElement, store: Store, told?: 'ready'): () => void {
  let last: string | undefined = told
  return effect(() => {
    const status = store.thread.status.value
    const error = store.thread.error.value
    if (status === last || (last === told && status === 'loading')) return
    last = status
    if (status === 'ready') fire(host, 'afterword-ready', { count: store.thread.state.peek().count })
    if (status === 'failed' && error !== null) {
      warn(error.message, error.cause)
      fire(host, 'afterword-error', { error })
    }
  })
}
