import { type Passage, newCommentId, parseNewComment } from '@afterword/storage'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { passageOf } from '../src/passages/quote.ts'

const take = (passage: Passage): Passage | undefined =>
  parseNewComment({ id: newCommentId(), parent: null, source: 'Words.', passage }).passage

describe('a passage that a reader chose', () => {
  it('is one that every store takes, wherever it begins and however long it is', () => {
    const word = fc.oneof(
      fc.lorem({ maxCount: 4 }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('\n', ' … ', '…', '权重', '👩‍👩‍👧', 'ä'),
    )
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 400, size: 'max' }), fc.nat(), fc.nat(), (words, a, b) => {
        const text = words.join(' ').replaceAll('\0', '')
        const start = a % text.length
        const end = start + 1 + (b % (text.length - start))
        const passage = passageOf({ text }, { start, end })
        if (passage !== null) expect(take(passage)).toEqual(passage)
      }),
      // The first failure is told as it is: shrinking a text takes longer than a test may.
      { numRuns: 300, endOnFailure: true },
    )
  })
})
