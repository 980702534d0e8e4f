import { STORAGE_ERRORS, StorageError, type StorageErrorCode } from '@afterword/storage'
import { describe, expect, it } from 'vitest'
import { hueOf, initials } from '../src/helpers/initials.ts'
import { fullDate, relativeTime } from '../src/helpers/time.ts'
import { problemIn } from '../src/components/wordings.ts'
import { createWords } from '../src/i18n/create-words.ts'
import { english as englishReading } from '../src/i18n/english.ts'
import { englishWriting } from '../src/i18n/english-writing.ts'
import { chooseLocale } from '../src/i18n/locales.ts'

const english = { ...englishReading, ...englishWriting }
const NOW = Date.UTC(2026, 10, 24, 12)
const MINUTE = 60_000

describe('how long ago', () => {
  it.each([
    [0, 'now'],
    [59_000, 'now'],
    [MINUTE, '1 minute ago'],
    [59 * MINUTE, '59 minutes ago'],
    [60 * MINUTE, '1 hour ago'],
    [26 * 60 * MINUTE, 'yesterday'],
    [8 * 24 * 60 * MINUTE, 'last week'],
    [400 * 24 * 60 * MINUTE, 'last year'],
  ])('%d ms is "%s"', (passed, words) => {
    expect(relativeTime(NOW - passed, NOW, 'en')).toBe(words)
  })
  it('is now for a time that a wrong clock put into the future', () => {
    expect(relativeTime(NOW + 3 * 60 * MINUTE, NOW, 'en')).toBe('now')
  })
  it('is told in other languages', () => {
    expect(relativeTime(NOW - MINUTE, NOW, 'ar')).toBe('قبل دقيقة واحدة')
    expect(fullDate(NOW, 'en-GB')).toContain('24 November 2026')
  })
})

describe('initials', () => {
  it.each([
    ['Ada Lovelace', 'AL'],
    ['ada', 'A'],
    ['Dr. Leila Haddad', 'DH'],
    ['陈晓岚', '陈'],
    ['سلمى المنصوري', 'سا'],
    ['अनन्या जोशी', 'अजो'],
    ['👩‍👩‍👧 x', 'X'],
    ['👩‍👩‍👧', '👩'],
    ['ǆordan', 'Ǆ'],
  ])('of %s are %s', (name, letters) => {
    expect(initials(name)).toBe(letters)
  })
  it('have a colour that is the same for the same name', () => {
    expect(hueOf('Ada')).toBe(hueOf('Ada'))
    const hues = new Set(Array.from({ length: 100 }, (_, i) => hueOf(`reader ${i}`)))
    expect(hues.size).toBeGreaterThan(60)
    expect(Math.max(...hues)).toBeLessThan(360)
  })
})

describe('the words in English', () => {
  const words = createWords('en', [english])
  it.each(Object.keys(STORAGE_ERRORS) as StorageErrorCode[])(
    'tell the reader what %s means, and no detail of ours',
    (code) => {
      const sentence = problemIn(words, new StorageError(code, 'a detail'))
      expect(sentence).toMatch(/^[A-Z].*[.?]$/)
      expect(sentence).not.toMatch(/server|cursor|origin|token|\bid\b|null|undefined|detail/i)
    },
  )
  it('count as English does', () => {
    const counts = [0, 1, 1_234].map((count) => words.count({ count }))
    expect(counts).toEqual(['0 comments', '1 comment', '1,234 comments'])
    expect([1, 2].map((count) => words.moreReplies({ count }))).toEqual(['Show 1 more reply', 'Show 2 more replies'])
  })
  it('name the field that is missing', () => {
    const invalid = (field: string) => problemIn(words, new StorageError('invalid', 'a detail', { field }))
    expect(invalid('name')).toBe('Please give a name to be shown beside your comment.')
    expect(invalid('passage.quote')).toBe(words.problems.invalid)
  })
})

describe('an owner’s own words', () => {
  it('take the place of ours, and leave the rest', () => {
    const words = createWords('en', [{ heading: 'Letters', problems: { timeout: 'Too slow.' } }, english])
    expect([words.heading, words.more]).toEqual(['Letters', english.more])
    expect([words.problems.timeout, words.problems.offline]).toEqual(['Too slow.', english.problems.offline])
  })
  it('count and name as ours do', () => {
    const words = createWords('en', [
      { count: { one: 'one letter', other: '{count} letters' }, replyTo: 'Answer', arrived: '{count} more' },
      english,
    ])
    expect([1, 1_000].map((count) => words.count({ count }))).toEqual(['one letter', '1,000 letters'])
    expect(words.replyTo({ name: 'Ada' })).toBe('Answer')
    expect(words.arrived({ count: 2 })).toBe('2 more')
  })
  it('may be of a language that we have none of', () => {
    const words = createWords('ga', [
      { count: { one: '{count} trácht', two: '{count} thrácht', other: '{count}' } },
      english,
    ])
    expect([1, 2, 9].map((count) => words.count({ count }))).toEqual(['1 trácht', '2 thrácht', '9'])
  })
  it('are passed over when they are of the wrong kind', () => {
    const words = createWords('en', [{ heading: { other: 7 }, count: 7, problems: 'none', orders: null }, english])
    expect(words.count({ count: 1 })).toBe('1 comment')
    expect(words.heading).toBe('Comments')
    expect([words.problems.offline, words.orders.top]).toEqual([english.problems.offline, english.orders.top])
  })
  it('never fill a place with another', () => {
    const words = createWords('en', [english])
    expect(words.vote({ name: '{count}', count: 3 })).toBe('Like the comment by {count}, 3 likes')
  })
})

describe('the language of a thread', () => {
  it.each([
    [['de'], 'de', 'de'],
    [['de-AT'], 'de', 'de-AT'],
    [['DE-at-u-nu-latn'], 'de', 'de-AT-u-nu-latn'],
    [['sw', 'de'], 'de', 'de'],
    [['en-GB', 'de'], 'en', 'en-GB'],
    [['not a language', '', 'x', 'de_DE'], 'en', 'en'],
    [[], 'en', 'en'],
  ])('%j is %s, written as in %s', (languages, words, locale) => {
    expect(chooseLocale(languages)).toEqual({ words, locale })
  })
})
