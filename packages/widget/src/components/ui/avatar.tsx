import type { JSX } from 'preact'

export interface AvatarProps {
  readonly initials: string
  /** The class of its colour. */
  readonly hue: string
}

/** Initials on a colour of their own. No picture is fetched from anywhere. */
export function Avatar({ initials, hue }: AvatarProps): JSX.Element {
  return (
    <span class={`avatar ${hue}`} part="avatar" aria-hidden="true">
      {initials}
    </span>
  )
}
