import type { JSX } from 'preact'
import { useWriting } from '../context.ts'
import { Icon } from '../ui/icon.tsx'
import type { Margin } from './margin.ts'
import { showOnTop } from './on-top.ts'

/** The way from the words in the article back to the comment. The focus stays with the words until it is wanted. */
export function BackBar({ margin }: { readonly margin: Margin }): JSX.Element {
  const { words } = useWriting()
  return (
    <div class="bar back-bar" part="bar" popover="manual" ref={showOnTop}>
      <button type="button" class="button quiet" part="button" onClick={() => margin.back(true)}>
        {words.passages.back}
      </button>
      <button
        type="button"
        class="action"
        part="action"
        aria-label={words.passages.close}
        onClick={() => margin.back(false)}
      >
        <Icon shape="close" />
      </button>
    </div>
  )
}
