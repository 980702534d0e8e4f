import { LIMITS, isStorageError } from '@afterword/storage'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readReplyCursor, readRootCursor, replyCursor, rootCursor } from '../src/services/cursor.ts'
import { pathBelow, pathOf, rootPathOf, seqsOf } from '../src/services/path.ts'

const toward = fc.constantFrom('next', 'previous')
const order = fc.constantFrom('newest', 'oldest', 'top')
const number = fc.nat(2 ** 40)
const thread = fc.integer({ min: 1, max: 2 ** 40 })
const path = fc
  .uniqueArray(fc.integer({ min: 1, max: 2 ** 32 }), { minLength: 1, maxLength: LIMITS.threadDepth + 1 })
  .map((seqs) => pathOf(seqs.toSorted((a, b) => a - b)))

it('reads back every cursor that it made', () => {
  fc.assert(
    fc.property(thread, order, toward, number, number, (id, by, way, score, seq) => {
      const cursor = { order: by, from: { place: { score, seq }, toward: way } } as const
      expect(readRootCursor(id, rootCursor(id, cursor))).toEqual(cursor)
    }),
  )
  fc.assert(
    fc.property(thread, toward, path, (id, way, place) => {
      const from = { place, toward: way } as const
      const cursor = replyCursor(id, from)
      expect(cursor.length).toBeLessThanOrEqual(LIMITS.cursorCharacters)
      expect(readReplyCursor(id, cursor)).toEqual(from)
    }),
  )
})

it('reads nothing else, whatever it is', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String()), (text) => {
      for (const read of [readRootCursor, readReplyCursor]) {
        expect(() => read(1, text)).toThrow(
          expect.toSatisfy((error: unknown) => isStorageError(error) && error.code === 'bad-cursor'),
        )
      }
    }),
  )
})

it('sorts paths as the tree is read', () => {
  const root = pathOf([1])
  const [a, b] = [pathBelow(root, 35), pathBelow(root, 36 ** 7)]
  const below = [pathBelow(a, 36), pathBelow(a, 37)]
  const reading = [root, a, ...below, b, pathOf([2])]
  expect(reading.toReversed().toSorted()).toEqual(reading)
  expect(seqsOf(b)).toEqual([1, 36 ** 7])
  expect(rootPathOf(b)).toBe(root)
})
