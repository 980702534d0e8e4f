import type { JSX } from 'preact'
import { fullDate } from '../helpers/time.ts'
import { useThread, useWriting } from './context.ts'
import { OutboxList } from './outbox-list.tsx'

/** What waits to be sent, and that the comments cannot be reached: from when those are that are shown. */
export function Connection(): JSX.Element | null {
  const { store, locale, zone, moderating } = useThread()
  const { words } = useWriting()
  const { online, waiting } = store.connection
  const { asOf, status } = store.thread
  const offline = asOf.value !== null || (!online.value && status.value === 'ready')
  const Rest = moderating?.value.value?.view.Rest
  if (!offline && waiting.value.length === 0) return Rest === undefined ? null : <Rest />
  return (
    <div class="note connection" part="connection">
      {asOf.value !== null && (
        <p>
          {words.asOf({ date: fullDate(asOf.value, locale, zone.value) })}{' '}
          <button type="button" class="action" part="action" onClick={() => store.reconnect()}>
            {words.retry}
          </button>
        </p>
      )}
      {offline && asOf.value === null && waiting.value.length === 0 && <p>{words.offline}</p>}
      {waiting.value.length > 0 && <OutboxList waiting={waiting.value} />}
    </div>
  )
}
