import type { JSX } from 'preact'
import { useWriting } from './context.ts'

/** What the words of a passage are now, where they are not what they were. */
export function PassageNow({ now }: { readonly now: string }): JSX.Element {
  const { words } = useWriting()
  return (
    <p class="now" part="now">
      <span class="meta">{words.passages.now}</span> <q dir="auto">{now}</q>
    </p>
  )
}
