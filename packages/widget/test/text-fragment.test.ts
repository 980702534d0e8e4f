import type { Comment } from '@afterword/storage'
import { parseMarkdown } from '@afterword/markdown'
import { describe, expect, it } from 'vitest'
import { textFragment } from '../src/helpers/text-fragment.ts'

function comment(source: string): Comment {
  return {
    id: '01890a5d-ac96-774b-bcce-b302099a8057',
    parent: null,
    root: '01890a5d-ac96-774b-bcce-b302099a8057',
    depth: 0,
    seq: 1,
    version: 1,
    status: 'published',
    createdAt: 0,
    editedAt: null,
    author: { id: 'ada', name: 'Ada', guest: true },
    body: { source, content: parseMarkdown(source) },
    passage: null,
    reactions: {},
  }
}

const wordsIn = (fragment: string): string => decodeURIComponent(fragment.slice(':~:text='.length))

describe('the text fragment of a link', () => {
  it('is the comment as it is read, without its marks', () => {
    expect(wordsIn(textFragment(comment('**Bold** words and `code`.')))).toBe('Bold words and code.')
  })

  it('hides what means something else in a directive', () => {
    expect(textFragment(comment('well-known, a & b'))).toBe(':~:text=well%2Dknown%2C%20a%20%26%20b')
  })

  it('ends after a whole word when there are many', () => {
    const words = wordsIn(textFragment(comment('fourteen letters '.repeat(30))))
    expect(words.length).toBeLessThanOrEqual(60)
    expect(words).toMatch(/(fourteen|letters)$/)
  })

  it('ends after a whole word in a script without spaces', () => {
    const words = wordsIn(textFragment(comment('私たちは昨日、東京の大きな公園で友達に会いました。'.repeat(5))))
    expect(words.length).toBeGreaterThan(20)
    expect('私たちは昨日、東京の大きな公園で友達に会いました。'.repeat(5).startsWith(words)).toBe(true)
  })

  it('stays within one line of one block', () => {
    expect(wordsIn(textFragment(comment('> - quoted item\n\nafter')))).toBe('quoted item')
    expect(wordsIn(textFragment(comment('one line  \nanother')))).toBe('one line')
  })

  it('is empty when there are no words to find: a word too long, code alone, a tombstone, lone surrogates aside', () => {
    expect(textFragment(comment('x'.repeat(10_000)))).toBe('')
    expect(textFragment(comment('```\ncode\n```'))).toBe('')
    expect(textFragment({ ...comment('gone'), body: null })).toBe('')
    const half = { source: '', content: [{ type: 'p' as const, children: ['half \ud83d a pair'] }] }
    expect(wordsIn(textFragment({ ...comment(''), body: half }))).toBe('half \ufffd a pair')
  })
})
