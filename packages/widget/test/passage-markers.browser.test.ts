import { newCommentId } from '@afterword/storage'
import { memoryStore } from '@afterword/storage/memory'
import { describe, expect, it } from 'vitest'
import {
  ARTICLE,
  adapterOf,
  cleanPages,
  focused,
  on,
  painted,
  press,
  said,
  select,
  show,
  type Shown,
  until,
} from './article-page.ts'

cleanPages()

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
