import { english } from './english.ts'
import type { Messages } from './messages.ts'

/** The words that somebody is spoken to with. */
export interface Wording {
  /** The name of the language: `en`, or one of `LANGUAGES`. */
  readonly language: string
  readonly dir: 'ltr' | 'rtl'
  readonly words: Messages
}

const LOADERS: Readonly<Record<string, () => Promise<{ readonly messages: Messages }>>> = {
  ar: () => import('./locales/ar.ts'),
  bg: () => import('./locales/bg.ts'),
  bn: () => import('./locales/bn.ts'),
  ca: () => import('./locales/ca.ts'),
  cs: () => import('./locales/cs.ts'),
  da: () => import('./locales/da.ts'),
  de: () => import('./locales/de.ts'),
  el: () => import('./locales/el.ts'),
  es: () => import('./locales/es.ts'),
  fa: () => import('./locales/fa.ts'),
  fi: () => import('./locales/fi.ts'),
  fr: () => import('./locales/fr.ts'),
  he: () => import('./locales/he.ts'),
  hi: () => import('./locales/hi.ts'),
  hu: () => import('./locales/hu.ts'),
  id: () => import('./locales/id.ts'),
  it: () => import('./locales/it.ts'),
  ja: () => import('./locales/ja.ts'),
  ko: () => import('./locales/ko.ts'),
  nb: () => import('./locales/nb.ts'),
  nl: () => import('./locales/nl.ts'),
  pl: () => import('./locales/pl.ts'),
  pt: () => import('./locales/pt.ts'),
  'pt-BR': () => import('./locales/pt-br.ts'),
  ro: () => import('./locales/ro.ts'),
  ru: () => import('./locales/ru.ts'),
  sk: () => import('./locales/sk.ts'),
  sv: () => import('./locales/sv.ts'),
  th: () => import('./locales/th.ts'),
  tr: () => import('./locales/tr.ts'),
  uk: () => import('./locales/uk.ts'),
  ur: () => import('./locales/ur.ts'),
  vi: () => import('./locales/vi.ts'),
  'zh-Hans': () => import('./locales/zh-hans.ts'),
  'zh-Hant': () => import('./locales/zh-hant.ts'),
}

/** The languages that there are words in, besides English: those of the widget. */
export const LANGUAGES: readonly string[] = Object.keys(LOADERS)

const FROM_THE_RIGHT = new Set(['ar', 'fa', 'he', 'ur'])

/** The words in the first of these languages that there are any in; in English when there is none. They are read when somebody wants them. */
export async function wordingIn(languages: readonly string[]): Promise<Wording> {
  for (const said of languages) {
    const language = namesOf(said).find((name) => name === 'en' || name in LOADERS)
    if (language !== undefined) {
      const { messages } = (await LOADERS[language]?.()) ?? { messages: english }
      return { language, dir: directionOf(language), words: messages }
    }
  }
  return { language: 'en', dir: 'ltr', words: english }
}

/** The direction of what is said in a language of ours. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return FROM_THE_RIGHT.has(language) ? 'rtl' : 'ltr'
}

/** Under what names its words may be found: `zh-TW` is written as `zh-Hant`, and one Norwegian stands for both. */
function namesOf(said: string): readonly string[] {
  try {
    const locale = new Intl.Locale(said)
    const language = /^n[on]$/.test(locale.language) ? 'nb' : locale.language
    return [`${language}-${locale.region}`, `${language}-${locale.maximize().script}`, language]
  } catch {
    return []
  }
}
