import type { JSX } from 'preact'

import { FIRST_SHAPES } from './first-shapes.ts'

const SHAPES = {
  ...FIRST_SHAPES,
  clock: 'M8 4.5V8l2.5 1.5M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  alert: 'M8 5v3.5M8 11v.01M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  comment: 'M13.5 3.5h-11v8h3V14l3-2.5h5ZM5.5 6.5h5M5.5 8.5h3',
  close: 'm4 4 8 8M12 4l-8 8',
  down: 'M8 3v9.5M3.5 8 8 12.5 12.5 8',
  back: 'M13 8H3.5M8 3.5 3.5 8 8 12.5',
  forth: 'M3 8h9.5M8 3.5 12.5 8 8 12.5',
  open: 'M4.5 6.5 8 10l3.5-3.5',
} as const

/** A line drawing of 16 by 16, in the colour of the text. */
export function Icon({ shape }: { readonly shape: keyof typeof SHAPES }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path
        d={SHAPES[shape]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.6"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  )
}
