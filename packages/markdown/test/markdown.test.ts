import fc from 'fast-check'
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5'
import { describe, expect, it } from 'vitest'
import {
  LIMITS,
  MarkdownError,
  hostToShow,
  parseMarkdown,
  toHtml,
  toText,
  type Block,
  type Inline,
} from '../src/index.ts'
import { hostileBodies } from './hostile.ts'

const html = (source: string): string => toHtml(parseMarkdown(source))

describe('what readers write', () => {
  it('keeps a line end as a line end', () => {
    expect(html('one\ntwo')).toBe('<p>one<br>two</p>')
  })
  it('knows emphasis, strong words, deletions and code', () => {
    expect(html('*a* **b** ~~c~~ `d`')).toBe('<p><em>a</em> <strong>b</strong> <del>c</del> <code>d</code></p>')
  })
  it('makes every heading a small one', () => {
    expect(html('# A\n\n###### B')).toBe('<h4>A</h4>\n<h4>B</h4>')
  })
  it('keeps the number that a list starts with', () => {
    expect(html('3. c\n4. d')).toBe('<ol start="3"><li><p>c</p></li><li><p>d</p></li></ol>')
  })
  it('keeps the language of a code block', () => {
    expect(parseMarkdown('```ts\nx < 1\n```')).toEqual([{ type: 'pre', text: 'x < 1', lang: 'ts' }])
  })
  it('shows HTML as the text that it is', () => {
    expect(html('<img src=x onerror=alert(1)>')).toBe('<p>&lt;img src=x onerror=alert(1)&gt;</p>')
  })
  it('makes an image a link to it', () => {
    expect(parseMarkdown('![a cat](https://example.org/cat.png)')).toEqual([
      { type: 'p', children: [{ type: 'a', href: 'https://example.org/cat.png', children: ['a cat'] }] },
    ])
  })
  it('keeps a table and a link definition as typed, since a reader would miss the words', () => {
    expect(toText(parseMarkdown('a | b\n--|--\nc | d'))).toBe('a | b\n--|--\nc | d')
    expect(toText(parseMarkdown('[x]: https://example.org "t"'))).toContain('https://example.org')
  })
})

describe('links', () => {
  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//example.org',
    '/x',
    'https://user:pw@example.org/',
  ])('leaves %s as text', (href) => {
    expect(html(`[x](${href})`)).not.toContain(`<a href="${href}`)
    expect(toText(parseMarkdown(`[words](${href})`))).toContain('words')
  })
  it('follows http, https and mailto', () => {
    for (const href of ['http://example.org/', 'https://example.org/a?b=c', 'mailto:a@example.org']) {
      expect(html(`[x](${href})`)).toBe(`<p><a href="${href}" rel="ugc nofollow noopener">x</a></p>`)
    }
  })
  it('says the host when the words look like another address', () => {
    expect(html('[bank.example](https://evil.example/)')).toContain('</a> (evil.example)')
    expect(hostToShow('https://www.example.org/a', 'example.org')).toBeNull()
    expect(hostToShow('https://example.org/', 'see here')).toBeNull()
    expect(hostToShow('https://example.org:8443/', 'Example.ORG:8443, version 1.2')).toBeNull()
    expect(hostToShow('https://evil.example/', 'evil.example, or bank.example.')).toBe('evil.example')
    expect(hostToShow('https://evil.example/', 'банк.рф1')).toBe('evil.example')
  })
})

describe('as text', () => {
  it('marks quotes and lists, and says where a link leads', () => {
    expect(toText(parseMarkdown('> a\n> b\n\n1. x\n2. y\n\n[here](https://example.org/)'))).toBe(
      '> a\n> b\n\n1. x\n2. y\n\nhere <https://example.org/>',
    )
  })
  it('does not say an address twice', () => {
    expect(toText(parseMarkdown('https://example.org/'))).toBe('https://example.org/')
  })
})

describe('limits', () => {
  it('refuses more than 10,000 characters, counted as code points', () => {
    expect(() => parseMarkdown('a'.repeat(10_001))).toThrow(expect.objectContaining({ code: 'too-long' }) as Error)
    expect(parseMarkdown('😀'.repeat(10_000))).toHaveLength(1)
  })
  it.each(['\0', 'a\ud800', '\udc00b'])('refuses NUL and half characters', (source) => {
    expect(() => parseMarkdown(source)).toThrow(MarkdownError)
  })
  it('flattens what is nested too deep, without losing its words', () => {
    const tree = parseMarkdown(`${'> '.repeat(60)}deep`)
    expect(depthOf(tree)).toBeLessThanOrEqual(LIMITS.depth)
    expect(toText(tree)).toContain('deep')
  })
  it('stops making nodes at the limit, without losing words', () => {
    const tree = parseMarkdown('*a* '.repeat(2_500))
    expect(nodesOf(tree)).toBeLessThanOrEqual(LIMITS.nodes)
    expect(toText(tree).match(/a/g)).toHaveLength(2_500)
  })
  it('keeps every paragraph of thousands', () => {
    const tree = parseMarkdown('a\n\n'.repeat(3_000))
    expect(nodesOf(tree)).toBeLessThanOrEqual(LIMITS.nodes)
    expect(toText(tree).match(/a/g)).toHaveLength(3_000)
  })
})

describe('any text at all', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 400 }),
    fc.string({ unit: fc.constantFrom(...'*_`~[]()<>!#-+.>1 \n\tab&"\'\\|'.split('')), maxLength: 300 }),
  )

  it('becomes a tree within the limits, and HTML of the few elements only', () => {
    fc.assert(
      fc.property(anything, (source) => {
        fc.pre(source.isWellFormed() && !source.includes('\0'))
        const tree = parseMarkdown(source)
        expect(depthOf(tree)).toBeLessThanOrEqual(LIMITS.depth)
        expect(nodesOf(tree)).toBeLessThanOrEqual(LIMITS.nodes)
        expectHarmless(toHtml(tree))
      }),
      { numRuns: 500 },
    )
  })
  it('keeps every letter that was written', () => {
    fc.assert(
      fc.property(anything, (source) => {
        fc.pre(source.isWellFormed() && !source.includes('\0'))
        const text = toText(parseMarkdown(source))
        const letters = (of: string): number => of.match(/[ab]/g)?.length ?? 0
        expect(letters(text)).toBeGreaterThanOrEqual(letters(source.replace(/`{3,}[^\n`]*/g, '')))
      }),
      { numRuns: 500 },
    )
  })
})

const hostile = hostileBodies()

describe.skipIf(hostile.length === 0)('hostile inputs', () => {
  it('are all harmless', () => {
    for (const { body } of hostile) {
      if (!body.isWellFormed() || body.includes('\0')) continue
      const tree = parseMarkdown(body)
      expect(nodesOf(tree)).toBeLessThanOrEqual(LIMITS.nodes)
      expect(depthOf(tree)).toBeLessThanOrEqual(LIMITS.depth)
      expectHarmless(toHtml(tree))
    }
    expect(hostile.length).toBeGreaterThan(1_000)
  })
})

const ELEMENTS = new Set('p h4 blockquote ul ol li pre code hr em strong del a br'.split(' '))
const ATTRIBUTES = new Set(['href', 'rel', 'start', 'class'])

function expectHarmless(markup: string): void {
  const errors: string[] = []
  const fragment = parseFragment(markup, { onParseError: ({ code }) => errors.push(code) })
  expect(errors.filter((code) => !code.includes('character') && !code.includes('doctype'))).toEqual([])
  const walk = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('tagName' in node) {
      expect(ELEMENTS).toContain(node.tagName)
      for (const { name, value } of node.attrs) {
        expect(ATTRIBUTES).toContain(name)
        if (name === 'href') expect(value).toMatch(/^(?:https?:\/\/|mailto:)/)
      }
    }
    if ('childNodes' in node) for (const child of node.childNodes) walk(child)
  }
  walk(fragment)
}

function depthOf(nodes: readonly (Block | Inline | { type: 'li'; children: readonly Block[] })[]): number {
  return Math.max(
    0,
    ...nodes.map((node) =>
      typeof node === 'string' || !('children' in node)
        ? 1
        : (node.type === 'ul' || node.type === 'ol' ? 0 : 1) + depthOf(node.children),
    ),
  )
}

function nodesOf(nodes: readonly (Block | Inline | { type: 'li'; children: readonly Block[] })[]): number {
  let total = 0
  for (const node of nodes)
    total += 1 + (typeof node === 'string' || !('children' in node) ? 0 : nodesOf(node.children))
  return total
}
