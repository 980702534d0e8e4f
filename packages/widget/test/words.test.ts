import { STORAGE_ERRORS, type StorageErrorCode } from '@afterword/storage'
import { describe, expect, it } from 'vitest'
import { hueOf, initials } from '../src/helpers/initials.ts'
import { fullDate, relativeTime } from '../src/helpers/time.ts'
import { english } from '../src/i18n/english.ts'

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
  const words = english()
  it.each(Object.keys(STORAGE_ERRORS) as StorageErrorCode[])(
    'tell the reader what %s means, and no detail of ours',
    (code) => {
      const sentence = words.problem(code, undefined)
      expect(sentence).toMatch(/^[A-Z].*[.?]$/)
      expect(sentence).not.toMatch(/server|cursor|origin|token|\bid\b|null|undefined/i)
    },
  )
  it('count as English does', () => {
    expect([words.count(0), words.count(1), words.count(1_234)]).toEqual(['0 comments', '1 comment', '1,234 comments'])
    expect([words.moreReplies(1), words.moreReplies(2), words.moreReplies(null)]).toEqual([
      'Show 1 more reply',
      'Show 2 more replies',
      'Show more replies',
    ])
  })
  it('name the field that is missing', () => {
    expect(words.problem('invalid', 'name')).toBe('Please give a name to be shown beside your comment.')
    expect(words.problem('invalid', 'passage.quote')).toBe(words.problem('invalid', undefined))
  })
})
