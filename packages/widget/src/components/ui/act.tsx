import type { ComponentChildren, JSX } from 'preact'

export interface ActProps {
  /** Where it leads without a script; `undefined`: there is one, and it is a button. */
  readonly href: string | undefined
  readonly class: string
  readonly part: string
  readonly label?: string | undefined
  readonly disabled?: boolean
  readonly onClick: (event: { readonly currentTarget: HTMLButtonElement }) => void
  readonly children: ComponentChildren
}

/** Something to press. Where no script runs it leads to a page that does the same, and looks no different. */
export function Act({ href, class: name, part, label, disabled, onClick, children }: ActProps): JSX.Element {
  if (href !== undefined) {
    return (
      <a class={name} part={part} aria-label={label} href={href} rel="nofollow">
        {children}
      </a>
    )
  }
  return (
    <button type="button" class={name} part={part} aria-label={label} disabled={disabled} onClick={onClick}>
      {children}
    </button>
  )
}
