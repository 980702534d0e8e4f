import type { JSX } from 'preact'
import { useThread } from '../context.ts'
import { useModerating } from './use-moderating.ts'

/** Says that the dashboard has more. */
export function Rest(): JSX.Element | null {
  const { viewer } = useThread().store
  const { store, words } = useModerating()
  return viewer.moderates.value && store.more.value ? <p class="note">{words.more}</p> : null
}
