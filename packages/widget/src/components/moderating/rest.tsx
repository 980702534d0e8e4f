import type { JSX } from 'preact'
import { useModerating } from './use-moderating.ts'

/** Says that the dashboard has more. */
export function Rest(): JSX.Element | null {
  const { store, words } = useModerating()
  return store.more.value ? <p class="note">{words.more}</p> : null
}
