import { isStorageError, newCommentId, type Comment, type StorageAdapter } from '@afterword/storage'
import { fireEvent, waitFor } from '@testing-library/preact'
import axe from 'axe-core'
import { options as preactOptions } from 'preact'
import { afterEach, describe, expect, it } from 'vitest'
import { PAGE, conversation, focused, ready, show, takeAway, type, type Shown } from './shown-app.tsx'

afterEach(takeAway)

describe('a thread that is read', () => {
  it('is a labelled section with a heading, and lists of articles named by who wrote them', async () => {
    const { viewer, post } = conversation()
    const { id } = await post('A comment.')
    await post('A reply.', id, 'Ada')
    const view = show(viewer)
    await ready(view)
    const section = view.find('section')
    expect(view.find(`#${section.getAttribute('aria-labelledby')}`).textContent).toBe('Comments 2')
    const articles = view.all('article')
    const names = articles.map((article) => view.find(`#${article.getAttribute('aria-labelledby')}`).textContent)
    expect(names).toEqual(['Grace', 'Ada'])
    expect(articles[1]?.closest('ol')?.closest('li')?.querySelector('article')).toBe(articles[0])
  })

  it('indents four levels and then says whom a reply answers', async () => {
    const { viewer, post } = conversation()
    let parent: string | null = null
    for (let depth = 0; depth < 7; depth++) ({ id: parent } = await post(`level ${depth}`, parent, `Writer ${depth}`))
    const view = show(viewer)
    await ready(view)
    expect(view.all('.replies:not(.flat)')).toHaveLength(4)
    expect(view.all('.replies.flat')).toHaveLength(2)
    const answered = view.all('.answered')
    // The name keeps its own direction within the words around it.
    expect(answered.map(({ textContent }) => textContent)).toEqual(
      ['Writer 4', 'Writer 5'].map((name) => `in reply to \u2068${name}\u2069`),
    )
    expect(answered[1]?.getAttribute('href')).toBe(`#${answered[0]?.closest('.comment')?.id}`)
  })

  it('draws Markdown with elements and shows HTML as text', async () => {
    const { viewer, post } = conversation()
    await post('**bold** <img src=x onerror=alert(1)> [bank.example](https://evil.example/)\n\n```\ncode\n```')
    const view = show(viewer)
    await ready(view)
    expect(view.find('.body strong').textContent).toBe('bold')
    expect(view.root.querySelector('.body img')).toBeNull()
    expect(view.find('.body').textContent).toContain('<img src=x onerror=alert(1)>')
    expect(view.find('.body a').getAttribute('rel')).toBe('ugc nofollow noopener')
    expect(view.find('.body .host').textContent).toBe(' (evil.example)')
    expect(view.find('.body pre').tabIndex).toBe(0)
  })

  it('keeps long words, stacked marks and reversed text within its box', async () => {
    const { viewer, post } = conversation()
    await post('w'.repeat(9_000), null, '👩‍👩‍👧‍👦'.repeat(64))
    await post(`z${'\u0335\u0353'.repeat(200)} \u202ereversed`)
    await post(`| ${'|'.repeat(3_000)}`)
    const view = show(viewer)
    await ready(view)
    const section = view.find('section')
    expect(section.scrollWidth).toBeLessThanOrEqual(section.clientWidth)
  })

  it('pages, and goes on in a branch', async () => {
    const { viewer, post } = conversation()
    for (let i = 0; i < 30; i++) await post(`comment ${i}`)
    const { id } = await post('long branch')
    for (let i = 0; i < 14; i++) await post(`reply ${i}`, id)
    const view = show(viewer)
    await ready(view)
    const branch = view.find('.branch .more button')
    expect(branch.textContent).toBe('Show 4 more replies')
    fireEvent.click(branch)
    await waitFor(() => expect(view.root.textContent).toContain('reply 13'))
    fireEvent.click(view.all('.more button').at(-1) ?? branch)
    await waitFor(() => expect(view.all('.list > .item')).toHaveLength(31))
    expect(view.all('.more')).toHaveLength(0)
  })

  it('shows a tombstone where a comment with replies was removed', async () => {
    const { viewer, other, post } = conversation()
    const { id } = await post('Regretted.')
    await post('Answered.', id)
    const view = show(viewer)
    await ready(view)
    await other.remove(PAGE, id)
    await waitFor(() => expect(view.find('.tombstone').textContent).toBe('This comment was removed.'))
    expect(view.root.textContent).not.toContain('Regretted.')
  })

  it('redraws one comment when one is edited', async () => {
    const { viewer, other, post } = conversation()
    const comments: Comment[] = []
    for (let i = 0; i < 12; i++) comments.push(await post(`comment ${i}`))
    const view = show(viewer)
    await ready(view)
    let drawn = 0
    const before = preactOptions.diffed ?? (() => undefined)
    preactOptions.diffed = (vnode) => {
      if (typeof vnode.type === 'function' && vnode.type.name === 'Comment') drawn += 1
      before(vnode)
    }
    await other.edit(PAGE, comments[4]?.id ?? '', { source: 'edited words', version: 1 })
    await waitFor(() => expect(view.root.textContent).toContain('edited words'))
    preactOptions.diffed = before
    expect(drawn).toBe(1)
  })
})

describe('a comment that is written', () => {
  it('stands in the thread at once, has the focus, and is said', async () => {
    const view = show(conversation().viewer)
    await ready(view)
    type(view.find('textarea'), 'My words.')
    type(view.find('input'), 'Ada')
    fireEvent.click(view.find('button[type=submit]'))
    await waitFor(() => expect(view.find('.comment .body').textContent).toBe('My words.'))
    await waitFor(() => expect(view.find('[role=status]').textContent).toBe('Your comment was posted.'))
    await waitFor(() => expect(focused(view)).toBe(view.find('.comment')))
    expect(view.find<HTMLTextAreaElement>('textarea').value).toBe('')
    expect(view.all('[role=status], [aria-live]')).toHaveLength(1)
  })

  it('is not sent without words or a name, and says what is missing where it is missing', async () => {
    const view = show(conversation().viewer)
    await ready(view)
    fireEvent.submit(view.find('form'))
    await waitFor(() => expect(view.find('.problem').textContent).toBe('Please write something first.'))
    expect(focused(view)).toBe(view.find('textarea'))
    type(view.find('textarea'), 'Words.')
    await waitFor(() => expect(view.find('.problem').hidden).toBe(true))
    fireEvent.submit(view.find('form'))
    await waitFor(() => expect(focused(view)).toBe(view.find('input')))
    const described = view.find('input').getAttribute('aria-describedby') ?? ''
    expect(view.find(`#${described}`).textContent).toBe('Please give a name to be shown beside your comment.')
    expect(view.find<HTMLTextAreaElement>('textarea').value).toBe('Words.')
  })

  it('counts what is left only near the limit', async () => {
    const view = show(conversation().viewer)
    await ready(view)
    type(view.find('textarea'), 'x'.repeat(9_000))
    await waitFor(() => expect(view.find('.hint').textContent).toMatch(/draft/i))
    type(view.find('textarea'), 'x'.repeat(9_990))
    await waitFor(() => expect(view.find('.hint').textContent).toBe('10 left'))
    type(view.find('textarea'), 'x'.repeat(10_003))
    await waitFor(() => expect(view.find('.hint').textContent).toBe('3 too many'))
  })

  it('answers another, and Esc keeps the draft and gives the focus back', async () => {
    const { viewer, post } = conversation()
    await post('A comment.')
    const view = show(viewer)
    await ready(view)
    fireEvent.click(view.find('.reply'))
    await waitFor(() => expect(focused(view)).toBe(view.find('.reply-composer textarea')))
    type(view.find('.reply-composer textarea'), 'Half a rep')
    fireEvent.keyDown(view.find('.reply-composer textarea'), { key: 'Escape' })
    await waitFor(() => expect(view.root.querySelector('.reply-composer')).toBeNull())
    expect(focused(view)).toBe(view.find('.reply'))
    fireEvent.click(view.find('.reply'))
    await waitFor(() => expect(view.find<HTMLTextAreaElement>('.reply-composer textarea').value).toBe('Half a rep'))
  })

  it('is removed with a way back, and the focus stays where it was or goes to a neighbour', async () => {
    const { viewer, post } = conversation()
    await post('A neighbour.')
    await viewer.create(PAGE, { id: newCommentId(), parent: null, source: 'Mine.', name: 'Ada' })
    const view = show(viewer)
    await ready(view)
    const mine = await waitFor(() => view.find('.comment:has([aria-label="More for the comment by Ada"])'))
    await waitFor(() => expect(view.store.thread.comments.value[0]?.own.value).toBe(true))
    fireEvent.click(mine.querySelector('[aria-haspopup=menu]') ?? mine)
    fireEvent.click(await waitFor(() => view.find('.menu-item.danger')))
    await waitFor(() => expect(focused(view)?.textContent).toBe('Undo'))
    expect(view.root.textContent).not.toContain('Mine.')
    fireEvent.click(view.find('.undo button'))
    await waitFor(() => expect(focused(view)?.textContent).toContain('Mine.'))
    fireEvent.click(view.find('.comment:has([aria-label="More for the comment by Ada"]) [aria-haspopup=menu]'))
    fireEvent.click(await waitFor(() => view.find('.menu-item.danger')))
    await waitFor(() => expect(focused(view)?.textContent).toBe('Undo'))
    view.store.leave()
    await waitFor(() => expect(view.root.querySelector('.undo')).toBeNull())
    await waitFor(() => expect(focused(view)?.textContent).toContain('A neighbour.'))
  })

  it.each([false, true])(
    'that was removed leaves its place to who reads below it, and no way back, when the time for that is over (with replies: %s)',
    async (answered) => {
      const { viewer, post } = conversation()
      await post('A neighbour.')
      const { id } = await viewer.create(PAGE, { id: newCommentId(), parent: null, source: 'Mine.', name: 'Ada' })
      if (answered) await post('An answer.', id)
      const view = show(viewer, { wouldMove: () => true })
      await ready(view)
      await waitFor(() => expect(view.store.thread.comments.value[0]?.own.value).toBe(true))
      fireEvent.click(view.find('[aria-label="More for the comment by Ada"]'))
      fireEvent.click(await waitFor(() => view.find('.menu-item.danger')))
      await waitFor(() => expect(focused(view)?.textContent).toBe('Undo'))
      const below = view.all('.comment').at(-1)
      const top = below?.getBoundingClientRect().top
      view.store.leave()
      await waitFor(() => expect(view.find<HTMLButtonElement>('.undo button').disabled).toBe(true))
      expect(below?.getBoundingClientRect().top).toBe(top)
      await waitFor(() => expect(focused(view)?.textContent).toContain('A neighbour.'))
      expect(view.root.textContent).not.toContain('Mine.')
      expect(getComputedStyle(view.find('.undo button')).visibility).toBe('hidden')
      // Read again, nothing is left of it but what its answers need.
      await view.store.thread.showAll()
      await waitFor(() => expect(view.all('.list > .item')).toHaveLength(answered ? 2 : 1))
    },
  )

  it('is liked and unliked at once', async () => {
    const { viewer, other, post } = conversation()
    const { id } = await post('A comment.')
    const view = show(viewer)
    await ready(view)
    fireEvent.click(view.find('[part~=vote]'))
    await waitFor(() => expect(view.find('[part~=vote]').getAttribute('aria-pressed')).toBe('true'))
    expect(view.find('[part~=vote]').getAttribute('aria-label')).toBe('Like the comment by Grace, 1 like')
    await waitFor(async () => expect((await other.open(PAGE)).comments[0]?.reactions).toEqual({ up: 1 }))
    fireEvent.click(view.find('[part~=vote]'))
    await waitFor(async () =>
      expect((await other.open(PAGE)).comments.find((one) => one.id === id)?.reactions).toEqual({}),
    )
  })
})

describe('another order', () => {
  it('is the order in which the comments stand, and stand again when it is taken back', async () => {
    const { viewer, post } = conversation()
    for (let at = 1; at <= 33; at++) await post(`Number ${at}.`)
    const view = show(viewer)
    await ready(view)
    const bodies = (): string[] => view.all('.list > .item .body').map(({ textContent }) => textContent)
    const from = (first: number, last: number): string[] => {
      const step = first < last ? 1 : -1
      return Array.from({ length: Math.abs(last - first) + 1 }, (_, at) => `Number ${first + at * step}.`)
    }
    expect(bodies()).toEqual(from(33, 9))
    await view.store.thread.setOrder('oldest')
    await waitFor(() => expect(bodies()).toEqual(from(1, 25)))
    await view.store.thread.setOrder('newest')
    await waitFor(() => expect(bodies()).toEqual(from(33, 9)))
  })
})

describe('news', () => {
  it('wait behind a button when they would move what is read', async () => {
    const { viewer, post } = conversation()
    await post('Read by somebody.')
    const view = show(viewer, { wouldMove: () => true })
    await ready(view)
    await post('News.')
    await post('More news.')
    await waitFor(() => expect(view.find('.arrived').textContent).toBe('2 new comments'))
    expect(view.root.textContent).not.toContain('More news.')
    fireEvent.click(view.find('.arrived'))
    await waitFor(() => expect(view.all('.list > .item')).toHaveLength(3))
    expect(view.all('.fresh')).toHaveLength(2)
  })
})

describe('axe finds nothing', () => {
  const failing = (adapter: StorageAdapter): StorageAdapter => ({
    ...adapter,
    open: async () => Promise.reject(new TypeError('broken')),
  })
  const states: readonly (readonly [string, () => Promise<Shown>])[] = [
    ['loading', async () => show({ ...conversation().viewer, open: () => new Promise(() => undefined) })],
    ['empty', async () => show(conversation().viewer)],
    ['failed', async () => show(failing(conversation().viewer))],
    [
      'closed',
      async () => {
        const { viewer, store, post } = conversation()
        await post('Read only.')
        await store.setClosed(PAGE, true)
        return show(viewer)
      },
    ],
    [
      'with replies, a held comment and an open composer',
      async () => {
        const { viewer, post } = conversation()
        const { id } = await post('# A heading\n\n> quoted\n\n1. one\n\n```\ncode\n```')
        await post('مرحبا', id, 'سلمى')
        const view = show(viewer)
        await ready(view)
        fireEvent.click(view.find('.reply'))
        return view
      },
    ],
  ]

  for (const scheme of ['light', 'dark']) {
    it.each(states)(`${scheme}: %s`, async (_name, make) => {
      document.documentElement.style.colorScheme = scheme
      document.documentElement.style.background = scheme === 'dark' ? '#16171a' : '#fff'
      document.documentElement.style.color = scheme === 'dark' ? '#eee' : '#111'
      const view = await make()
      await waitFor(() => expect(view.root.textContent?.length).toBeGreaterThan(10))
      const { violations } = await axe.run(document.body, {
        resultTypes: ['violations'],
        rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
      })
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)).toEqual([])
    })
  }
})

describe('a store that fails', () => {
  it('is said in words for the reader, and tried again', async () => {
    const { viewer, post } = conversation()
    await post('There after all.')
    let broken = true
    const adapter: StorageAdapter = {
      ...viewer,
      open: (...call) => (broken ? Promise.reject(new TypeError('secret detail')) : viewer.open(...call)),
    }
    const view = show(adapter)
    await waitFor(() => expect(view.find('.failed').textContent).toContain('The comments could not be loaded.'))
    expect(view.root.textContent).not.toContain('secret detail')
    expect(isStorageError(view.store.thread.error.value)).toBe(true)
    broken = false
    fireEvent.click(view.find('.failed button'))
    await waitFor(() => expect(view.root.textContent).toContain('There after all.'))
  })

  it('offers nothing that it does not claim', async () => {
    const { viewer, post } = conversation()
    await post('Only to be read.')
    const supports = {
      ...viewer.supports,
      create: false,
      react: false,
      remove: false,
      replies: false,
      orders: ['oldest' as const],
    }
    const view = show({ ...viewer, supports })
    await ready(view)
    expect(view.all('form, .actions button:not([aria-haspopup]), select')).toHaveLength(0)
  })
})
