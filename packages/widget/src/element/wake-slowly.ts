import type { Sleeping } from '../components/sleep.ts'
import { rest } from '../helpers/turns.ts'

/** Milliseconds of one go: what a reader does meanwhile is answered within a frame or two. */
const SLICE = 8

/** Takes over what is drawn, from its beginning, whenever there is nothing better to do. What was unseen is laid out with it. */
export async function wakeSlowly(root: ShadowRoot, sleep: Sleeping, signal: AbortSignal): Promise<void> {
  for (let id = sleep.next(); id !== undefined && !signal.aborted; id = sleep.next()) {
    await rest()
    const end = performance.now() + SLICE
    for (; id !== undefined && performance.now() < end && !signal.aborted; id = sleep.next()) {
      sleep.wake(id)
      root.querySelector(`.unseen[data-id="${id}"]`)?.classList.remove('unseen')
      // What is woken is drawn in a microtask.
      await Promise.resolve()
    }
  }
}
