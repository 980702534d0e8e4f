import type { JSX } from 'preact'
import { useThread, useWriting } from './context.ts'

/** What waits to be sent, or that the store cannot be reached. */
export function Connection(): JSX.Element | null {
  const { store } = useThread()
  const { words } = useWriting()
  const { online, waiting } = store.connection
  if (waiting.value > 0) return <p class="note">{words.waiting({ count: waiting.value })}</p>
  return online.value || store.thread.status.value !== 'ready' ? null : <p class="note">{words.offline}</p>
}
