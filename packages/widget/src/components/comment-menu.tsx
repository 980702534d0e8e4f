import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

/** What became of an item that was chosen, when the menu stays open to say so. */
export interface MenuAnswer {
  /** Stands in the place of the item's words. */
  readonly label: string
  /** Words to take by hand, selected already. */
  readonly text?: string
}

/** One thing that can be done with a comment. */
export interface MenuItem {
  readonly key: string
  readonly label: string
  /** Whether it takes something away. */
  readonly danger?: boolean
  /** The menu closes first, unless a promise comes back: then it waits for the answer and shows it. */
  readonly onSelect: () => Promise<MenuAnswer> | void
}

export interface CommentMenuProps {
  readonly items: readonly MenuItem[]
  /** What the menu is called: whose comment it is for. */
  readonly label: string
  /** The button that opened it. It has the focus again when the menu closes. */
  readonly opener: HTMLElement
  readonly onClose: () => void
}

/** The one menu behind a comment. Esc, a press elsewhere and the second press on its button close it: a popover does that. */
export function CommentMenu({ items, label, opener, onClose }: CommentMenuProps): JSX.Element {
  const menu = useRef<HTMLDivElement>(null)
  const [answers, setAnswers] = useState<Readonly<Record<string, MenuAnswer>>>({})

  useLayoutEffect(() => {
    menu.current?.showPopover({ source: opener })
    entries(menu.current)[0]?.focus()
  }, [opener])

  function select({ key, onSelect }: MenuItem): void {
    const answer = onSelect()
    if (answer === undefined) menu.current?.hidePopover()
    else void answer.then((given) => setAnswers((known) => ({ ...known, [key]: given })))
  }

  return (
    <div
      ref={menu}
      class="menu"
      part="menu"
      popover="auto"
      onToggle={(event) => {
        if (event.newState === 'closed') onClose()
      }}
    >
      <div role="menu" aria-label={label} onKeyDown={moveFocus}>
        {items.map((item) => (
          <button
            key={item.key}
            type="button"
            role="menuitem"
            part="menu-item"
            class={item.danger === true ? 'menu-item danger' : 'menu-item'}
            tabIndex={-1}
            onClick={() => select(item)}
          >
            {answers[item.key]?.label ?? item.label}
          </button>
        ))}
      </div>
      {Object.values(answers).map(
        ({ label: what, text }) =>
          text !== undefined && (
            <input key={text} class="field" readOnly dir="ltr" value={text} aria-label={what} ref={selectAll} />
          ),
      )}
    </div>
  )
}

function selectAll(field: HTMLInputElement | null): void {
  field?.select()
}

function entries(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
}

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at <= 0 ? count : at) - 1,
  Home: () => 0,
  End: (_at, count) => count - 1,
}

function moveFocus(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const all = entries(event.currentTarget)
  const step = STEPS[event.key]
  if (event.key === 'Tab') event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
  if (step === undefined) return
  event.preventDefault()
  const at = all.findIndex((entry) => entry === event.target)
  all[step(at, all.length)]?.focus()
}
