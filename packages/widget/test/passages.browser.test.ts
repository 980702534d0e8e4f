import { type Passage, type StorageAdapter, StorageError, newCommentId } from '@afterword/storage'
import { type MemoryStore, memoryAdapter, memoryStore } from '@afterword/storage/memory'
import { parseMarkdown } from '@afterword/markdown'
import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AfterwordComments } from '../src/define.ts'
import '../src/define.ts'
import { lineTo } from './reader.ts'

const ARTICLE = `<article lang="en">
  <h1>The weights got out</h1>
  <p>A leaked document can be read once and forgotten. Leaked weights are different. They are the whole machine.</p>
  <p>Until then the best models stood behind doors. It is a comfortable arrangement for whoever owns the door.</p>
  <p>Somebody was sent a link, <em>and passed it on</em>.</p>
</article>`

/** Waits as long as a busy machine needs: pages are read when the browser has nothing better to do. */
function until<T>(condition: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(condition, { timeout: 20_000 })
}

const unhandled: unknown[] = []
const note = (event: ErrorEvent | PromiseRejectionEvent): void => void unhandled.push(event)

beforeEach(() => {
  unhandled.length = 0
  addEventListener('error', note)
  addEventListener('unhandledrejection', note)
})
afterEach(async () => {
  document.body.replaceChildren()
  document.getSelection()?.removeAllRanges()
  await new Promise((resolve) => setTimeout(resolve))
  removeEventListener('error', note)
  removeEventListener('unhandledrejection', note)
  expect(unhandled).toEqual([])
  localStorage.clear()
})

const adapterOf = (store: MemoryStore, id: string): StorageAdapter =>
  memoryAdapter({ store, viewer: { id, guest: true }, parse: parseMarkdown })

function on(exact: string, prefix = '', suffix = ''): Passage {
  return { quote: exact, selectors: [{ type: 'TextQuoteSelector', exact, prefix, suffix }] }
}

interface Shown {
  readonly element: AfterwordComments
  readonly article: HTMLElement
  readonly other: StorageAdapter
  post(source: string, passage?: Passage): Promise<string>
  find<E extends HTMLElement = HTMLElement>(selector: string): Promise<E>
  all(selector: string): HTMLElement[]
}

/** An article with a thread under it; comments may be there before. */
async function show(
  before: readonly (readonly [string, Passage])[] = [],
  options: {
    readonly html?: string
    /** What the thread is put into; the page's body if nothing is said. */
    readonly into?: string
    readonly wrap?: (adapter: StorageAdapter) => StorageAdapter
  } = {},
): Promise<Shown> {
  const store = memoryStore()
  const other = adapterOf(store, 'ben')
  const post = async (source: string, passage?: Passage): Promise<string> => {
    const id = newCommentId()
    await other.create('/a', { id, parent: null, source, name: 'Ben', ...(passage && { passage }) })
    return id
  }
  for (const [source, passage] of before) await post(source, passage)
  document.body.innerHTML = options.html ?? ARTICLE
  const element = document.createElement('afterword-comments')
  element.page = '/a'
  element.adapter = (options.wrap ?? ((adapter) => adapter))(adapterOf(store, 'ada'))
  ;(document.querySelector(options.into ?? 'body') ?? document.body).append(element)
  const article = document.querySelector('article') ?? document.body
  const find = <E extends HTMLElement = HTMLElement>(selector: string): Promise<E> =>
    until(() => {
      const found = element.shadowRoot?.querySelector<E>(selector)
      if (found == null) throw new Error(`Nothing of ${selector} is shown.`)
      return found
    })
  await find('.passages:not(.absent)')
  return {
    element,
    article,
    other,
    post,
    find,
    all: (selector) => [...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])],
  }
}

/** The words that are painted under a name. */
function painted(name = 'afterword-passage'): string[] {
  return [...(CSS.highlights.get(name) ?? [])].map((range) => String(range)).toSorted()
}

function select(words: string): void {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const at = node.nodeValue?.indexOf(words) ?? -1
    if (at !== -1) document.getSelection()?.setBaseAndExtent(node, at, node, at + words.length)
  }
}

function type(field: HTMLElement, text: string): void {
  if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) field.value = text
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

function press(target: EventTarget, key: string, options: KeyboardEventInit = {}): void {
  target.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...options }),
  )
}

const said = (view: Shown): string => view.all('[role=status]')[0]?.textContent ?? ''
const focused = (view: Shown): Element | null => view.element.shadowRoot?.activeElement ?? null

describe('words that people talk about', () => {
  it('are highlighted without a change to the article, with a marker named by the count and the first words', async () => {
    const view = await show([
      ['One.', on('Leaked weights are different')],
      ['Two.', on('Leaked weights are different')],
      ['Three.', on('and passed it on')],
    ])
    await until(() => expect(painted()).toEqual(['Leaked weights are different', 'and passed it on']))
    expect(document.querySelector('article')?.outerHTML).toBe(ARTICLE)
    await view.find('.marker')
    expect(view.all('.marker').map((marker) => marker.getAttribute('aria-label'))).toEqual([
      '2 comments on “Leaked weights are different”',
      '1 comment on “and passed it on”',
    ])
    expect(view.all('.marker').map((marker) => marker.tabIndex)).toEqual([0, -1])
  })

  it('leave the highlights, styles and selection of the page alone, and take theirs along', async () => {
    const own = new Highlight()
    CSS.highlights.set('host', own)
    const sheet = new CSSStyleSheet()
    document.adoptedStyleSheets = [sheet]
    const view = await show([['One.', on('Leaked weights are different')]])
    await until(() => expect(painted()).toHaveLength(1))
    expect(document.adoptedStyleSheets).toHaveLength(2)
    view.element.remove()
    await until(() => expect(CSS.highlights.has('afterword-passage')).toBe(false))
    expect(CSS.highlights.get('host')).toBe(own)
    expect(document.adoptedStyleSheets).toEqual([sheet])
    CSS.highlights.delete('host')
    document.adoptedStyleSheets = []
  })

  it('have no sheet in the page before there are any', async () => {
    const view = await show()
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    expect(document.adoptedStyleSheets).toEqual([])
    await view.post('One.', on('Leaked weights are different'))
    await until(() => expect(painted()).toHaveLength(1))
    expect(document.adoptedStyleSheets).toHaveLength(1)
  })

  it('are found again when the page is rewritten, and dropped when it becomes another', async () => {
    const view = await show([['One.', on('Leaked weights are different')]])
    await until(() => expect(painted()).toHaveLength(1))
    const added = document.createElement('p')
    added.textContent = 'A line above.'
    view.article.prepend(added)
    const paragraph = view.article.querySelectorAll('p')[1]
    paragraph?.replaceChildren(`Now: ${paragraph.textContent}`)
    await until(() => expect(painted()).toEqual(['Leaked weights are different']))
    view.element.page = '/b'
    await until(() => expect(CSS.highlights.has('afterword-passage')).toBe(false))
    expect(view.all('.marker')).toEqual([])
  })

  it('appear when somebody comments on them, and go when nothing is left of that', async () => {
    const view = await show()
    const id = await view.post('One.', on('Leaked weights are different'))
    await until(() => expect(painted()).toEqual(['Leaked weights are different']))
    await view.other.create('/a', { id: newCommentId(), parent: id, source: 'Two.', name: 'Ben' })
    await until(() =>
      expect(view.all('.marker')[0]?.getAttribute('aria-label')).toBe('2 comments on “Leaked weights are different”'),
    )
    ;(await view.find('.marker')).click()
    await view.find('.panel .comment')
    for (const { id: each } of (await view.other.open('/a')).comments.toReversed()) await view.other.remove('/a', each)
    await until(() => expect(painted()).toEqual([]))
    await until(() => expect(view.all('.panel')).toEqual([]))
  })

  it('are found in an article that is drawn late, and in the one that takes its place', async () => {
    const view = await show([['One.', on('Leaked weights are different')]])
    await until(() => expect(painted()).toHaveLength(1))
    view.article.remove()
    await until(() => expect(painted()).toEqual([]))
    view.element.insertAdjacentHTML('beforebegin', ARTICLE)
    await until(() => expect(painted()).toEqual(['Leaked weights are different']))
  })

  it('can be hidden, which is remembered', async () => {
    const view = await show([['One.', on('Leaked weights are different')]])
    await until(() => expect(painted()).toHaveLength(1))
    ;(await view.find('.passages')).click()
    await view.find('.menu-item')
    view.all('.menu-item').at(-1)?.click()
    await until(() => expect(painted()).toEqual([]))
    await until(() => expect(view.all('.marker')).toEqual([]))
    expect(localStorage.getItem('afterword:passages')).toBe('hidden')
  })

  it('are read in a shadow root, where the article is', async () => {
    const html = '<x-page></x-page>'
    document.body.innerHTML = html
    const store = memoryStore()
    await adapterOf(store, 'ben').create('/a', {
      id: newCommentId(),
      parent: null,
      source: 'One.',
      name: 'Ben',
      passage: on('Leaked weights are different'),
    })
    const tree = document.querySelector('x-page')?.attachShadow({ mode: 'open' })
    if (tree === undefined) throw new Error('There is no page.')
    tree.innerHTML = ARTICLE
    const element = document.createElement('afterword-comments')
    element.page = '/a'
    element.adapter = adapterOf(store, 'ada')
    tree.append(element)
    await until(() => expect(painted()).toEqual(['Leaked weights are different']))
    expect(tree.adoptedStyleSheets).toHaveLength(1)
    const [node] = tree.querySelectorAll('p')[1]?.childNodes ?? []
    if (node === undefined) throw new Error('There are no words.')
    document.getSelection()?.setBaseAndExtent(node, 0, node, 10)
    await until(() => expect(element.shadowRoot?.querySelector('.offer-button')).not.toBeNull())
  })
})

describe('a thread beside the text', () => {
  it('opens from its marker, has the focus, is answered there, and gives the focus back', async () => {
    const view = await show([
      ['First of all.', on('Leaked weights are different')],
      ['Elsewhere.', on('and passed it on')],
    ])
    const marker = await view.find('.marker')
    marker.focus()
    marker.click()
    const panel = await view.find('.panel')
    await until(() => expect(panel.textContent).toContain('First of all.'))
    expect(panel.textContent).not.toContain('Elsewhere.')
    await until(() => expect(focused(view)).toBe(panel.querySelector('h2')))
    await until(() => expect(painted('afterword-passage-current')).toEqual(['Leaked weights are different']))
    panel.querySelector<HTMLElement>('.reply')?.click()
    const field = await view.find('.panel textarea')
    expect(view.all('.list .reply-composer').filter((each) => !panel.contains(each))).toEqual([])
    type(field, 'An answer.')
    type(await view.find('.panel input'), 'Ada')
    ;(await view.find('.panel [part~=submit]')).click()
    await until(() => expect(panel.querySelector('.replies')?.textContent).toContain('An answer.'))
    await until(() => expect(marker.getAttribute('aria-label')).toContain('2 comments'))
    press(panel, 'Escape')
    await until(() => expect(view.all('.panel')).toEqual([]))
    await until(() => expect(focused(view)).toBe(view.all('.marker')[0]))
  })

  it('shows comments that are far down the thread, and says when they cannot be read', async () => {
    let cut = true
    const wrap = (adapter: StorageAdapter): StorageAdapter => {
      const line = lineTo(adapter)
      return {
        ...line.adapter,
        locate: (...call) =>
          cut ? Promise.reject(new StorageError('unavailable', 'Cut.')) : line.adapter.locate(...call),
      }
    }
    const before = Array.from({ length: 40 }, (_, i) => [`Comment ${i}.`, on('and passed it on')] as const)
    const view = await show([['Far down.', on('Leaked weights are different')], ...before], { wrap })
    ;(await view.find('.marker')).click()
    const problem = await view.find('.panel .problem')
    cut = false
    problem.querySelector('button')?.click()
    await until(() => expect(view.all('.panel')[0]?.textContent).toContain('Far down.'))
  })

  it('goes along its markers with the arrow keys, one stop of the Tab key for all', async () => {
    const view = await show([
      ['One.', on('Leaked weights are different')],
      ['Two.', on('the best models stood behind doors')],
      ['Three.', on('and passed it on')],
    ])
    await until(() => expect(view.all('.marker')).toHaveLength(3))
    view.all('.marker')[0]?.focus()
    press(view.all('.marker')[0] ?? document, 'ArrowDown')
    await until(() => expect(focused(view)?.getAttribute('aria-label')).toContain('the best models'))
    expect(view.all('.marker').filter(({ tabIndex }) => tabIndex === 0)).toEqual([focused(view)])
    await until(() => expect(painted('afterword-passage-current')).toEqual(['the best models stood behind doors']))
  })
})

describe('a comment on selected words', () => {
  it('is offered below the selection, which stays, and stands beside the text and in the thread once it is posted', async () => {
    const view = await show()
    select('the whole machine')
    const offer = await view.find('.offer-button')
    const down = new PointerEvent('pointerdown', { bubbles: true, cancelable: true, composed: true })
    offer.dispatchEvent(down)
    expect(down.defaultPrevented).toBe(true)
    expect(String(document.getSelection())).toBe('the whole machine')
    offer.click()
    const field = await view.find('.panel textarea')
    await until(() => expect(focused(view)).toBe(field))
    expect(view.all('.panel .quote')[0]?.textContent).toBe('the whole machine')
    type(field, 'And a half.')
    type(await view.find('.panel input'), 'Ada')
    ;(await view.find('.panel [part~=submit]')).click()
    await until(() => expect(view.all('.panel .comment .body')[0]?.textContent).toBe('And a half.'))
    await until(() => expect(painted()).toEqual(['the whole machine']))
    const below = view.all('.thread > .list .comment')[0]
    expect(below?.querySelector('.quote')?.textContent).toBe('the whole machine')
    await until(() => expect(focused(view)).toBe(view.all('.panel .comment')[0]))
    const stored = await view.other.open('/a')
    expect(stored.passages.map(({ passage }) => passage.quote)).toEqual(['the whole machine'])
    expect(JSON.stringify(stored.passages[0]?.passage.selectors)).toContain('They are ')
  })

  it('keeps its draft per passage, to go on with after a reload', async () => {
    const view = await show()
    select('Leaked weights')
    ;(await view.find('.offer-button')).click()
    type(await view.find('.panel textarea'), 'Half a thought')
    press(await view.find('.panel textarea'), 'Escape')
    await until(() => expect(view.all('.panel')).toEqual([]))
    view.element.page = '/elsewhere'
    await until(() => expect(view.all('.empty')).toHaveLength(1))
    view.element.page = '/a'
    const button = await view.find('.passages:not(.absent)')
    button.click()
    await view.find('.menu-item')
    const entry = view.all('.menu-item').find(({ textContent }) => textContent?.includes('Leaked weights'))
    expect(entry?.textContent).toBe('Go on writing about “Leaked weights”')
    entry?.click()
    await until(async () =>
      expect((await view.find<HTMLTextAreaElement>('.panel textarea')).value).toBe('Half a thought'),
    )
  })

  it('joins the comments that are there already on the same words', async () => {
    const view = await show([['Before.', on('They are the whole machine')]])
    await until(() => expect(painted()).toHaveLength(1))
    select('are the whole machine')
    ;(await view.find('.offer-button')).click()
    const panel = await view.find('.panel')
    await until(() => expect(panel.textContent).toContain('Before.'))
    expect(panel.querySelector('textarea')).not.toBeNull()
  })

  it('keeps the words in its place when it is refused', async () => {
    const wrap = (adapter: StorageAdapter): StorageAdapter => ({
      ...adapter,
      create: () => Promise.reject(new StorageError('too-long', 'Too long.')),
    })
    const view = await show([], { wrap })
    select('Leaked weights')
    ;(await view.find('.offer-button')).click()
    type(await view.find('.panel textarea'), 'Refused words.')
    type(await view.find('.panel input'), 'Ada')
    ;(await view.find('.panel [part~=submit]')).click()
    await until(async () =>
      expect((await view.find<HTMLTextAreaElement>('.panel textarea')).value).toBe('Refused words.'),
    )
    await until(async () =>
      expect((await view.find('.panel .problem')).textContent).toBe('This is too long. Please shorten it.'),
    )
  })

  it.each([
    ['in a field', '<input value="words of a field">', () => document.querySelector('input')?.select()],
    ['beside the article', '<p id=x>Words beside.</p>', () => select('Words beside.')],
    ['in an editor', '', () => select('code here')],
    [
      'of an image alone',
      '',
      () => document.getSelection()?.selectAllChildren(document.querySelector('figure') ?? document),
    ],
  ])('is not offered %s', async (_where, around, choose) => {
    const inner = '<div contenteditable>code here</div><figure><img alt="A picture"></figure>'
    const view = await show([], { html: around + ARTICLE.replace('</article>', `${inner}</article>`) })
    select('Leaked weights')
    await view.find('.offer-button')
    choose()
    await until(() => expect(view.all('.offer-button')).toEqual([]))
  })

  it('is cut to the article when the selection leaves it', async () => {
    const view = await show([], { html: `${ARTICLE}<p id=after>After the article.</p>` })
    const last = document.querySelector('em')?.firstChild
    const after = document.querySelector('#after')?.firstChild
    if (!last || !after) throw new Error('The page is not as it should be.')
    document.getSelection()?.setBaseAndExtent(last, 4, after, 5)
    ;(await view.find('.offer-button')).click()
    expect((await view.find('.panel .quote')).textContent).toBe('passed it on.')
  })
})

describe('a comment without a pointer', () => {
  it('walks paragraphs and sentences, says them, and is written on what is chosen', async () => {
    const view = await show()
    document.body.focus()
    press(document, 'm', { ctrlKey: true, altKey: true })
    const comment = await view.find('.chooser .primary')
    await until(() => expect(focused(view)).toBe(comment))
    await until(() => expect(said(view)).toBe('The weights got out'))
    press(comment, 'ArrowDown')
    press(comment, 'ArrowRight')
    press(comment, 'ArrowRight')
    press(comment, 'ArrowRight', { shiftKey: true })
    await until(() => expect(said(view)).toBe('Leaked weights are different. They are the whole machine.'))
    await until(() => expect(painted('afterword-passage-current')).toEqual([said(view)]))
    comment.click()
    expect((await view.find('.panel .quote')).textContent).toBe(
      'Leaked weights are different. They are the whole machine.',
    )
    expect(focused(view)?.localName).toBe('textarea')
  })

  it('is begun from the menu too, and given up with Esc, back where one was', async () => {
    const view = await show()
    const button = await view.find('.passages')
    button.focus()
    button.click()
    ;(await view.find('.menu-item')).click()
    const comment = await view.find('.chooser .primary')
    await until(() => expect(focused(view)).toBe(comment))
    press(comment, 'Escape')
    await until(() => expect(view.all('.chooser')).toEqual([]))
    await until(() => expect(focused(view)).toBe(button))
    await until(() => expect(painted('afterword-passage-current')).toEqual([]))
  })

  it('has a shortcut that an owner changes or turns off, and that no field loses keys to', async () => {
    const view = await show()
    const field = document.body.appendChild(document.createElement('input'))
    press(field, 'm', { ctrlKey: true, altKey: true })
    view.element.setAttribute('passage-shortcut', '')
    press(document, 'm', { ctrlKey: true, altKey: true })
    view.element.setAttribute('passage-shortcut', 'k')
    press(document, 'k')
    expect(view.all('.chooser')).toEqual([])
    view.element.setAttribute('passage-shortcut', 'Control+Shift+K')
    press(document, 'K', { ctrlKey: true, shiftKey: true })
    await view.find('.chooser')
  })
})

describe('the same comment in the thread below', () => {
  const OLD = `<article><p>The first words of all stood here for a long time.</p>
    <p>In the second paragraph somebody had written about cats and their many habits at night.</p>
    <p>What is said in this sentence will move to another place of the article, as it is.</p>
    <p>And this one says what will be gone without anything left of its meaning or letters.</p></article>`
  const NEW = `<article><p>What is said in this sentence will move to another place of the article, as it is.</p>
    <p>The first words of all stood here for a long time.</p>
    <p>In the second paragraph somebody had written about dogs and their many habits at night.</p>
    <p>The end.</p></article>`
  const QUOTES = {
    exact: on('words of all stood', 'The first ', ' here for a long time.'),
    changed: on('written about cats and their many habits', 'second paragraph somebody had ', ' at night.'),
    moved: on('What is said in this sentence will move', 'many habits at night.\n', ' to another place of the article'),
    lost: on('gone without anything left of its meaning', 'this one says what will be ', ' or letters.'),
  }

  it('says of each passage whether its words are there, moved, changed, then and now, or gone', async () => {
    expect(OLD).toContain(QUOTES.exact.quote)
    const view = await show(
      Object.entries(QUOTES).map(([state, passage]) => [state, passage] as const),
      { html: NEW },
    )
    const states = (): Record<string, string | undefined> =>
      Object.fromEntries(
        view
          .all('.thread > .list .comment')
          .map((comment) => [
            comment.querySelector('.body')?.textContent ?? '',
            comment.querySelector('.passage-foot .meta')?.textContent ?? undefined,
          ]),
      )
    await until(() =>
      expect(states()).toEqual({
        exact: 'In the article',
        changed: 'Changed since',
        moved: 'Moved within the article',
        lost: 'No longer in the article',
      }),
    )
    const changed = await view.find('.passage.changed')
    expect(changed.querySelector('.quote')?.textContent).toContain('cats')
    changed.querySelector<HTMLElement>('[aria-expanded]')?.click()
    await until(() => expect(changed.querySelector('.now')?.textContent).toContain('dogs'))
    const lost = await view.find('.passage.lost')
    expect(lost.querySelector('.quote')?.textContent).toContain('gone without anything left')
    expect(lost.textContent).not.toContain('Show in text')
    await until(() => expect(painted()).toHaveLength(3))
    expect(painted().join()).not.toContain('gone')
  })

  it('shows its words in the text: painted, the selection collapsed there, said, and back again', async () => {
    const filler = '<p style="height: 3000px"></p>'
    const view = await show([['One.', on('Leaked weights are different')]], { html: ARTICLE + filler })
    await until(() => expect(view.all('.passage .action')).toHaveLength(1))
    const button = await view.find('.passage .action')
    button.scrollIntoView()
    button.focus()
    button.click()
    await until(() => expect(painted('afterword-passage-current')).toEqual(['Leaked weights are different']))
    expect(said(view)).toBe('Shown in the article: “Leaked weights are different”')
    const selection = document.getSelection()
    expect(selection?.isCollapsed).toBe(true)
    expect(selection?.anchorNode?.nodeValue?.slice(selection.anchorOffset)).toMatch(/^Leaked weights/)
    await until(() => {
      const { top, bottom } = view.article.getBoundingClientRect()
      expect(bottom > 0 && top < innerHeight).toBe(true)
    })
    press(document, 'Escape')
    await until(() => expect(focused(view)?.id).toMatch(/^comment-/))
    await until(() => expect(painted('afterword-passage-current')).toEqual([]))
  })

  it('is set to other words by its writer when its own are gone', async () => {
    const view = await show()
    select('Leaked weights')
    ;(await view.find('.offer-button')).click()
    type(await view.find('.panel textarea'), 'Mine.')
    type(await view.find('.panel input'), 'Ada')
    ;(await view.find('.panel [part~=submit]')).click()
    await until(() => expect(painted()).toEqual(['Leaked weights']))
    press(await view.find('.panel'), 'Escape')
    view.article.querySelector('p')?.replaceChildren('Quite another sentence about machines stands here.')
    const lost = await view.find('.passage.lost')
    const again = [...lost.querySelectorAll<HTMLElement>('.action')].find(
      ({ textContent }) => textContent === 'Choose the words again',
    )
    again?.click()
    await view.find('.chooser')
    select('another sentence')
    await until(() => expect(view.all('.bar-words')[0]?.textContent).toBe('another sentence'))
    ;(await view.find('.chooser .primary')).click()
    await until(() => expect(painted()).toEqual(['another sentence']))
    expect(said(view)).toBe('Your comment is on these words now.')
    const stored = await view.other.open('/a')
    expect(stored.passages[0]?.passage.quote).toBe('Leaked weights')
  })
})

describe('where there are no highlights', () => {
  it('paints rectangles in a layer of its own, which let everything through', async () => {
    vi.stubGlobal('Highlight', undefined)
    Reflect.deleteProperty(globalThis, 'Highlight')
    const view = await show([['One.', on('Leaked weights are different')]])
    const rectangle = await view.find('.rectangle')
    const range = document.createRange()
    range.selectNodeContents(view.article.querySelector('p') ?? view.article)
    const box = range.getBoundingClientRect()
    const drawn = rectangle.getBoundingClientRect()
    expect(drawn.top >= box.top - 1 && drawn.bottom <= box.bottom + 1 && drawn.width > 10).toBe(true)
    expect(getComputedStyle(rectangle).pointerEvents).toBe('none')
    expect(view.article.outerHTML).toBe(ARTICLE)
    vi.unstubAllGlobals()
  })
})

describe('axe finds nothing', () => {
  it.each(['.marker', '.passage .action'])('with what %s opens', async (selector) => {
    const view = await show([
      ['One.', on('Leaked weights are different')],
      ['Two.', on('and passed it on')],
    ])
    ;(await view.find(selector)).click()
    await view.find('.panel, .back-bar')
    const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } })
    expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => String(target)).join()}`)).toEqual([])
  })
})

describe('words in a closed part of the page', () => {
  const folded = `<article lang="en">
  <p>A leaked document can be read once and forgotten.</p>
  <details><summary>How it came about</summary>
    <p>Somebody was sent a link, and passed it on.</p>
    <p>Leaked weights are different.</p>
  </details>
  <p class="tab" style="display: none">They are the whole machine.</p>
</article>`
  const showInText = async (view: Shown, comment: string): Promise<void> => {
    const below = await until(() => {
      const found = view.all('.thread > .list .comment').find(({ textContent }) => textContent?.includes(comment))
      const button = found?.querySelector<HTMLElement>('.passage-foot button')
      if (button == null) throw new Error('There is no way to the text.')
      return button
    })
    below.click()
  }

  it('have one marker at the fold, which opens what is said about all of them', async () => {
    const view = await show(
      [
        ['One.', on('Somebody was sent a link')],
        ['Two.', on('Leaked weights')],
      ],
      { html: folded },
    )
    const marker = await view.find('.marker')
    expect(view.all('.marker')).toHaveLength(1)
    expect(marker.getAttribute('aria-label')).toBe('2 comments on “Somebody was sent a link”')
    const summary = view.article.querySelector('summary')?.getBoundingClientRect()
    const { top, bottom } = marker.getBoundingClientRect()
    expect(Math.abs((top + bottom) / 2 - ((summary?.top ?? 0) + (summary?.bottom ?? 0)) / 2)).toBeLessThan(4)
    marker.click()
    const panel = await view.find('.panel')
    await until(() => expect(panel.querySelectorAll('.comment')).toHaveLength(2))
    expect(view.article.querySelector('details')?.open).toBe(false)
    view.article.querySelector('details')?.toggleAttribute('open')
    await until(() => expect(view.all('.marker')).toHaveLength(2))
  })

  it('are led to as far as the fold, which is the reader’s to open, and then to themselves', async () => {
    const view = await show([['One.', on('Somebody was sent a link')]], { html: folded })
    const before = view.article.outerHTML
    await showInText(view, 'One.')
    const bar = await view.find('.back-bar .bar-note')
    expect(bar.textContent).toBe('These words are in a part of the page that is closed. Open it to read them.')
    await until(() => expect(said(view)).toBe(bar.textContent))
    await until(() => expect(painted('afterword-passage-current')).toContain('How it came about'))
    expect(view.article.outerHTML).toBe(before)
    const details = view.article.querySelector('details')
    details?.querySelector('summary')?.click()
    await until(() => expect(said(view)).toBe('Shown in the article: “Somebody was sent a link”'))
    expect(view.all('.back-bar .bar-note')).toEqual([])
    await until(() => expect(painted('afterword-passage-current')).toEqual(['Somebody was sent a link']))
    expect(details?.contains(document.getSelection()?.anchorNode ?? null)).toBe(true)
    press(document.body, 'Escape')
    await until(() => expect(focused(view)?.textContent).toContain('One.'))
  })

  it('that the page hides in another way are waited for as well, and markers step over them', async () => {
    const view = await show(
      [
        ['One.', on('A leaked document')],
        ['Two.', on('They are the whole machine')],
      ],
      { html: `${folded}<style>.tab.on { display: block !important }</style>` },
    )
    const marker = await view.find('.marker')
    marker.focus()
    press(marker, 'ArrowDown')
    expect(focused(view)).toBe(marker)
    await showInText(view, 'Two.')
    await view.find('.back-bar .bar-note')
    view.article.querySelector('.tab')?.classList.add('on')
    await until(() => expect(said(view)).toBe('Shown in the article: “They are the whole machine”'))
    await until(() => expect(view.all('.marker')).toHaveLength(2))
  })

  it.each(['hidden', 'hidden="until-found"'])('are the article’s where it says %s', async (attribute) => {
    const html = `<article><p>Above.</p><p ${attribute}>Leaked weights are different.</p><p>Below.</p></article>`
    const view = await show([['One.', on('Leaked weights are different')]], { html })
    await showInText(view, 'One.')
    await view.find('.back-bar .bar-note')
    expect(view.all('.marker')).toEqual([])
    view.article.querySelector('[hidden]')?.removeAttribute('hidden')
    await until(() => expect(said(view)).toBe('Shown in the article: “Leaked weights are different”'))
    await view.find('.marker')
    // And hidden again, as a tab is.
    view.article.querySelector('p + p')?.setAttribute('hidden', '')
    await until(() => expect(view.all('.marker')).toEqual([]))
    await showInText(view, 'One.')
    await view.find('.back-bar .bar-note')
  })

  it('are stepped over where words are chosen with the keyboard', async () => {
    const html = '<article><p>Above.</p><p hidden>Leaked weights are different.</p><p>Below.</p></article>'
    const view = await show([], { html })
    press(document, 'm', { ctrlKey: true, altKey: true })
    const comment = await view.find('.chooser .primary')
    await until(() => expect(said(view)).toBe('Above.'))
    press(comment, 'ArrowDown')
    await until(() => expect(said(view)).toBe('Below.'))
    press(comment, 'ArrowUp')
    await until(() => expect(said(view)).toBe('Above.'))
  })
})

describe('markers', () => {
  /** What a reader would press there. */
  const pressed = (x: number, y: number): Element | null => {
    const hit = document.elementFromPoint(x, y)
    return hit?.shadowRoot?.elementFromPoint(x, y)?.closest('.marker') ?? hit
  }
  const middle = (element: Element): { readonly x: number; readonly y: number } => {
    const { left, top, width, height } = element.getBoundingClientRect()
    return { x: left + width / 2, y: top + height / 2 }
  }
  const reachable = (view: Shown): Promise<HTMLElement> =>
    until(async () => {
      const marker = await view.find('.marker')
      const { x, y } = middle(marker)
      expect(pressed(x, y)).toBe(marker)
      return marker
    })
  const WORDS = [['One.', on('Leaked weights are different')]] as const

  it('stand inside of a page that is clipped where its article ends', async () => {
    const html = `<main style="position: relative; overflow: hidden; width: 20rem">${ARTICLE}</main>`
    const marker = await reachable(await show(WORDS, { html, into: 'main' }))
    const main = document.querySelector('main')?.getBoundingClientRect()
    expect(marker.getBoundingClientRect().right).toBeLessThanOrEqual(main?.right ?? 0)
    expect(marker.classList.contains('edge')).toBe(true)
  })

  it('stand where they always do when what is clipped does not hold them', async () => {
    const html = `<main style="overflow: hidden; width: 18rem">${ARTICLE}</main>`
    const marker = await reachable(await show(WORDS, { html, into: 'main' }))
    const main = document.querySelector('main')?.getBoundingClientRect()
    expect(marker.getBoundingClientRect().left).toBeGreaterThanOrEqual(main?.right ?? 0)
  })

  it.each(['position: relative; overflow: hidden', 'contain: paint', 'content-visibility: auto'])(
    'are above a page that clips the thread alone, and go along with the words: %s',
    async (style) => {
      const html = `<div style="width: 20rem">${ARTICLE}<section style="${style}"></section><p style="height: 200vh"></p></div>`
      const view = await show(WORDS, { html, into: 'section' })
      const marker = await reachable(view)
      const before = marker.getBoundingClientRect().top
      scrollTo({ top: 40, behavior: 'instant' })
      await until(() => expect(marker.getBoundingClientRect().top).toBe(before - 40))
      marker.click()
      await view.find('.panel .comment')
      scrollTo({ top: 0, behavior: 'instant' })
    },
  )

  it('above the page keep clear of what stays there while it scrolls', async () => {
    const header = '<header style="position: fixed; inset: 0 0 auto; height: 3rem; background: white"></header>'
    const section = '<section style="position: relative; overflow: hidden"></section>'
    const html = `${header}<div style="width: 20rem; padding-top: 8rem">${ARTICLE}${section}<p style="height: 200vh"></p></div>`
    const view = await show(WORDS, { html, into: 'section' })
    const marker = await reachable(view)
    scrollTo({ top: middle(marker).y - 20, behavior: 'instant' })
    await until(() => expect(view.all('.marker')).toEqual([]))
    scrollTo({ top: 0, behavior: 'instant' })
    await reachable(view)
  })

  it('of two threads on one article stand clear of each other, and so does what both offer', async () => {
    const view = await show(WORDS)
    await reachable(view)
    const second = document.createElement('afterword-comments')
    second.page = '/b'
    const store = memoryStore()
    const carl = adapterOf(store, 'carl')
    await carl.create('/b', { id: newCommentId(), parent: null, source: 'Two.', name: 'Carl', passage: WORDS[0][1] })
    second.adapter = carl
    document.body.append(second)
    const inSecond = (selector: string): Promise<Element> =>
      until(() => {
        const found = second.shadowRoot?.querySelector(selector)
        if (found == null) throw new Error(`Nothing of ${selector} is shown.`)
        return found
      })
    const apart = (a: Element, b: Element): void => {
      const [one, other] = [a.getBoundingClientRect(), b.getBoundingClientRect()]
      expect(other.top).toBeGreaterThanOrEqual(one.bottom)
    }
    const first = await view.find('.marker')
    await until(async () => apart(first, await inSecond('.marker')))
    select('the whole machine')
    const offers = [await view.find('.offer'), await inSecond('.offer')] as const
    await until(() => apart(...offers))
    document.getSelection()?.removeAllRanges()
    // What is read of one is put away when the other is opened.
    first.click()
    await view.find('.panel .comment')
    ;(await inSecond('.marker')).dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }))
    await inSecond('.panel .comment')
    await until(() => expect(view.all('.panel')).toEqual([]))
    // The one that is left alone has its place again.
    const place = middle(first).y
    view.element.remove()
    await until(async () => expect(middle(await inSecond('.marker')).y).toBe(place))
  })
})
