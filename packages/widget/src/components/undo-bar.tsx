import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { CommentModel } from '../store/models.ts'
import { neighbourOf } from './neighbour.ts'
import { useWriting } from './context.ts'

/** Stands in the place of a comment that was just removed, and gives it back. */
export function UndoBar({ model }: { readonly model: CommentModel }): JSX.Element {
  const { words } = useWriting()
  const bar = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)

  useLayoutEffect(() => {
    button.current?.focus()
    const here = bar.current
    // Who is still here when the time is over must not fall back to the top of the page.
    return () => {
      const root = here?.getRootNode()
      if (!(root instanceof ShadowRoot) || !here?.contains(root.activeElement)) return
      const next = here.closest('.item')?.isConnected === true ? here.closest<HTMLElement>('.item') : null
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
      <button ref={button} type="button" class="action" part="action" onClick={() => void model.undoRemove()}>
        {words.undo}
      </button>
    </div>
  )
}
