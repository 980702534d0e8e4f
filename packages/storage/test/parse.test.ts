import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  StorageError,
  checkSource,
  cleanName,
  isStorageError,
  newCommentId,
  parseComment,
  parseContent,
  parseLocation,
  parseNewComment,
  parseOpenThread,
  parseProblem,
  parseSlice,
  parseThreadEvent,
  parseViewer,
} from '../src/index.ts'

const ID = newCommentId()

const COMMENT = {
  id: ID,
  parent: null,
  root: ID,
  depth: 0,
  seq: 1,
  version: 1,
  status: 'published',
  createdAt: 1,
  editedAt: null,
  author: { id: 'a', name: 'Ada', guest: true },
  body: { source: 'x', content: [{ type: 'p', children: ['x'] }] },
  passage: null,
  reactions: {},
}

const p = (...children: unknown[]): unknown => [{ type: 'p', children }]

function codeOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    return isStorageError(error) ? error.code : `threw ${String(error)}`
  }
  return 'taken'
}

describe('what a store answers', () => {
  it('is taken as it is meant, without what a newer server adds', () => {
    expect(parseComment({ ...COMMENT, mood: 'good', author: { ...COMMENT.author, karma: 3 } })).toEqual(COMMENT)
  })

  it.each([
    ['no object', null],
    ['an id that is none', { ...COMMENT, id: 'x' }],
    ['a status of another world', { ...COMMENT, status: 'gilded' }],
    ['a number below zero', { ...COMMENT, seq: -1 }],
    ['a number that is none', { ...COMMENT, createdAt: Number.NaN }],
    ['a body of nothing', { ...COMMENT, body: {} }],
    ['an author without a name', { ...COMMENT, author: { id: 'a', guest: true } }],
  ])('is refused with the field: %s', (_what, value) => {
    expect(codeOf(() => parseComment(value))).toBe('invalid')
  })

  it('keeps a passage of which a newer store tells more', () => {
    const quote = { type: 'TextQuoteSelector', exact: 'words', prefix: 'some ' }
    const passage = {
      quote: 'words',
      language: 'en',
      selectors: [
        { ...quote, refinedBy: null },
        { type: 'SvgSelector', value: '<svg/>' },
        { type: 'RangeSelector', startSelector: quote, endSelector: { type: 'CssSelector' } },
      ],
    }
    expect(parseComment({ ...COMMENT, passage }).passage).toEqual({ quote: 'words', selectors: [quote] })
    for (const selectors of [undefined, 'all', [null], [{ type: 'TextPositionSelector', start: -1, end: 3 }]]) {
      expect(codeOf(() => parseComment({ ...COMMENT, passage: { ...passage, selectors } }))).toBe('invalid')
    }
  })

  it('names the field by its path', () => {
    const slice = {
      comments: [COMMENT, { ...COMMENT, author: { ...COMMENT.author, name: 3 } }],
      branches: [],
      previous: null,
      next: null,
    }
    expect(() => parseSlice(slice)).toThrow(expect.objectContaining({ field: 'comments.1.author.name' }) as Error)
  })

  it('does not reach a prototype by any key', () => {
    const hostile: unknown = JSON.parse(`{"__proto__": {"polluted": 1}, "constructor": 2}`)
    const { reactions } = parseComment({ ...COMMENT, reactions: JSON.parse('{"__proto__": 4, "constructor": 2}') })
    expect(Object.getPrototypeOf(reactions)).toBeNull()
    expect(reactions['__proto__']).toBe(4)
    expect(codeOf(() => parseComment(hostile))).toBe('invalid')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('is never more than was asked for', () => {
    const comments = Array.from({ length: 5_000 }, () => COMMENT)
    expect(codeOf(() => parseSlice({ comments, branches: [], previous: null, next: null }))).toBe('invalid')
  })

  it('throws nothing but a StorageError, whatever it is', () => {
    const parsers = [
      parseComment,
      parseSlice,
      parseOpenThread,
      parseLocation,
      parseViewer,
      parseThreadEvent,
      parseProblem,
      parseNewComment,
    ]
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }),
        (value) => {
          for (const parse of parsers) expect(codeOf(() => parse(value))).toMatch(/^(?:invalid|too-long)$/)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('throws nothing else when only a part of it is wrong', () => {
    const keys = Object.keys(COMMENT)
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.anything(), (key, value) => {
        expect(codeOf(() => parseComment({ ...COMMENT, [key]: value }))).toMatch(/^(?:invalid|too-long|taken)$/)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a content tree', () => {
  it.each([
    ['an element of another kind', [{ type: 'script', children: [] }]],
    ['a link to a script', p({ type: 'a', href: 'javascript:alert(1)', children: ['x'] })],
    ['a link with a line end in it', p({ type: 'a', href: 'https://example.org/\njavascript:', children: ['x'] })],
    ['a link to data', p({ type: 'a', href: 'data:text/html,x', children: ['x'] })],
    ['an inline where a block must be', ['text']],
    ['a block where an inline must be', p({ type: 'p', children: [] })],
    ['an item outside of a list', [{ type: 'li', children: [] }]],
    ['more than 2,000 nodes', [{ type: 'p', children: Array.from({ length: 2_001 }, () => 'x') }]],
  ])('is refused: %s', (_what, tree) => {
    expect(codeOf(() => parseContent(tree, 'content'))).toBe('invalid')
  })

  it('is refused below twelve levels, without going down further', () => {
    let quote: unknown = { type: 'hr' }
    for (let level = 0; level < 20_000; level++) quote = { type: 'blockquote', children: [quote] }
    expect(codeOf(() => parseContent([quote], 'content'))).toBe('invalid')
    let deep: unknown = { type: 'hr' }
    for (let level = 1; level < 12; level++) deep = { type: 'blockquote', children: [deep] }
    expect(codeOf(() => parseContent([deep], 'content'))).toBe('taken')
  })
})

describe('a name', () => {
  it.each([
    ['  Ada   Lovelace ', 'Ada Lovelace'],
    ['\u202egnorw\u202c', 'gnorw'],
    ['a\u200bb\u00adc', 'abc'],
    ['José', 'José'],
    ['👩‍👩‍👧', '👩‍👩‍👧'],
    ['می‌خواهم', 'می‌خواهم'],
  ])('%j is shown as %j', (name, shown) => {
    expect(cleanName(name)).toBe(shown)
  })

  it.each([['\u3164'], ['\u2800\u2800'], ['\u200d'], ['']])('%j shows nothing and is refused', (name) => {
    expect(codeOf(() => cleanName(name))).toBe('invalid')
  })

  it('is counted in what a reader calls characters', () => {
    expect(codeOf(() => cleanName('👨‍👩‍👧‍👦'.repeat(64)))).toBe('taken')
    expect(codeOf(() => cleanName('👨‍👩‍👧‍👦'.repeat(65)))).toBe('too-long')
    expect(codeOf(() => cleanName(`a${'\u0301'.repeat(100_000)}`))).toBe('too-long')
  })
})

const folder = join(import.meta.dirname, '../../../../shared/data/hostile')

describe.skipIf(!existsSync(folder))('hostile inputs', () => {
  const inputs = existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.jsonl'))
        .flatMap((file) => readFileSync(join(folder, file), 'utf8').trim().split('\n'))
        .map((line) => (JSON.parse(line) as { input?: string }).input)
        .filter((input) => input !== undefined)
    : []

  it('are names or are refused, and leave no bidi control behind', () => {
    for (const input of inputs) {
      let name: string | undefined
      try {
        name = cleanName(input)
      } catch (error) {
        expect(error).toBeInstanceOf(StorageError)
      }
      if (name !== undefined) expect(name).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
    }
    expect(inputs.length).toBeGreaterThan(1_000)
  })

  it('are words, unchanged, or are refused', () => {
    for (const input of inputs) {
      try {
        expect(checkSource(input)).toBe(input)
      } catch (error) {
        expect(error).toBeInstanceOf(StorageError)
      }
    }
  })
})
