import type { Comment } from '@afterword/storage'
import type { QueueItem } from '@afterword/storage/admin'
import type { JSX } from 'preact'
import { useStore } from './context.ts'

export interface VerdictsProps {
  readonly items: readonly QueueItem[]
  /** Whose they are: “the comment by Ada”. */
  readonly of: string
}

const WAYS: readonly { readonly to: Comment['status']; readonly name: string; readonly kind: string }[] = [
  { to: 'published', name: 'Approve', kind: 'good' },
  { to: 'spam', name: 'Spam', kind: '' },
  { to: 'removed', name: 'Remove', kind: 'bad' },
]

/** What a moderator can say of one or of many. */
export function Verdicts({ items, of }: VerdictsProps): JSX.Element {
  const { place, queue } = useStore()
  const { tab } = place.current.value
  const ways = tab === 'reported' ? WAYS.map((way) => (way.to === 'published' ? { ...way, name: 'Keep' } : way)) : WAYS
  return (
    <span class="verdicts">
      {ways
        .filter(({ to }) => to !== tab)
        .map(({ to, name, kind }) => (
          <button
            key={to}
            type="button"
            class={`button ${kind}`}
            disabled={queue.progress.value !== null}
            aria-label={`${name}: ${of}`}
            onClick={() => void queue.decideOn(items, to)}
          >
            {name}
          </button>
        ))}
    </span>
  )
}
