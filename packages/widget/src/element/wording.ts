import { type ReadonlySignal, computed, signal } from '@preact/signals'
import { createWords } from '../i18n/create-words.ts'
import { english } from '../i18n/english.ts'
import { loadLocale } from '../i18n/load-locale.ts'
import { chooseLocale } from '../i18n/locales.ts'
import type { OwnMessages, ReadingWords, Words } from '../i18n/messages.ts'
import { directionOf, languagesOf, rootsOf } from './language.ts'

/** The words of a thread now, and how they are written. */
export interface Wording {
  readonly words: ReadingWords
  /** How dates and numbers are written. */
  readonly locale: string
  readonly dir: 'ltr' | 'rtl'
  /** Whether these stand in for words that are on their way. */
  readonly coming: boolean
}

export interface FollowedWording {
  readonly wording: ReadonlySignal<Wording>
  /** All words; `null` until those of writing were asked for and are here. */
  readonly allWords: ReadonlySignal<Words | null>
  /** The owner's messages are others now. */
  refresh(): void
  /** Asks for the words of writing, which come with the code for it. */
  loadWriting(): Promise<void>
}

/**
 * The words of an element, as the page and the owner want them: a page that changes its `lang` has its thread
 * reworded in place. Until words are fetched, and when they cannot be, English stands in.
 *
 * @param own the owner's messages, asked for again with every change
 * @param ending aborted when the element needs no words any more
 */
export function followWording(element: HTMLElement, own: () => OwnMessages, ending: AbortSignal): FollowedWording {
  let choice = chooseLocale(languagesOf(element))
  let loaded: OwnMessages | undefined
  const writing = signal<OwnMessages | null>(null)
  const wording = signal(now())
  const allWords = computed(() => {
    // All of it is said in the language that the rest is said in now.
    const { locale, coming } = wording.value
    if (writing.value === null) return null
    return createWords(locale, [own(), (!coming && loaded) || {}, { ...english, ...writing.value }])
  })

  function now(): Wording {
    const messages = own()
    const coming = choice.words !== 'en' && loaded === undefined
    const locale = canonical(messages.locale) ?? choice.locale
    const written = coming ? 'en' : locale
    const words = createWords<ReadingWords>(written, [messages, loaded ?? {}, english])
    // The direction is that of the words to come: what stands where does not change with them.
    return { words, locale: written, dir: directionOf(element, locale), coming }
  }

  function refresh(): void {
    wording.value = now()
  }

  function load(): void {
    const asked = choice
    if (asked.words === 'en') return
    const finish = (messages: OwnMessages | undefined): void => {
      if (asked !== choice || ending.aborted) return
      loaded = messages
      // What cannot be fetched is not waited for any longer.
      if (messages === undefined) choice = chooseLocale([])
      refresh()
    }
    loadLocale(asked.words).then(finish, () => finish(undefined))
  }

  function choose(): void {
    const before = choice
    choice = chooseLocale(languagesOf(element))
    if (choice.words !== before.words) loaded = undefined
    if (loaded === undefined) load()
    refresh()
  }

  load()
  const observer = new MutationObserver(choose)
  for (const root of rootsOf(element)) {
    observer.observe(root, { subtree: true, attributes: true, attributeFilter: ['lang', 'dir'] })
  }
  ending.addEventListener('abort', () => observer.disconnect())
  addEventListener('languagechange', choose, { signal: ending })
  return {
    wording,
    allWords,
    refresh,
    async loadWriting() {
      writing.value ??= (await import('../i18n/english-writing.ts')).englishWriting
    },
  }
}

function canonical(locale: string | undefined): string | undefined {
  try {
    return locale === undefined ? undefined : Intl.getCanonicalLocales(locale)[0]
  } catch {
    return undefined
  }
}
