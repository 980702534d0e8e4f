import { describe, expect, it } from 'vitest'
import { align } from '../src/align.ts'
import { indexArticle, PAIRS } from '../src/article.ts'
import { describePassage, findPassage } from '../src/index.ts'
import { readPattern } from '../src/pattern.ts'
import { findWindows } from '../src/windows.ts'

const ARTICLES: Readonly<Record<string, string>> = {
  'is empty': '',
  'is one word of 200,000 letters': 'x'.repeat(200_000),
  'is one character 200,000 times': '木'.repeat(200_000),
  'is one word 200,000 times': 'word '.repeat(200_000),
  'has 200,000 words': Array.from({ length: 200_000 }, (_, i) => `w${(i * 7_919) % 5_003}`).join(' '),
}

describe.each(Object.entries(ARTICLES))('an article that %s', (_, text) => {
  const article = indexArticle(text)
  const quotes = ['word '.repeat(300), '木'.repeat(900), 'w1 w2 w3', 'x'.repeat(5_000), 'nothing of the kind']

  it.each(quotes)('is searched in few and short parts', (exact) => {
    const pattern = readPattern(article, { exact, prefix: 'word '.repeat(400), suffix: 'w4 w5' })
    expect(pattern.ids.length).toBeLessThanOrEqual(400)
    const windows = findWindows(article, pattern, 0, 5)
    expect(windows.length).toBeLessThanOrEqual(5)
    for (const window of windows) {
      expect(window.to - window.from).toBeLessThanOrEqual(600)
      align(article, pattern, window, 0, pattern.ids.length)
      // Nothing was written where the room for pairs ends.
      expect(article.scratch.scores[PAIRS - 1]).toBe(0)
    }
    expect(article.heads.every((head) => head === 0)).toBe(true)
    expect(article.votes.every((vote) => vote === 0)).toBe(true)
  })

  it('has its own passages and no other', () => {
    for (const [start, end] of [
      [0, 10],
      [99_990, 100_010],
      [10, 150_000],
    ] as const) {
      if (end > text.length) continue
      const found = findPassage(article, describePassage(text, start, end))
      expect(found).toMatchObject({ state: 'exact', start, end })
    }
    const other = 'Guardrails can be tuned away by anybody who owns a graphics card and a free evening.'
    expect(findPassage(article, describePassage(other, 20, 60))).toEqual({ state: 'lost' })
  })
})
