import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Popup } from './ui/popup.tsx'

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
  /** The menu closes, unless a promise comes back: then it waits for the answer and shows it. */
  readonly onSelect: () => Promise<MenuAnswer> | void
}

export interface CommentMenuProps {
  readonly items: readonly MenuItem[]
  /** What the menu is called: whose comment it is for. */
  readonly label: string
  readonly opener: HTMLElement
  readonly onClose: () => void
}

/** The one menu behind a comment. */
export function CommentMenu({ items, label, opener, onClose }: CommentMenuProps): JSX.Element {
  const [answers, setAnswers] = useState<Readonly<Record<string, MenuAnswer>>>({})

  function select({ key, onSelect }: MenuItem, button: HTMLElement): void {
    const answer = onSelect()
    if (answer === undefined) button.closest<HTMLElement>('[popover]')?.hidePopover()
    else void answer.then((given) => setAnswers((known) => ({ ...known, [key]: given })))
  }

  return (
    <Popup class="menu" part="menu" opener={opener} onClose={onClose}>
      <div role="menu" aria-label={label}>
        {items.map((item) => (
          <button
            key={item.key}
            type="button"
            role="menuitem"
            part="menu-item"
            class={item.danger === true ? 'menu-item danger' : 'menu-item'}
            tabIndex={-1}
            onClick={(event) => select(item, event.currentTarget)}
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
    </Popup>
  )
}

function selectAll(field: HTMLInputElement | null): void {
  field?.focus()
  field?.select()
}
