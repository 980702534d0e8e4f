import { dateFormat, spanFormat } from './formats.ts'

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_556_952_000],
  ['month', 2_629_746_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** How long ago, in the reader's words. A time that is not past yet (a wrong clock) is now. */
export function relativeTime(time: number, now: number, locale: string): string {
  const passed = Math.max(0, now - time)
  const [unit, length] = STEPS.find(([, step]) => passed >= step) ?? ['second', Number.POSITIVE_INFINITY]
  return spanFormat(locale).format(-Math.floor(passed / length), unit)
}

/** @param zone the reader's own when left out; with a zone, which may not be theirs, it is named */
export function fullDate(time: number, locale: string, zone?: string): string {
  return dateFormat(locale, zone).format(time)
}
