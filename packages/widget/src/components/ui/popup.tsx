import type { ComponentChildren, JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

export interface PopupProps {
  readonly class: string
  readonly part: string
  /** The button that opened it, beside which it stands. It has the focus again when this closes. */
  readonly opener: HTMLElement
  readonly onClose: () => void
  readonly children: ComponentChildren
}

/**
 * What opens above the page beside its button. Esc, a press elsewhere and a second press on the button close it:
 * a popover does all that. The first button in it has the focus, and the arrow keys go from one to the next.
 */
export function Popup({ opener, onClose, children, ...attributes }: PopupProps): JSX.Element {
  const popup = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    popup.current?.showPopover({ source: opener })
    buttonsIn(popup.current)[0]?.focus()
  }, [opener])

  return (
    <div
      {...attributes}
      ref={popup}
      popover="auto"
      onKeyDown={moveFocus}
      onBeforeToggle={({ newState, currentTarget }) => {
        // Before it is gone, so that whoever is opened next knows where the reader was.
        const inside = currentTarget.contains(focusedIn(currentTarget))
        if (newState === 'closed' && inside) opener.focus({ preventScroll: true })
      }}
      onToggle={({ newState }) => {
        if (newState === 'closed') onClose()
      }}
    >
      {children}
    </div>
  )
}

function focusedIn(popup: HTMLElement): Element | null {
  const root = popup.getRootNode()
  return root instanceof ShadowRoot ? root.activeElement : null
}

function buttonsIn(popup: HTMLElement | null): HTMLElement[] {
  return [...(popup?.querySelectorAll<HTMLElement>('button') ?? [])]
}

function moveFocus(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const popup = event.currentTarget
  // On to what stands behind the button.
  if (event.key === 'Tab') popup.hidePopover()
  if (!(event.target instanceof HTMLButtonElement)) return
  const buttons = buttonsIn(popup)
  const next = step(event.key, buttons.indexOf(event.target), buttons.length, getComputedStyle(popup).direction)
  if (next === undefined) return
  event.preventDefault()
  buttons[next]?.focus()
}

function step(key: string, at: number, count: number, direction: string): number | undefined {
  const [forward, back] = direction === 'rtl' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft']
  if (key === 'ArrowDown' || key === forward) return (at + 1) % count
  if (key === 'ArrowUp' || key === back) return (at + count - 1) % count
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : undefined
}
