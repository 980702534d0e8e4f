import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { englishAccount } from '../src/i18n/account/english-account.ts'
import { loadAccount } from '../src/i18n/account/load-account.ts'
import { createWords } from '../src/i18n/create-words.ts'
import { english } from '../src/i18n/english.ts'
import { englishWriting } from '../src/i18n/english-writing.ts'
import { loadLocale } from '../src/i18n/load-locale.ts'
import { en as moderatingEnglish } from '../src/i18n/moderating/en.ts'
import { LANGUAGES, loadModeratingWords } from '../src/i18n/moderating/words.ts'
import { LOCALES, chooseLocale } from '../src/i18n/locales.ts'

/** Every text of a language by its path: `count.one`, `problems.timeout`. */
type Texts = ReadonlyMap<string, string>

function textsIn(messages: object, path = ''): Texts {
  return new Map(
    Object.entries(messages).flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null
        ? [...textsIn(value, `${path}${name}.`)]
        : [[path + name, String(value)] as const],
    ),
  )
}

const ENGLISH = textsIn({ ...english, ...englishWriting, account: englishAccount })
/** The messages that count, by path. */
const COUNTED = [...ENGLISH.keys()].filter((path) => path.endsWith('.other')).map((path) => path.replace(/other$/, ''))
const placesIn = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, place = '']) => place).toSorted()
const categoriesOf = (locale: string): string[] => new Intl.PluralRules(locale).resolvedOptions().pluralCategories

/** The numbers that a plural form stands for, of those that a thread can have. */
function numbersOf(locale: string, category: string): number[] {
  const rules = new Intl.PluralRules(locale)
  const numbers = Array.from({ length: 1_001 }, (_, number) => number)
  return [...numbers, 1_000_000].filter((number) => rules.select(number) === category)
}

/** The letters of a language that is not written in Latin ones. */
const SCRIPTS: Readonly<Record<string, RegExp>> = {
  ar: /\p{Script=Arabic}/u,
  bg: /\p{Script=Cyrillic}/u,
  bn: /\p{Script=Bengali}/u,
  el: /\p{Script=Greek}/u,
  fa: /\p{Script=Arabic}/u,
  he: /\p{Script=Hebrew}/u,
  hi: /\p{Script=Devanagari}/u,
  ja: /\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Han}/u,
  ko: /\p{Script=Hangul}/u,
  ru: /\p{Script=Cyrillic}/u,
  th: /\p{Script=Thai}/u,
  uk: /\p{Script=Cyrillic}/u,
  ur: /\p{Script=Arabic}/u,
  'zh-Hans': /\p{Script=Han}/u,
  'zh-Hant': /\p{Script=Han}/u,
}

describe('the languages', () => {
  it('are thirty and more, and each has a module and is loaded by its name', async () => {
    const files = readdirSync(join(import.meta.dirname, '../src/i18n/locales')).map((file) => file.replace(/\.ts$/, ''))
    expect(files.toSorted()).toEqual(LOCALES.map((name) => name.toLowerCase()).toSorted())
    expect(LOCALES.length).toBeGreaterThanOrEqual(30)
    const loaded = await Promise.all(LOCALES.map(async (name) => (await loadLocale(name))?.locale))
    expect(loaded).toEqual(LOCALES)
    expect(await loadLocale('tlh')).toBeUndefined()
  })

  it.each([
    ['pt-AO', 'pt'],
    ['pt-BR', 'pt-BR'],
    ['fr-CA', 'fr'],
    ['zh', 'zh-Hans'],
    ['zh-SG', 'zh-Hans'],
    ['zh-TW', 'zh-Hant'],
    ['zh-HK', 'zh-Hant'],
    ['zh-Hant-MO', 'zh-Hant'],
    ['no', 'nb'],
    ['nn-NO', 'nb'],
    ['iw', 'he'],
    ['in', 'id'],
    ['und', 'en'],
    ['tlh', 'en'],
  ])('%s is read in %s', (language, words) => {
    expect(chooseLocale([language]).words).toBe(words)
  })
})

describe.each(LOCALES)('the words of moderators in %s', async (locale) => {
  const expected = textsIn(moderatingEnglish)
  const texts = textsIn((await LANGUAGES[locale]?.()) ?? {})
  const counted = ['reports.', 'taken.', 'days.']

  it('are all there, in every plural form, with every place', () => {
    const single = [...expected.keys()].filter((path) => !counted.some((start) => path.startsWith(start)))
    const forms = counted.flatMap((path) => categoriesOf(locale).map((category) => path + category))
    expect([...texts.keys()].toSorted()).toEqual([...single, ...forms].toSorted())
    const wrong = [...texts].filter(([path, text]) => {
      const places = placesIn(expected.get(path) ?? expected.get(path.replace(/\w+$/, 'other')) ?? '')
      const mayLeaveOut = numbersOf(locale, path.replace(/^.*\./, '')).length === 1
      const found = placesIn(text)
      return found.join() !== places.join() && !(mayLeaveOut && found.length === 0)
    })
    expect(wrong).toEqual([])
  })

  it('are loaded for a thread in it, and are no English', async () => {
    const words = await loadModeratingWords(locale)
    expect([words.approve, words.labelField]).toEqual([texts.get('approve'), texts.get('labelField')])
    const same = [...texts].filter(([path, text]) => / \p{L}/u.test(text) && expected.get(path) === text)
    expect(same).toEqual([])
    expect(words.days({ count: 7 })).toContain(new Intl.NumberFormat(locale).format(7))
  })
})

describe.each(LOCALES)('%s', async (locale) => {
  const messages = { ...(await loadLocale(locale)), account: (await loadAccount(locale)) ?? {} }
  const texts = textsIn(messages)

  it('has every message, in every plural form of the language, and nothing else', () => {
    const expected = [...ENGLISH.keys()].filter((path) => !COUNTED.some((counted) => path.startsWith(counted)))
    const forms = COUNTED.flatMap((path) => categoriesOf(locale).map((category) => path + category))
    expect([...texts.keys()].toSorted()).toEqual([...expected, ...forms].toSorted())
    expect([...texts].filter(([, text]) => text.trim() === '' || text !== text.trim())).toEqual([])
  })

  it('keeps every place, and the number in each form that stands for several', () => {
    const wrong = [...texts].filter(([path, text]) => {
      const [, counted = '', category = ''] = /^(.*\.)(zero|one|two|few|many|other)$/.exec(path) ?? []
      const isForm = COUNTED.includes(counted)
      const places = placesIn(ENGLISH.get(isForm ? `${counted}other` : path) ?? '')
      const mayLeaveOut = isForm && numbersOf(locale, category).length === 1
      const found = placesIn(text)
      const complete = JSON.stringify(found) === JSON.stringify(places)
      const withoutCount = JSON.stringify(found) === JSON.stringify(places.filter((place) => place !== 'count'))
      return !complete && !(mayLeaveOut && withoutCount)
    })
    expect(wrong).toEqual([])
  })

  it('has no English left in it', () => {
    const script = SCRIPTS[locale]
    const left = [...texts].filter(([path, text]) => {
      if (path === 'locale') return false
      const words = text.replace(/\{\w+\}|Markdown[a-z]*|[Ee]mojis?|Shift|Enter|[Ss]pam/gu, '')
      if (script !== undefined) return !script.test(words) || /[A-Za-z]{2}/.test(words)
      return /(?<!\p{L})(the|your?|this|comments?|with|please|repl(y|ies)|again|shown?|here)(?!\p{L})/iu.test(words)
    })
    expect(left).toEqual([])
    const same = [...texts].filter(([path, text]) => text.includes(' ') && ENGLISH.get(path) === text)
    expect(same.filter(([path]) => path !== 'emojiHint')).toEqual([])
  })

  it('calls a button by what stands on it', () => {
    const spoken = [
      ['reply', 'replyTo'],
      ['readMore', 'readMoreOf'],
      ['readLess', 'readLessOf'],
      ['report', 'reportOf'],
      ...categoriesOf(locale).map((category) => [`showReplies.${category}`, `showRepliesTo.${category}`] as const),
    ] as const
    const apart = spoken.filter(([seen, name]) => {
      const lower = (path: string): string => (texts.get(path) ?? path).toLocaleLowerCase(locale)
      return !lower(name).includes(lower(seen))
    })
    expect(apart).toEqual([])
    // The number that is seen on it is in its name, as a number.
    const numbered = ['vote', 'reaction', 'passages.marker'].flatMap((path) =>
      categoriesOf(locale)
        .filter((category) => category !== 'zero')
        .map((category) => texts.get(`${path}.${category}`)),
    )
    for (const text of numbered) expect(text).toContain('{count}')
  })

  it('can be counted in, whatever the number', () => {
    const words = createWords(locale, [messages, { ...english, ...englishWriting }])
    for (const count of [0, 1, 2, 3, 5, 11, 21, 100, 1_234, 1_000_000]) {
      const said = [words.count({ count }), words.arrived({ count }), words.vote({ name: 'Ada', count })]
      for (const text of said) expect(text).not.toMatch(/[{}]|undefined/)
    }
  })
})
