import type { JSX } from 'preact'
import { useThread } from './context.ts'

/** What stands in the place of comments that are on their way. */
export function Skeleton(): JSX.Element {
  const { words } = useThread()
  return (
    <div class="skeleton" part="skeleton">
      <p class="visually-hidden">{words.loading}</p>
      {[0, 1, 2].map((row) => (
        <div key={row} class="skeleton-row" aria-hidden="true">
          <span class="skeleton-avatar" />
          <span class="skeleton-lines">
            <span />
            <span />
            <span />
          </span>
        </div>
      ))}
    </div>
  )
}
