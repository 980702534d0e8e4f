import type { JSX } from 'preact'
import type { Loaded } from './use-loaded.ts'

/** What stands there until something is loaded. */
export function Loading({ of }: { readonly of: Pick<Loaded<unknown>, 'failed' | 'again'> }): JSX.Element {
  if (!of.failed) return <p class="opening">Loading…</p>
  return (
    <p class="empty">
      It could not be loaded.{' '}
      <button type="button" class="button" onClick={of.again}>
        Try again
      </button>
    </p>
  )
}
