import type { JSX } from 'preact'

const ago = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' })
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeStyle: 'short' })
const STEPS = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** When something happened: how long ago, and the date in full for who points at it. */
export function Time({ at }: { readonly at: number }): JSX.Element {
  const past = at - Date.now()
  const [unit, length] = STEPS.find(([, step]) => Math.abs(past) >= step) ?? (['minute', 60_000] as const)
  return (
    <time dateTime={new Date(at).toISOString()} title={full.format(at)}>
      {ago.format(Math.round(past / length), unit)}
    </time>
  )
}
