import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describePassage, findPassage, indexArticle, type FoundPassage } from '../src/index.ts'

/** The same made-up texts each time: among all there are some in which chance makes two places alike. */
const RUNS = { numRuns: 30, seed: 3 }

/** Between paragraphs. */
const BREAK = '\n\n'

interface Script {
  readonly letters: readonly [first: number, last: number]
  /** Letters of a word, at least and at most. */
  readonly word: readonly [least: number, most: number]
  readonly space: string
}

const SCRIPTS: Readonly<Record<string, Script>> = {
  Latin: { letters: [0x61, 0x7a], word: [2, 8], space: ' ' },
  Cyrillic: { letters: [0x430, 0x44f], word: [2, 8], space: ' ' },
  Arabic: { letters: [0x627, 0x648], word: [2, 7], space: ' ' },
  Hebrew: { letters: [0x5d0, 0x5ea], word: [2, 6], space: ' ' },
  Hangul: { letters: [0xac00, 0xb098], word: [1, 4], space: ' ' },
  Han: { letters: [0x4e00, 0x5100], word: [1, 2], space: '' },
  Kana: { letters: [0x3042, 0x3093], word: [2, 4], space: '' },
  Thai: { letters: [0xe01, 0xe2e], word: [3, 6], space: '' },
}

/** Paragraphs of made-up words, of which some are frequent, as in any language; every seed has its own. */
function paragraphs({ letters: [first, last], word: [least, most], space }: Script): fc.Arbitrary<string[]> {
  return fc.noShrink(fc.uuid()).map((seed) => {
    let state = Number.parseInt(seed.slice(0, 8), 16)
    const below = (limit: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return Math.floor((state / 2 ** 32) * limit)
    }
    const letter = (): string => String.fromCharCode(first + below(last - first + 1))
    const vocabulary = Array.from({ length: 150 }, () =>
      Array.from({ length: least + below(most - least + 1) }, letter).join(''),
    )
    const frequent = (): string => vocabulary[Math.floor(below(1_000) * below(1_000) * 0.000_15)] ?? ''
    return Array.from({ length: 6 }, () => Array.from({ length: 25 + below(15) }, frequent).join(space))
  })
}

function sought(before: string, quote: string, after: string): FoundPassage {
  const start = before.indexOf(quote)
  return findPassage(indexArticle(after), describePassage(before, start, start + quote.length))
}

function words(text: string, found: FoundPassage): string {
  return found.state === 'lost' ? '' : text.slice(found.start, found.end)
}

describe.each(Object.entries(SCRIPTS))('a passage in %s', (_, script) => {
  const article = paragraphs(script)

  it('is found when everything before it was rewritten', () => {
    fc.assert(
      fc.property(article, article, (own, others) => {
        const quote = own[5] ?? ''
        const after = [...others.slice(0, 4), ...own.slice(4)].join(BREAK)
        expect(words(after, sought(own.join(BREAK), quote, after))).toBe(quote)
      }),
      RUNS,
    )
  })

  it('is found where its paragraph was moved to', () => {
    fc.assert(
      fc.property(article, (own) => {
        const quote = own[1] ?? ''
        const after = [own[0], ...own.slice(2), quote].join(BREAK)
        expect(words(after, sought(own.join(BREAK), quote, after))).toBe(quote)
      }),
      RUNS,
    )
  })

  it('is found with new words in its middle', () => {
    fc.assert(
      fc.property(article, article, (own, others) => {
        const quote = own[2] ?? ''
        const middle = Math.floor(quote.length / 2)
        const changed = quote.slice(0, middle) + (others[0] ?? '').slice(0, 6) + quote.slice(middle)
        const after = own.join(BREAK).replace(quote, changed)
        const found = sought(own.join(BREAK), quote, after)
        expect(found.state).toBe('changed')
        expect(words(after, found)).toBe(changed)
      }),
      RUNS,
    )
  })

  it('is lost when its paragraph was deleted', () => {
    fc.assert(
      fc.property(article, (own) => {
        const quote = own[3] ?? ''
        const after = own.filter((paragraph) => paragraph !== quote).join(BREAK)
        expect(sought(own.join(BREAK), quote, after)).toEqual({ state: 'lost' })
      }),
      RUNS,
    )
  })

  it('is lost when it was deleted and the same words stand, as they did, in another place', () => {
    fc.assert(
      fc.property(article, (own) => {
        const [one = '', two = '', three = '', four = ''] = own
        const repeated = own[4] ?? ''
        const before = [one, repeated, two, three, repeated, four].join(BREAK)
        const after = [one, two, three, repeated, four].join(BREAK)
        const start = one.length + BREAK.length
        const selectors = describePassage(before, start, start + repeated.length)
        expect(findPassage(indexArticle(after), selectors)).toEqual({ state: 'lost' })
        const kept = before.lastIndexOf(repeated)
        const other = describePassage(before, kept, kept + repeated.length)
        expect(words(after, findPassage(indexArticle(after), other))).toBe(repeated)
      }),
      RUNS,
    )
  })

  it('of another article is lost', () => {
    fc.assert(
      fc.property(article, article, (own, others) => {
        fc.pre(own[0] !== others[0])
        expect(sought(own.join(BREAK), own[2] ?? '', others.join(BREAK))).toEqual({ state: 'lost' })
      }),
      RUNS,
    )
  })

  it('has selectors of at most 1,000 bytes', () => {
    fc.assert(
      fc.property(article, fc.nat(), fc.nat(), (own, a, b) => {
        const text = own.join(BREAK)
        const start = a % text.length
        const json = JSON.stringify(describePassage(text, start, start + 1 + (b % (text.length - start))))
        expect(new TextEncoder().encode(json).length).toBeLessThanOrEqual(1_000)
      }),
    )
  })
})
