import type { JSX } from 'preact'

const SHAPES = {
  bold: 'M5 3h3.6a2.4 2.4 0 0 1 0 4.8H5zM5 7.8h4.2a2.6 2.6 0 0 1 0 5.2H5z',
  italic: 'M7 3h4M5 13h4M9.5 3l-3 10',
  link: 'M6.8 9.2a2.4 2.4 0 0 0 3.5 0l2.2-2.2A2.45 2.45 0 0 0 9 3.5L8 4.6M9.2 6.8a2.4 2.4 0 0 0-3.5 0L3.5 9A2.45 2.45 0 0 0 7 12.5l1-1.1',
  quote: 'M3 3v10M6.5 5H13M6.5 8H13M6.5 11h4',
  code: 'M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5',
  list: 'M6 4h7.5M6 8h7.5M6 12h7.5M2.7 4v.01M2.7 8v.01M2.7 12v.01',
  mention: 'M10.5 8A2.5 2.5 0 1 1 8 5.5 2.5 2.5 0 0 1 10.5 8zm0 0v.8a1.6 1.6 0 0 0 3.2 0V8A5.7 5.7 0 1 0 11 12.8',
  preview: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM10 8a2 2 0 1 1-4 0 2 2 0 0 1 4 0z',
} as const

/** A line drawing of 16 by 16 for the tools of a field, in the colour of the text. */
export function MarkupIcon({ shape }: { readonly shape: keyof typeof SHAPES }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path
        d={SHAPES[shape]}
        fill="none"
        stroke="currentColor"
        stroke-width={shape === 'bold' ? '2' : '1.6'}
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  )
}
