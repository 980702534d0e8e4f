import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import { useThread, useWriting } from '../context.ts'
import { Icon } from '../ui/icon.tsx'
import type { Margin } from './margin.ts'
import { showOnTop } from './on-top.ts'

/** The way from the words in the article back to the comment. The focus stays with the words until it is wanted. */
export function BackBar({ margin }: { readonly margin: Margin }): JSX.Element {
  const { store } = useThread()
  const { words } = useWriting()
  const folded = margin.folded.value
  useEffect(() => {
    if (folded) store.tell({ type: 'said', words: words.passages.folded })
  }, [folded])
  return (
    <div class="bar back-bar" part="bar" popover="manual" ref={showOnTop}>
      {folded && <p class="bar-note">{words.passages.folded}</p>}
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
