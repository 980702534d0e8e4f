import { describe, expect, it } from 'vitest'
import { createRuns } from '../src/helpers/runs.ts'

interface Item {
  readonly id: number
}

const many = (count: number, from = 0): Item[] => Array.from({ length: count }, (_, i) => ({ id: from + i }))

describe('a long list in runs', () => {
  it('changes one run when one item comes first, last or in between, or goes', () => {
    const items = many(1_000)
    expect(createRuns<Item>(10)(items)).toHaveLength(100)
    for (const next of [
      [{ id: -1 }, ...items],
      [...items, { id: -2 }],
      items.toSpliced(505, 0, { id: -3 }),
      items.toSpliced(505, 1),
      items.slice(1),
    ]) {
      const now = createAgain(items, next)
      expect(now.changed).toBeLessThanOrEqual(2)
    }
  })

  it('leaves an item in its run, so that it is not drawn anew, when the first one goes', () => {
    const cut = createRuns<Item>(5)
    const items = many(15)
    const [, second] = cut(items)
    const [, after] = cut(items.toSpliced(5, 1))
    expect(after?.key).toBe(second?.key)
  })

  it('draws a run anew whose items changed places, and no other', () => {
    const cut = createRuns<Item>(5)
    const items = many(15)
    const [first, second, third] = cut(items)
    const [a, b, c] = cut([...items.slice(0, 5), ...items.slice(5, 10).toReversed(), ...items.slice(10)])
    expect([a, c]).toEqual([first, third])
    expect(b?.key).not.toBe(second?.key)
    expect(b?.items).toEqual(items.slice(5, 10).toReversed())
  })

  it('holds every item once, in order, under keys of its own, whatever becomes of the list', () => {
    const pool = many(60)
    const random = numbers(7)
    for (let round = 0; round < 500; round++) {
      const cut = createRuns<Item>(1 + Math.floor(random() * 9))
      for (let step = 0; step < 6; step++) {
        const list = pool.filter(() => random() < 0.6).toSorted(() => (random() < 0.9 ? 0 : random() - 0.5))
        const runs = cut(list)
        expect(runs.flatMap(({ items }) => items)).toEqual(list)
        expect(new Set(runs.map(({ key }) => key)).size).toBe(runs.length)
      }
    }
  })
})

/** Numbers from 0 to 1 that are the same each time. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

function createAgain(first: readonly Item[], next: readonly Item[]): { readonly changed: number } {
  const cut = createRuns<Item>(10)
  const before = new Set(cut(first))
  return { changed: cut(next).filter((run) => !before.has(run)).length }
}
