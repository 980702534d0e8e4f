import { type StorageAdapter, StorageError, newCommentId } from '@afterword/storage'
import { memoryStore } from '@afterword/storage/memory'
import axe from 'axe-core'
import { describe, expect, it, vi } from 'vitest'
import { ARTICLE, adapterOf, cleanPages, focused, on, painted, press, show, type, until } from './article-page.ts'
import { lineTo } from './reader.ts'

cleanPages()

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
    const { violations } = await axe.run(document.body, {
      resultTypes: ['violations'],
      rules: { region: { enabled: false } },
    })
    expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => String(target)).join()}`)).toEqual([])
  })
})
