import { newCommentId } from '@afterword/storage'
import { afterEach, describe, expect, it } from 'vitest'
import { conversation, open, type Opened } from './opened.ts'

afterEach(() => {
  document.body.replaceChildren()
  document.documentElement.removeAttribute('style')
  history.replaceState(null, '', location.pathname)
  scrollTo(0, 0)
})

function bar(style: Partial<CSSStyleDeclaration>): HTMLElement {
  const element = document.createElement('header')
  Object.assign(element.style, { background: 'silver', insetInline: '0', zIndex: '2', ...style })
  document.body.append(element)
  return element
}

function tall(blockSize = '200vh'): HTMLElement {
  const element = document.createElement('div')
  element.style.blockSize = blockSize
  document.body.append(element)
  return element
}

/** A page with a thread at whose sixth comment the address points. */
async function arrive(into: Element = document.body): Promise<readonly [Opened, HTMLElement]> {
  const { page, viewer, post } = conversation()
  const comments = []
  for (let i = 0; i < 20; i++) comments.push(await post(`comment ${i}.`))
  history.replaceState(null, '', `#comment-${comments[14]?.id}`)
  const view = await open({ page, adapter: viewer, into })
  return [view, view.comment('comment 14.')]
}

/** Waits until the comment stands below this line, and near it. */
function below(view: Opened, comment: HTMLElement, line: () => number): Promise<void> {
  return view.soon(() => {
    const { top } = comment.getBoundingClientRect()
    expect(top).toBeGreaterThanOrEqual(line())
    expect(top).toBeLessThan(line() + 100)
  })
}

describe('a comment that the address leads to', () => {
  it('stands at the top of the window, is marked, and has the focus', async () => {
    tall()
    const [view, comment] = await arrive()
    tall()
    await below(view, comment, () => 0)
    expect(comment.classList).toContain('marked')
    await view.soon(() => expect(view.root.activeElement).toBe(comment))
  })

  it.each([
    ['sticky', { position: 'sticky', insetBlockStart: '0', blockSize: '90px' }],
    ['fixed', { position: 'fixed', insetBlockStart: '0', blockSize: '130px' }],
  ] as const)('stands below a header that is %s', async (_kind, style) => {
    const header = bar(style)
    tall()
    const [view, comment] = await arrive()
    tall()
    await below(view, comment, () => header.getBoundingClientRect().bottom)
  })

  it('stands below two bars, one of which comes later than it', async () => {
    bar({ position: 'fixed', insetBlockStart: '0', blockSize: '60px' })
    tall()
    const [view, comment] = await arrive()
    tall()
    const second = bar({ position: 'fixed', insetBlockStart: '60px', blockSize: '50px' })
    await below(view, comment, () => second.getBoundingClientRect().bottom)
  })

  it('is not pushed down by a veil over everything', async () => {
    bar({ position: 'fixed', insetBlock: '0', pointerEvents: 'auto', opacity: '0.5' })
    tall()
    const [view, comment] = await arrive()
    tall()
    await below(view, comment, () => 0)
  })

  it('is found in a box that scrolls by itself, on a page that scrolls smoothly', async () => {
    document.documentElement.style.scrollBehavior = 'smooth'
    const box = tall('400px')
    Object.assign(box.style, { overflow: 'auto' })
    const [view, comment] = await arrive(box)
    await below(view, comment, () => box.getBoundingClientRect().top)
  })

  it('lets go when the reader moves', async () => {
    tall()
    const [view, comment] = await arrive()
    tall()
    await below(view, comment, () => 0)
    dispatchEvent(new WheelEvent('wheel'))
    scrollTo({ top: 0, behavior: 'instant' })
    for (let frame = 0; frame < 5; frame++) await new Promise(requestAnimationFrame)
    expect(scrollY).toBe(0)
  })

  it('is said to be gone when it is, once, by a thread that is alone on its page', async () => {
    const [first, second] = [conversation(), conversation()]
    await first.post('One.')
    await second.post('Two.')
    history.replaceState(null, '', `#comment-${newCommentId()}`)
    const view = await open({ page: first.page, adapter: first.viewer })
    await view.soon(() => expect(view.has('The comment that your link leads to is not there any more.')).toBe(true))
    const other = await open({ page: second.page, adapter: second.viewer })
    const { id } = await second.post('Three.')
    location.hash = `comment-${id}`
    await other.soon(() => expect(other.comment('Three.').classList).toContain('marked'))
    expect(other.has('is not there any more')).toBe(false)
  })
})
