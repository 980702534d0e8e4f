import { StorageError, type StorageAdapter } from '@afterword/storage'
import { options as preactOptions, type VNode } from 'preact'
import { userEvent } from 'vitest/browser'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { conversation, open } from './opened.ts'
import { PATIENT } from './patience.ts'

afterEach(() => {
  document.body.replaceChildren()
  history.replaceState(null, '', location.pathname)
})

const LONG = Array.from({ length: 60 }, (_, i) => `Paragraph ${i} of many, with words in it.`).join('\n\n')

/** The names of the components that are drawn until it is stopped. */
function drawn(): { readonly names: string[]; stop(): void } {
  const names: string[] = []
  const before = preactOptions.diffed ?? (() => undefined)
  preactOptions.diffed = (vnode: VNode) => {
    if (typeof vnode.type === 'function') names.push(vnode.type.name)
    before(vnode)
  }
  return {
    names,
    stop: () => {
      preactOptions.diffed = before
    },
  }
}

describe('a branch', () => {
  it('is closed and opened by its line with the keyboard, which says how many replies are hidden', async () => {
    const { page, viewer, post } = conversation()
    const root = await post('The question.')
    const reply = await post('An answer.', root.id, 'Ada')
    await post('An answer to it.', reply.id)
    const view = await open({ page, adapter: viewer })
    const line = view.button('Hide the replies to Grace')
    expect(line.getAttribute('aria-expanded')).toBe('true')
    // As what is closed does anyway: were that to begin with it, all of a long thread would be gone through.
    expect(getComputedStyle(view.find('.branch-replies')).contain).toBe('style')
    line.focus()
    await userEvent.keyboard('{Enter}')
    const closed = await view.soon(() => view.button('Show 2 replies to Grace'))
    expect(closed).toBe(line)
    expect(closed.textContent).toBe('Show 2 replies')
    expect(closed.getAttribute('aria-expanded')).toBe('false')
    expect(view.comment('An answer.').checkVisibility({ contentVisibilityAuto: true })).toBe(false)
    expect(view.root.activeElement).toBe(closed)
    await userEvent.keyboard(' ')
    await view.soon(() => expect(view.comment('An answer.').checkVisibility()).toBe(true))
  })

  it('is opened by the search of the browser', async () => {
    const { page, viewer, post } = conversation()
    const root = await post('The question.')
    await post('A needle.', root.id)
    const view = await open({ page, adapter: viewer })
    view.button('Hide the replies to Grace').click()
    await view.soon(() => view.button('Show 1 reply to Grace'))
    view.find('.branch-replies').dispatchEvent(new Event('beforematch', { bubbles: true }))
    await view.soon(() => view.button('Hide the replies to Grace'))
  })

  it('says whom a reply answers where it is not indented any more, and leads there', async () => {
    const { page, viewer, post } = conversation()
    let parent: string | null = null
    for (let depth = 0; depth < 7; depth++) ({ id: parent } = await post(`level ${depth}`, parent, `Writer ${depth}`))
    const view = await open({ page, adapter: viewer })
    const [, link] = view.all('.answered')
    link?.click()
    await view.soon(() => expect(view.comment('level 5').classList).toContain('marked'))
    expect(view.all('.marked')).toHaveLength(1)
  })
})

describe('a long comment', () => {
  it('is folded before it is first drawn, and is shown whole and folded again', async () => {
    const { page, viewer, post } = conversation()
    await post(LONG)
    await post('A short one.')
    const view = await open({ page, adapter: viewer })
    const box = view.find('.fold')
    const button = view.button('Show more of the comment by Grace')
    expect(view.all('.fold')).toHaveLength(1)
    expect(box.scrollHeight).toBeGreaterThan(box.clientHeight)
    expect(document.getElementById(button.getAttribute('aria-controls') ?? '')).toBeNull()
    expect(view.root.getElementById(button.getAttribute('aria-controls') ?? '')).toBe(box)
    button.click()
    await view.soon(() => expect(box.scrollHeight).toBe(box.clientHeight))
    expect(button.getAttribute('aria-expanded')).toBe('true')
    view.button('Show less of the comment by Grace').click()
    await view.soon(() => expect(box.scrollHeight).toBeGreaterThan(box.clientHeight))
  })

  it('opens where the search of the browser, or the focus, leads into it, with the words under the eye', async () => {
    const { page, viewer, post } = conversation()
    await post(`${LONG}\n\n[The last link](https://example.org/)`)
    const view = await open({ page, adapter: viewer })
    const link = view.find('.body a')
    link.focus()
    await view.soon(() => expect(view.find('.fold').classList).not.toContain('folded'))
    await view.soon(() => {
      const { top, bottom } = link.getBoundingClientRect()
      expect(top).toBeGreaterThanOrEqual(0)
      expect(bottom).toBeLessThanOrEqual(innerHeight)
    })
  })

  it('is shown whole when a link leads to it', async () => {
    const { page, viewer, post } = conversation()
    const { id } = await post(LONG)
    const view = await open({ page, adapter: viewer })
    location.hash = `comment-${id}`
    await view.soon(() => expect(view.find('.fold').classList).not.toContain('folded'))
  })
})

describe('reactions', () => {
  it('are given by keyboard from a small picker, are counted, and are taken back', async () => {
    const { page, viewer, other, post } = conversation()
    await post('A comment.')
    const view = await open({ page, adapter: viewer })
    const opener = view.button('React to the comment by Grace')
    opener.focus()
    await userEvent.keyboard('{Enter}')
    await view.soon(() => expect(view.root.activeElement?.textContent).toBe('👍'))
    await userEvent.keyboard('{ArrowRight}{Enter}')
    const given = await view.soon(() => view.button('❤️ for the comment by Grace, 1 time'))
    expect(given.getAttribute('aria-pressed')).toBe('true')
    expect(view.root.activeElement).toBe(opener)
    await view.soon(async () => expect((await other.open(page)).comments[0]?.reactions).toEqual({ '❤️': 1 }))
    given.click()
    await view.soon(() => expect(view.all('.reaction')).toEqual([]))
    await vi.waitFor(async () => expect((await other.open(page)).comments[0]?.reactions).toEqual({}), PATIENT)
  })

  it('that are refused are taken back, and the comment says why', async () => {
    const { page, viewer, post } = conversation()
    await post('A comment.')
    const refusing: StorageAdapter = {
      ...viewer,
      react: () => Promise.reject(new StorageError('rate-limited', 'Too many.')),
    }
    const view = await open({ page, adapter: refusing })
    const vote = view.button('Like the comment by Grace, 0 likes')
    vote.click()
    await view.soon(() => expect(view.comment('A comment.').textContent).toContain('That was a lot in a short time.'))
    expect(vote.getAttribute('aria-pressed')).toBe('false')
  })

  it('closes the picker by Esc and by its button, and keeps the focus', async () => {
    const { page, viewer, post } = conversation()
    await post('A comment.')
    const view = await open({ page, adapter: viewer })
    const opener = view.button('React to the comment by Grace')
    for (const close of [() => userEvent.keyboard('{Escape}'), () => userEvent.click(opener)]) {
      await userEvent.click(opener)
      await view.soon(() => view.find('.picker:popover-open'))
      await close()
      await view.soon(() => expect(view.all('.picker')).toEqual([]))
      expect(view.root.activeElement).toBe(opener)
      expect(opener.getAttribute('aria-expanded')).toBe('false')
    }
  })
})

describe('the menu of a comment', () => {
  it('copies a link that carries the first words, and says so', async () => {
    const { page, viewer, post } = conversation()
    const { id } = await post('The first **words** of it.')
    const view = await open({ page, adapter: viewer })
    const copied = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
    await userEvent.click(view.button('More for the comment by Grace'))
    await userEvent.click(await view.soon(() => view.find('[role=menuitem]')))
    await view.soon(() => expect(view.find('[role=menuitem]').textContent).toBe('Link copied'))
    await view.soon(() => expect(view.find('[role=status]').textContent).toBe('Link copied.'))
    const [link = ''] = copied.mock.calls[0] ?? []
    expect(link.startsWith(location.href)).toBe(true)
    expect(link.endsWith(`#comment-${id}:~:text=${encodeURIComponent('The first words of it.')}`)).toBe(true)
    copied.mockRestore()
  })

  it('hands out the link to copy by hand where the page may not write to the clipboard', async () => {
    const { page, viewer, post } = conversation()
    const { id } = await post('Words.')
    const view = await open({ page, adapter: viewer })
    const refused = vi
      .spyOn(navigator.clipboard, 'writeText')
      .mockRejectedValue(new DOMException('No.', 'NotAllowedError'))
    await userEvent.click(view.button('More for the comment by Grace'))
    await userEvent.click(await view.soon(() => view.find('[role=menuitem]')))
    const field = await view.soon(() => view.find<HTMLInputElement>('.menu input'))
    expect(field.value).toContain(`#comment-${id}`)
    expect(view.root.activeElement).toBe(field)
    expect(field.selectionEnd).toBe(field.value.length)
    refused.mockRestore()
  })
})

describe('a thread of many', () => {
  it('draws one comment again when one is edited or reacted to, and nothing of the others when one comes', async () => {
    const { page, viewer, other, post } = conversation()
    const comments = []
    for (let i = 0; i < 99; i++) comments.push(await post(`comment ${i}`))
    const view = await open({ page, adapter: viewer, attributes: { 'page-size': '100', order: 'oldest' } })
    await view.soon(() => expect(view.all('.comment')).toHaveLength(99))
    const counting = drawn()
    const twice = (names: readonly string[], name: string): number => names.filter((one) => one === name).length
    await other.edit(page, comments[4]?.id ?? '', { source: 'edited words', version: 1 })
    await view.soon(() => expect(view.has('edited words')).toBe(true))
    await other.react(page, comments[7]?.id ?? '', { reaction: 'up', on: true })
    await view.soon(() => view.button('Like the comment by Grace, 1 like'))
    expect(twice(counting.names, 'Comment')).toBe(2)
    expect(twice(counting.names, 'CommentActions')).toBeLessThanOrEqual(2)
    counting.names.length = 0
    await post('The hundredth.')
    await view.soon(() => expect(view.all('.comment, .arrived')).toHaveLength(100))
    expect(twice(counting.names, 'Comment')).toBeLessThanOrEqual(1)
    expect(twice(counting.names, 'CommentActions')).toBeLessThanOrEqual(1)
    // Of the lists of comments, the run that it stands in.
    expect(twice(counting.names, 'Run')).toBeLessThanOrEqual(1)
    counting.names.length = 0
    // In sight, so that nothing is scrolled to and nothing else comes near.
    const answered = view.comment('comment 1')
    answered.querySelector<HTMLElement>('.reply')?.click()
    const area = await view.soon(() => view.find<HTMLTextAreaElement>('.reply-composer textarea'))
    expect(twice(counting.names, 'Comment')).toBe(1)
    counting.names.length = 0
    await userEvent.type(area, 'Some words.')
    expect(area.value).toBe('Some words.')
    expect(twice(counting.names, 'Comment')).toBe(0)
    counting.stop()
  })
})

describe('news', () => {
  it('wait in a button over the end of the window, which moves nothing, and lead to the first of them', async () => {
    const { page, viewer, post } = conversation()
    await post('Being read.')
    const view = await open({ page, adapter: viewer })
    const before = view.comment('Being read.').getBoundingClientRect().top
    await post('News.')
    await post('More news.')
    const button = await view.soon(() => view.button('2 new comments'))
    expect(view.comment('Being read.').getBoundingClientRect().top).toBe(before)
    expect(view.has('More news.')).toBe(false)
    await userEvent.click(button)
    await view.soon(() => expect(view.root.activeElement).toBe(view.comment('News.')))
    expect(view.all('.fresh')).toHaveLength(2)
  })

  it('below what is read are said beside it', async () => {
    const { page, viewer, post } = conversation()
    const { id } = await post('Being read.')
    await post('Something else.')
    const view = await open({ page, adapter: viewer })
    await post('An answer.', id)
    const button = await view.soon(() => view.button('1 new reply'))
    expect(button.closest('.comment')).toBe(view.comment('Being read.'))
    await view.soon(() => expect(view.find('[role=status]').textContent).toBe('New reply to Grace.'))
    await userEvent.click(button)
    await view.soon(() => expect(view.root.activeElement).toBe(view.comment('An answer.')))
  })
})

describe('reading on', () => {
  it('puts the focus of the keyboard on the first comment that came', async () => {
    const { page, viewer, post } = conversation()
    for (let i = 0; i < 8; i++) await post(`comment ${i}.`)
    const view = await open({ page, adapter: viewer, attributes: { 'page-size': '3' } })
    view.button('Show more comments').focus()
    await userEvent.keyboard('{Enter}')
    await view.soon(() => expect(view.root.activeElement).toBe(view.comment('comment 4.')))
  })

  it('back from a comment that a link led to leaves everything where it is', async () => {
    const { page, viewer, post } = conversation()
    const comments = []
    for (let i = 0; i < 30; i++) comments.push(await post(`comment ${i}.\n\nWith a second line.`))
    document.body.insertAdjacentElement('afterbegin', tall())
    const wanted = comments[12]?.id ?? ''
    history.replaceState(null, '', `#comment-${wanted}`)
    const view = await open({ page, adapter: viewer, attributes: { 'page-size': '5' } })
    // It has the focus when the page has landed at it, and the mark before.
    await view.soon(() => expect(view.root.activeElement).toBe(view.comment('comment 12.')))
    expect(view.comment('comment 12.').classList).toContain('marked')
    await view.soon(() => expect(view.has('This is a part of the conversation.')).toBe(true))
    const button = view.button('Show earlier comments')
    // The reader's first move ends the landing.
    dispatchEvent(new WheelEvent('wheel'))
    button.scrollIntoView({ block: 'center' })
    const before = view.comment('comment 12.').getBoundingClientRect().top
    button.click()
    await view.soon(() => view.comment('comment 17.'))
    await new Promise(requestAnimationFrame)
    await new Promise(requestAnimationFrame)
    expect(Math.abs(view.comment('comment 12.').getBoundingClientRect().top - before)).toBeLessThanOrEqual(1)
    view.button('Show all of it').click()
    await view.soon(() => view.comment('comment 29.'))
    expect(view.has('This is a part of the conversation.')).toBe(false)
  })
})

function tall(): HTMLElement {
  const article = document.createElement('div')
  article.style.blockSize = '150vh'
  return article
}
