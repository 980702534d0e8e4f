import type { StorageErrorCode } from '@afterword/storage'
import { createWords } from '../i18n/create-words.ts'
import { englishWriting } from '../i18n/english-writing.ts'
import { english } from '../i18n/english.ts'
import { loadLocale } from '../i18n/load-locale.ts'
import { chooseLocale } from '../i18n/locales.ts'
import type { OwnMessages, Words } from '../i18n/messages.ts'

/** Words, and how dates and numbers are written with them. */
export interface Spoken {
  readonly words: Words
  readonly locale: string
}

/** The words of a language; English for one that there are none in. */
export async function wordsIn(lang: string | undefined, own: OwnMessages = {}): Promise<Spoken> {
  const choice = chooseLocale(lang === undefined ? [] : [lang])
  const loaded = choice.words === 'en' ? undefined : await loadLocale(choice.words)
  const words = createWords(choice.locale, [own, loaded ?? {}, { ...english, ...englishWriting }])
  return { words, locale: choice.locale }
}

/** What a page around a drawn thread says. */
export interface PageWords extends Pick<Words, 'heading' | 'write' | 'nameLabel' | 'post' | 'held' | 'backToArticle'> {
  /** Why a form was not taken. */
  readonly problem: (code: StorageErrorCode, field: string | undefined) => string
}

/** In English: a server's own pages know no reader's language. */
export function pageWords(): PageWords {
  const words = createWords('en', [{ ...english, ...englishWriting }])
  const { missing, problems, notByHand } = words
  return {
    ...words,
    problem(code, field) {
      if (code === 'invalid' && field === 'website') return notByHand
      return code === 'invalid' && (field === 'name' || field === 'source') ? missing[field] : problems[code]
    },
  }
}
