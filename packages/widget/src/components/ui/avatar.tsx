import type { JSX } from 'preact'

export interface AvatarProps {
  readonly initials: string
  /** Degrees. */
  readonly hue: number
}

/** Initials on a colour of their own. No picture is fetched from anywhere. */
export function Avatar({ initials, hue }: AvatarProps): JSX.Element {
  return (
    <span class="avatar" part="avatar" aria-hidden="true" style={{ '--hue': String(hue) }}>
      {initials}
    </span>
  )
}
