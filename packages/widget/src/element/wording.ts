import { type ReadonlySignal, computed, signal } from '@preact/signals'
import { inTime } from '../helpers/persist.ts'
import { createWords } from '../i18n/create-words.ts'
import { english } from '../i18n/english.ts'
import { loadLocale } from '../i18n/load-locale.ts'
import { chooseLocale } from '../i18n/locales.ts'
import type { AllWords, OwnMessages, ReadingWords, Words } from '../i18n/messages.ts'
import { directionOf, languagesOf, rootsOf } from './language.ts'
import { until } from './until.ts'
import { type FirstWording, type Wording, wordingOf } from './wording-now.ts'

export interface FollowedWording {
  readonly wording: ReadonlySignal<Wording<ReadingWords>>
  /** All words; `null` until those of writing were asked for and are here. */
  readonly allWords: ReadonlySignal<AllWords | null>
  /** The owner's messages are others now. */
  refresh(): void
  /** Looks again where what was drawn before anybody listened may be out of date. */
  recheck(): void
  /** Resolves when no words stand in for others any more, or those that were asked for do not come. */
  here(): Promise<void>
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
export function followWording(
  element: HTMLElement,
  own: () => OwnMessages,
  ending: AbortSignal,
  first?: FirstWording,
): FollowedWording {
  let choice = first?.spoken.choice ?? chooseLocale(languagesOf(element))
  let loaded = first?.spoken.loaded
  const drawnWith = first?.own ?? own()
  const writing = signal<OwnMessages | null>(null)
  // What was drawn is taken over with the words that it was drawn with.
  const wording = signal(now(drawnWith))
  const allWords = computed(() => {
    // All of it is said in the language that the rest is said in now.
    const { locale, coming } = wording.value
    if (writing.value === null) return null
    return {
      ...createWords<Words>(locale, [own(), (!coming && loaded) || {}, { ...english, ...writing.value }]),
      account: own().account,
    }
  })

  function now(messages: OwnMessages): Wording<ReadingWords> {
    return wordingOf<ReadingWords>(element, messages, { choice, loaded }, english)
  }

  function refresh(): void {
    wording.value = now(own())
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

  if (loaded === undefined) load()
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
    recheck() {
      const { locale } = chooseLocale(languagesOf(element))
      const { dir } = wording.peek()
      if (locale !== choice.locale || directionOf(element, locale) !== dir || own() !== drawnWith) choose()
    },
    here: () => inTime(until(() => !wording.value.coming)).catch(() => undefined),
    async loadWriting() {
      writing.value ??= (await import('../i18n/english-writing.ts')).englishWriting
    },
  }
}
