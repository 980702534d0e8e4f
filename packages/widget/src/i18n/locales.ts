/** The languages that there are words in, besides English. */
export const LOCALES: readonly string[] =
  'ar bg bn ca cs da de el es fa fi fr he hi hu id it ja ko nb nl pl pt pt-BR ro ru sk sv th tr uk ur vi zh-Hans zh-Hant'.split(
    ' ',
  )

/** Languages that are written from right to left; those that only an owner's own messages can be in, too. */
export const RTL = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/

/** Which words to show, and how dates and numbers are written with them. */
export interface Choice {
  /** A name of `LOCALES`, or `en`. */
  readonly words: string
  /** The reader's own form of it, such as `de-AT`. */
  readonly locale: string
}

/** The first of these languages that there are words in; English when there is none. */
export function chooseLocale(languages: readonly string[]): Choice {
  for (const language of languages) {
    // The first look at how languages are written takes long: what is written as we do needs none.
    if (isOurs(language)) return { words: language, locale: language }
    try {
      const locale = new Intl.Locale(language)
      const words = [locale.baseName, ...wider(locale)].find(isOurs)
      if (words) return { words, locale: locale.toString() }
    } catch {
      // What is no language is passed over.
    }
  }
  return chooseLocale(['en'])
}

function isOurs(name: string): boolean {
  return name === 'en' || LOCALES.includes(name)
}

/** `zh-TW` is written as `zh-Hant`, `pt-AO` as `pt`, and the two written forms of Norwegian are read by all. */
function wider(locale: Intl.Locale): readonly string[] {
  const language = /^n[on]$/.test(locale.language) ? 'nb' : locale.language
  // Which script it is in takes long to find out, and decides where there are words in several forms.
  const isOne = !LOCALES.some((name) => name.startsWith(`${language}-`))
  return isOne ? [language] : [`${language}-${locale.maximize().script}`, language]
}
