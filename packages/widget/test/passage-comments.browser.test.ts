import { type StorageAdapter, StorageError } from '@afterword/storage'
import { describe, expect, it } from 'vitest'
import { ARTICLE, cleanPages, focused, on, painted, press, said, select, show, type, until } from './article-page.ts'

cleanPages()

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
