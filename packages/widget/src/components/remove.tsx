import type { JSX } from 'preact'
import { useWriting } from './context.ts'
import type { RemoveProps } from './writing-view.ts'

/** Asks whether the viewer's own comment shall go, and lets it go. */
export function Remove({ model, onDone }: RemoveProps): JSX.Element {
  const { words } = useWriting()

  async function remove(article: HTMLElement | null): Promise<void> {
    const item = article?.closest('.item')
    const neighbour = neighbourOf(item)
    await model.remove()
    onDone()
    // It may have become a tombstone in its own place, or be there still, refused.
    requestAnimationFrame(() => {
      const place = item?.isConnected === true ? item.querySelector<HTMLElement>('.comment') : neighbour
      place?.focus()
    })
  }

  return (
    <div class="actions" role="group" aria-label={words.removeSure}>
      <span class="meta">{words.removeSure}</span>
      <button
        type="button"
        class="action danger"
        part="action"
        ref={(button) => button?.focus()}
        onClick={(event) => void remove(event.currentTarget.closest<HTMLElement>('.comment'))}
      >
        {words.remove}
      </button>
      <button type="button" class="action" part="action" onClick={onDone}>
        {words.keep}
      </button>
    </div>
  )
}

/**
 * Where the focus goes when a comment is gone: to the one that takes its place, or the one before it, or the
 * one above it; to the heading when it was the last. Found before, since afterwards nobody knows where it stood.
 */
function neighbourOf(item: Element | null | undefined): HTMLElement | null {
  const near = item?.nextElementSibling ?? item?.previousElementSibling ?? item?.parentElement?.closest('.item')
  const heading = item?.closest('.thread')?.querySelector<HTMLElement>('.heading')
  return near?.querySelector<HTMLElement>('.comment') ?? heading ?? null
}
