import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { CommentModel } from '../store/models.ts'
import { neighbourOf } from './neighbour.ts'
import { useWriting } from './context.ts'

/**
 * Stands in the place of a comment that was just removed, and gives it back. When the time for that is over it stays
 * as it is, without the way back, where what is read below it would move.
 */
export function UndoBar({ model }: { readonly model: CommentModel }): JSX.Element {
  const { words } = useWriting()
  const bar = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)

  const gone = model.value.value.status === 'removed'

  useLayoutEffect(() => {
    const item = bar.current?.closest('.item')
    if (gone && item && isAt(bar.current)) neighbourOf(item)?.focus()
  }, [gone])

  useLayoutEffect(() => {
    button.current?.focus()
    const here = bar.current
    // Who is still here when the time is over must not fall back to the top of the page.
    return () => {
      if (!isAt(here)) return
      const item = here?.closest<HTMLElement>('.item')
      const next = item?.isConnected === true ? item : null
      const neighbour = next === null ? null : neighbourOf(next)
      requestAnimationFrame(() => {
        const own = next?.isConnected === true ? next.querySelector<HTMLElement>(':scope > .comment') : null
        ;(own ?? neighbour)?.focus()
      })
    }
  }, [])

  const pause = (on: boolean) => (): void => model.pauseRemove(on)
  return (
    <div
      ref={bar}
      class="undo"
      part="undo"
      role="group"
      aria-label={words.removedNow}
      onFocusIn={pause(true)}
      onFocusOut={pause(false)}
      onPointerEnter={pause(true)}
      onPointerLeave={pause(false)}
    >
      <span>{words.removedNow}</span>
      <button
        ref={button}
        type="button"
        class="action"
        part="action"
        disabled={gone}
        onClick={() => void model.undoRemove()}
      >
        {words.undo}
      </button>
    </div>
  )
}

/** Whether the focus is in it. */
function isAt(element: HTMLElement | null): boolean {
  const root = element?.getRootNode()
  return root instanceof ShadowRoot && element?.contains(root.activeElement) === true
}
