import type { JSX } from 'preact'
import type { Part } from '../store/part.ts'
import { useThread } from './context.ts'

/** Says that a part of the interface did not arrive, and asks for it again when the reader wants it. */
export function PartFailed({ part }: { readonly part: Part<unknown> }): JSX.Element | null {
  const { words } = useThread()
  if (!part.failed.value) return null
  return (
    <span class="problem">
      {words.partFailed}{' '}
      <button type="button" class="action" part="action" onClick={() => void part.load().catch(() => undefined)}>
        {words.retry}
      </button>
    </span>
  )
}
