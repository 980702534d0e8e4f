import type { JSX } from 'preact'

export interface AvatarProps {
  readonly initials: string
  /** Degrees. */
  readonly hue: number
}

/** Degrees between two colours: the sheet has a class for each, since a policy may forbid a style attribute. */
const STEP = 15

/** Initials on a colour of their own. No picture is fetched from anywhere. */
export function Avatar({ initials, hue }: AvatarProps): JSX.Element {
  return (
    <span class={`avatar hue-${Math.floor(hue / STEP)}`} part="avatar" aria-hidden="true">
      {initials}
    </span>
  )
}
