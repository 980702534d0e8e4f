import { afterEach, describe, expect, it } from 'vitest'
import { findArticle } from '../src/passages/article-root.ts'
import { type ArticleText, readArticle } from '../src/passages/article-text.ts'
import { joinPassages } from '../src/passages/groups.ts'
import { openArticle } from '../src/passages/living-article.ts'
import { passageOf } from '../src/passages/quote.ts'
import { chooseAt, chooseNext } from '../src/passages/choosing.ts'

afterEach(() => document.body.replaceChildren())

function page(html: string): HTMLElement {
  document.body.innerHTML = html
  return document.body
}

function article(html: string): Element {
  page(`<article>${html}</article>`)
  const found = document.querySelector('article')
  if (found === null) throw new Error('There is no article.')
  return found
}

function read(root: Element): ArticleText {
  const steps = readArticle(root)
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}

describe('the text of an article', () => {
  it('has blocks apart and white space folded, whatever the source looks like', () => {
    const pretty = article(`
      <h1>A   title</h1>
      <p>One <em>two</em>
         three.</p>
      <ul><li>first</li><li>second<br>line</li></ul>
      end
    `)
    expect(read(pretty).text).toBe('A title\nOne two three.\nfirst\nsecond\nline\nend')
    const dense = article(
      '<h1>A title</h1><p>One <em>two</em> three.</p><ul><li>first</li><li>second<br>line</li></ul>end',
    )
    expect(read(dense).text).toBe(read(pretty).text)
  })

  it('keeps together what is marked within a word, and apart what a space parts across elements', () => {
    expect(read(article('<p>un<b>believ</b>able <i> thing</i></p>')).text).toBe('unbelievable thing')
  })

  it('leaves out what is not the words of the article', () => {
    const root = article(`<p>Kept.</p><nav>menu</nav><aside>note</aside><script>code()</script><style>p{}</style>
      <template>later</template><button>Press</button><input value="field">
      <p aria-hidden="true">decoration</p><div contenteditable>editor</div><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>
      <p data-afterword-ignore>ignored</p><afterword-comments>thread</afterword-comments><svg><text>drawn</text></svg>`)
    expect(read(root).text).toBe('Kept.\n漢')
  })

  it('has what the page hides for now, or shows to those who listen alone', () => {
    const root = article(`<p>Shown.</p><div hidden>A tab.</div><p hidden="until-found">For the search.</p>
      <p style="display: none">Another tab.</p><details><summary>Closed</summary>Folded.</details>
      <p style="position: absolute; clip-path: inset(50%)">Heard.</p><p style="visibility: hidden">Faded.</p>`)
    expect(read(root).text).toBe('Shown.\nA tab.\nFor the search.\nAnother tab.\nClosed\nFolded.\nHeard.\nFaded.')
  })

  it('leads from any stretch of it to the page and back', () => {
    const text = read(article('<p>One <em>two</em>\n three.</p><p>Four  five</p>'))
    for (let start = 0; start < text.text.length; start++) {
      for (let end = start + 1; end <= text.text.length; end++) {
        const stretch = text.text.slice(start, end)
        if (stretch !== stretch.trim()) continue
        const range = text.rangeOf(start, end)
        expect(range && text.offsetsOf(range), stretch).toEqual({ start, end })
      }
    }
  })

  it('reads a selection that begins or ends at an element, outside or in what is left out', () => {
    const root = article('<p>One two.</p><figure><img alt=""></figure><aside>Not this.</aside><p>Three.</p>')
    document.body.prepend(document.createTextNode('Before '))
    document.body.append(document.createTextNode(' after'))
    const text = read(root)
    const select = (from: Node, at: number, to: Node, until: number): string | null => {
      const range = document.createRange()
      range.setStart(from, at)
      range.setEnd(to, until)
      const found = text.offsetsOf(range)
      return found && text.text.slice(found.start, found.end)
    }
    const [first, last] = root.querySelectorAll('p')
    const aside = root.querySelector('aside')?.firstChild
    const figure = root.querySelector('figure')
    if (!first || !last || !aside || !figure) throw new Error('The page is not as it should be.')
    expect(select(document.body, 0, document.body, document.body.childNodes.length)).toBe('One two.\nThree.')
    expect(select(document.body, 0, first, 1)).toBe('One two.')
    expect(select(root, 1, last, 1)).toBe('Three.')
    expect(select(aside, 0, last, 1)).toBe('Three.')
    expect(select(aside, 0, aside, 3)).toBeNull()
    expect(select(figure, 0, figure, 1)).toBeNull()
    expect(select(document.body, 0, document.body, 1)).toBeNull()
  })

  it('is read where a form’s fields are called like what is asked of an element', () => {
    const root = article(`<form><p>One.</p><input name="parentNode"><input name="firstChild"><input name="nextSibling">
      <input name="closest"><input name="matches"><input name="contains"></form><p>Two.</p>`)
    expect(read(root).text).toBe('One.\nTwo.')
  })

  it('is read however deep the page is', () => {
    const root = article('')
    let inner = root
    for (let depth = 0; depth < 3_000; depth++) inner = inner.appendChild(document.createElement('span'))
    inner.append('Deep down.')
    expect(read(root).text).toBe('Deep down.')
  })

  it('has no place on a page that has changed since', () => {
    const root = article('<p>One two.</p>')
    const text = read(root)
    root.querySelector('p')?.replaceChildren('x')
    expect(text.rangeOf(0, 7)).toBeNull()
    root.replaceChildren()
    expect(text.rangeOf(0, 3)).toBeNull()
    expect(read(root).text).toBe('')
  })

  it.each([
    [-1, 3],
    [3, 3],
    [5, 2],
    [0, 99],
    [Number.NaN, 3],
  ])('has no place for what is none of it: %d to %d', (start, end) => {
    expect(read(article('<p>One two.</p>')).rangeOf(start, end)).toBeNull()
  })
})

describe('the article of a thread', () => {
  const host = (): HTMLElement => {
    const found = document.querySelector<HTMLElement>('x-host')
    if (found === null) throw new Error('There is no thread.')
    return found
  }
  const found = (html: string, selector: string | null = null): string | undefined => {
    page(html)
    return findArticle(host(), selector)?.id
  }

  it('is what the owner names, and nothing else then', () => {
    expect(found('<main id=a><p id=b></p></main><x-host></x-host>', '#b')).toBe('b')
    expect(found('<article id=a></article><x-host></x-host>', '.none')).toBeUndefined()
    expect(found('<article id=a></article><x-host></x-host>', '<<<')).toBeUndefined()
  })
  it('is what the page marks, else the article that holds or comes before it', () => {
    expect(found('<article id=a></article><div id=b data-afterword-article></div><x-host></x-host>')).toBe('b')
    expect(found('<article id=a><article id=c></article><x-host></x-host></article><article id=b></article>')).toBe('a')
    expect(found('<article id=a></article><article id=b></article><x-host></x-host><article id=c></article>')).toBe('b')
    expect(found('<x-host></x-host><article id=a></article>')).toBe('a')
  })
  it('is what is marked for other readers, or the main part of the page', () => {
    expect(found('<main id=m><div id=a itemprop="articleBody"></div></main><x-host></x-host>')).toBe('a')
    expect(found('<main id=m><div id=a class="x e-content"></div></main><x-host></x-host>')).toBe('a')
    expect(found('<main id=m></main><x-host></x-host>')).toBe('m')
    expect(found('<div></div><x-host></x-host>')).toBeUndefined()
  })
  it('is the one in the shadow root that the thread is in, or that is named', () => {
    page('<article id=outer></article><div></div>')
    const box = document.querySelector('div')
    const root = box?.attachShadow({ mode: 'open' })
    if (root === undefined) throw new Error('There is no box.')
    root.innerHTML = '<article id=inner></article><x-host></x-host>'
    const inside = root.querySelector<HTMLElement>('x-host')
    if (inside === null) throw new Error('There is no thread.')
    expect(findArticle(inside, null)?.id).toBe('inner')
    const outside = document.body.appendChild(document.createElement('x-host'))
    expect(findArticle(outside, 'div >>> article')?.id).toBe('inner')
  })
})

describe('comments on one passage', () => {
  const spot = (id: string, start: number, end: number) => ({ id, start, end })
  it('are joined when they overlap by most of both', () => {
    const groups = joinPassages([spot('b', 12, 30), spot('a', 10, 30), spot('c', 10, 16), spot('d', 100, 120)])
    expect(groups.map(({ ids }) => ids)).toEqual([['a', 'b'], ['c'], ['d']])
  })
  it('stay apart when one only touches or holds the other', () => {
    expect(joinPassages([spot('a', 0, 10), spot('b', 10, 20), spot('c', 0, 100)])).toHaveLength(3)
  })
})

describe('words that are chosen without a pointer', () => {
  const text = 'One. Two. Three.\nFour. Five.'
  const chosen = (...steps: Parameters<typeof chooseNext>[2][]): string => {
    let now = chooseAt(text, 0, 'en')
    for (const step of steps) now = chooseNext(text, now, step, 'en')
    return text.slice(now.start, now.end)
  }
  it.each([
    [[], 'One. Two. Three.'],
    [['next-paragraph'], 'Four. Five.'],
    [['next-paragraph', 'next-paragraph'], 'Four. Five.'],
    [['next-sentence'], 'One.'],
    [['next-sentence', 'next-sentence', 'more'], 'Two. Three.'],
    [['next-sentence', 'more', 'less'], 'One.'],
    [['previous-sentence', 'next-sentence'], 'Four.'],
    [['next-paragraph', 'next-sentence', 'previous-sentence'], 'Three.'],
    [['previous-paragraph'], 'One. Two. Three.'],
  ] as const)('%j chooses %s', (steps, words) => {
    expect(chosen(...steps)).toBe(words)
  })
})

describe('a living article', () => {
  function open(root: Element) {
    return openArticle({ root, near: () => 0, changed: () => undefined })
  }
  function on(root: Element, quote: string) {
    const text = read(root)
    const start = text.text.indexOf(quote)
    const passage = passageOf(text, { start, end: start + quote.length })
    if (passage === null) throw new Error(`“${quote}” is not there.`)
    return { id: quote, passage, replies: 0 }
  }

  it('finds passages again while the page is rewritten around them', async () => {
    const root = article(
      '<p>The first words stand here.</p><p>A second paragraph has words of its own.</p><p>The third.</p>',
    )
    const passages = [on(root, 'first words'), on(root, 'words of its own')]
    const living = open(root)
    living.seek(passages)
    living.refresh()
    await living.settled()
    expect(living.placeOf('first words')).toMatchObject({ state: 'exact' })
    const added = document.createElement('p')
    added.textContent = 'Something new above everything.'
    root.prepend(added)
    root.querySelectorAll('p')[1]?.remove()
    living.refresh()
    await living.settled()
    expect(living.placeOf('first words')).toEqual({ state: 'lost' })
    const place = living.placeOf('words of its own')
    expect(place).toMatchObject({ state: 'exact' })
    const range = place && place.state !== 'lost' ? living.text()?.rangeOf(place.start, place.end) : null
    expect(range?.toString()).toBe('words of its own')
    living.stop()
  })

  it('gives back a passage that was lost when its words return', async () => {
    const root = article('<p>The first words stand here, among many others of the kind.</p><p>End.</p>')
    const passages = [on(root, 'first words stand here')]
    const [paragraph] = root.children
    const living = open(root)
    living.seek(passages)
    paragraph?.remove()
    living.refresh()
    await living.settled()
    expect(living.placeOf('first words stand here')).toEqual({ state: 'lost' })
    if (paragraph) root.prepend(paragraph)
    living.refresh()
    await living.settled()
    expect(living.placeOf('first words stand here')).toMatchObject({ state: 'exact' })
    living.stop()
  })

  it('is rewritten while passages are looked for, and settles on what is there in the end', async () => {
    const root = article(
      Array.from({ length: 300 }, (_, i) => `<p>Paragraph ${i} speaks of the matter number ${i}.</p>`).join(''),
    )
    const passages = Array.from({ length: 300 }, (_, i) => on(root, `matter number ${i}.`))
    const living = open(root)
    living.seek(passages)
    for (let i = 0; i < 20; i++) {
      root.firstElementChild?.remove()
      living.refresh()
      await new Promise((resolve) => setTimeout(resolve))
    }
    await living.settled()
    expect(living.placeOf('matter number 3.')).toEqual({ state: 'lost' })
    const place = living.placeOf('matter number 200.')
    const range = place && place.state !== 'lost' ? living.text()?.rangeOf(place.start, place.end) : null
    expect(range?.toString()).toBe('matter number 200.')
    living.stop()
  })

  it('is nobody’s trouble when it is empty, or one word, or very long', async () => {
    for (const html of ['', '<p></p>', `<p>${'x'.repeat(300_000)}</p>`, `<p>${'word '.repeat(200_000)}</p>`]) {
      const root = article(html)
      const living = open(root)
      living.seek([
        { id: 'a', replies: 0, passage: { quote: 'gone', selectors: [{ type: 'TextQuoteSelector', exact: 'gone' }] } },
      ])
      await living.settled()
      expect(living.placeOf('a') ?? { state: 'lost' }).toEqual({ state: 'lost' })
      living.stop()
    }
  })

  it('does not believe hostile selectors', async () => {
    const root = article('<p>Some words of an article.</p>')
    const living = open(root)
    const hostile = [
      [],
      [{ type: 'TextPositionSelector', start: -5, end: 1e12 }],
      [{ type: 'TextPositionSelector', start: 0, end: 10 }],
      [{ type: 'TextQuoteSelector', exact: '' }],
      [{ type: 'TextQuoteSelector', exact: '\u{d800}' }],
      [{ type: 'TextQuoteSelector', exact: 'x'.repeat(900) }],
      [{ type: 'TextQuoteSelector', exact: '.*(a+)+$' }],
    ] as const
    living.seek(hostile.map((selectors, i) => ({ id: `${i}`, replies: 0, passage: { quote: 'x', selectors } })))
    await living.settled()
    hostile.forEach((_, i) => expect(living.placeOf(`${i}`), `${i}`).toEqual({ state: 'lost' }))
    living.stop()
  })
})

describe('the quote of a passage', () => {
  it('has the first and the last words of a long one, and is none of what cannot be seen', () => {
    const root = article(`<p>Begin ${'middle '.repeat(400)}end.</p>`)
    const text = read(root)
    const passage = passageOf(text, { start: 0, end: text.text.length })
    expect([...(passage?.quote ?? '')]).toHaveLength(1_000)
    expect(passage?.quote).toMatch(/^Begin middle .* … .*middle end\.$/)
    expect(JSON.stringify(passage?.selectors).length).toBeLessThanOrEqual(1_000)
    const invisible = read(article('<p>\u200b\u200b\u2060</p>'))
    expect(passageOf(invisible, { start: 0, end: invisible.text.length })).toBeNull()
  })
})
