import { type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Box } from '../passages/paragraphs.ts'

/** What a thread draws beside an article, for others of the page to keep clear of. */
export interface Beside {
  /** Pixels of the window, as they are now. */
  boxes(): readonly Box[]
  /** Changes when the boxes do. */
  readonly drawn: ReadonlySignal<unknown>
  /** Whether it offers to comment on what is selected. */
  readonly offers: Signal<boolean>
}

/** All threads of the page that stand beside an article, in the order in which they came. */
const threads = signal<readonly Beside[]>([])

export function joinPage(own: Beside): () => void {
  threads.value = [...threads.peek(), own]
  return () => void (threads.value = threads.peek().filter((other) => other !== own))
}

/** Those that came before, which keep their places. */
export function earlier(own: Beside): readonly Beside[] {
  const all = threads.value
  return all.slice(0, Math.max(0, all.indexOf(own)))
}

const answered = new WeakSet<Event>()

/** Whether another thread has opened something for this event. */
export function isAnswered(event: Event): boolean {
  return answered.has(event)
}

export function answer(event: Event): void {
  answered.add(event)
}
