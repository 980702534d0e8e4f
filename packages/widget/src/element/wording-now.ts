import { createWords } from '../i18n/create-words.ts'
import { loadLocale } from '../i18n/load-locale.ts'
import { type Choice, chooseLocale } from '../i18n/locales.ts'
import type { FirstWords, OwnMessages } from '../i18n/messages.ts'
import { directionOf, languagesOf } from './language.ts'

/** The words of a thread now, and how they are written. */
export interface Wording<W = FirstWords> {
  readonly words: W
  /** How dates and numbers are written. */
  readonly locale: string
  readonly dir: 'ltr' | 'rtl'
  /** Whether these stand in for words that are on their way. */
  readonly coming: boolean
}

/** Words that were fetched, or will be. */
export interface Spoken {
  readonly choice: Choice
  /** The messages of the language, once they are here; English needs none. */
  readonly loaded: OwnMessages | undefined
}

/** What the words that are shown already are made of. */
export interface FirstWording {
  readonly spoken: Spoken
  readonly own: OwnMessages
}

/**
 * @param own the owner's messages
 * @param english says which words there are
 */
export function wordingOf<W>(
  element: HTMLElement,
  own: OwnMessages,
  { choice, loaded }: Spoken,
  english: object,
): Wording<W> {
  const coming = choice.words !== 'en' && loaded === undefined
  const locale = canonical(own.locale) ?? choice.locale
  const written = coming ? 'en' : locale
  const words = createWords<W>(written, [own, loaded ?? {}, english])
  // The direction is that of the words to come: what stands where does not change with them.
  return { words, locale: written, dir: directionOf(element, locale), coming }
}

/** The language of an element, whose words are asked for at once. What cannot be fetched is told to nobody. */
export function speak(element: HTMLElement, came: (spoken: Spoken) => void = () => undefined): Spoken {
  const choice = chooseLocale(languagesOf(element))
  if (choice.words !== 'en') {
    loadLocale(choice.words).then(
      (loaded) => came({ choice, loaded }),
      () => undefined,
    )
  }
  return { choice, loaded: undefined }
}

function canonical(locale: string | undefined): string | undefined {
  try {
    return locale === undefined ? undefined : Intl.getCanonicalLocales(locale)[0]
  } catch {
    return undefined
  }
}
