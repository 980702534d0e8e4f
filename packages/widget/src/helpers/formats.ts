/**
 * Making one of these takes a hundred times as long as using it, and a thread needs the same few for every comment. The
 * first of all takes longest: it is made when something is to be counted, not before.
 */
const plurals = new Map<string, Intl.PluralRules>()
const numbers = new Map<string, Intl.NumberFormat>()
const spans = new Map<string, Intl.RelativeTimeFormat>()
const dates = new Map<string, Intl.DateTimeFormat>()

export function pluralRules(locale: string): Intl.PluralRules {
  return kept(plurals, locale, () => new Intl.PluralRules(locale))
}

export function numberFormat(locale: string): Intl.NumberFormat {
  return kept(numbers, locale, () => new Intl.NumberFormat(locale))
}

export function spanFormat(locale: string): Intl.RelativeTimeFormat {
  return kept(spans, locale, () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
}

/** @param zone the reader's own when left out; with a zone, which may not be theirs, it is named */
export function dateFormat(locale: string, zone?: string): Intl.DateTimeFormat {
  const style = { dateStyle: 'full', timeStyle: zone === undefined ? 'short' : 'long' } as const
  return kept(
    dates,
    `${locale} ${zone}`,
    () => new Intl.DateTimeFormat(locale, { ...style, ...(zone === undefined ? {} : { timeZone: zone }) }),
  )
}

function kept<T>(formats: Map<string, T>, key: string, make: () => T): T {
  const format = formats.get(key) ?? make()
  formats.set(key, format)
  return format
}
