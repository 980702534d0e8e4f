import { options as preactOptions, type VNode } from 'preact'
import { userEvent } from 'vitest/browser'
import { afterEach, describe, expect, it } from 'vitest'
import { conversation, open, type Opened } from './opened.ts'

/** The comments that there are living components of. */
const living = new Set<string>()
const { diffed, unmount } = preactOptions
const idOf = ({ type, props }: VNode<{ readonly model?: { readonly id: string } }>): string | undefined =>
  typeof type === 'function' && type.name === 'Comment' ? props.model?.id : undefined
preactOptions.diffed = (vnode: VNode) => {
  living.add(idOf(vnode) ?? '')
  diffed?.(vnode)
}
preactOptions.unmount = (vnode: VNode) => {
  living.delete(idOf(vnode) ?? '')
  unmount?.(vnode)
}

afterEach(() => {
  document.body.replaceChildren()
  document.documentElement.removeAttribute('lang')
  living.clear()
  // The order that was chosen.
  localStorage.clear()
})

const MANY = 99

/** What is drawn first stands in its list by itself, what comes to a long list in groups (decision 0375). */
const LISTS = [
  ['at once', MANY],
  ['in groups', 60],
] as const

/** A thread of many comments, of which those that are far from the window are given up. */
async function manyComments(pageSize: number) {
  const talk = conversation()
  const ids: string[] = []
  for (let i = 0; i < MANY; i++) ids.push((await talk.post(`comment ${i}.`)).id)
  const id = (index: number): string => ids[index] ?? ''
  const view = await open({
    page: talk.page,
    adapter: talk.viewer,
    attributes: { 'page-size': String(pageSize), order: 'oldest' },
  })
  await readOn(view)
  return { ...talk, view, id, ids }
}

async function readOn(view: Opened): Promise<void> {
  await view.soon(() => expect(view.all('.comment').length).toBeGreaterThanOrEqual(60))
  if (view.all('.comment').length === MANY) return
  view.find('.more button').click()
  await view.soon(() => expect(view.all('.comment')).toHaveLength(MANY))
  // It goes to the first that came, which is looked at then.
  const isOn = (): boolean =>
    view.root.activeElement instanceof HTMLElement && view.root.activeElement.matches('.comment')
  await view.soon(() => expect(isOn()).toBe(true))
  if (view.root.activeElement instanceof HTMLElement) view.root.activeElement.blur()
}

function dozes(view: Opened, ...ids: readonly string[]): Promise<void> {
  return view.soon(() => {
    for (const id of ids) expect(living).not.toContain(id)
  })
}

function lives(view: Opened, id: string): Promise<void> {
  return view.soon(() => expect(living).toContain(id))
}

/** What stands in the list, each once. */
function order(view: Opened): readonly (string | undefined)[] {
  expect(view.all('.comment')).toHaveLength(MANY)
  return view.all('.item').map((item) => item.dataset['id'])
}

describe.each(LISTS)('comments that are far away, drawn %s', (_, pageSize) => {
  it('keep their words and nothing more, and are alive in the same nodes when they come near', async () => {
    const { view, id } = await manyComments(pageSize)
    await dozes(view, id(60), id(90), id(98))
    expect(living).toContain(id(0))
    const near = view.comment('comment 60.')
    near.scrollIntoView({ block: 'center' })
    await lives(view, id(60))
    // Each of these is otherwise where Preact has other names for what is told to it: see `keep` in doze.ts.
    expect(view.comment('comment 60.')).toBe(near)
    expect(near.parentElement?.children).toHaveLength(1)
    expect(view.all('.comment')).toHaveLength(MANY)
    await dozes(view, id(0))
    expect(view.all('.comment')).toHaveLength(MANY)
  })

  it('show what others change in them, answer them and take away', async () => {
    const { view, id, page, other, post } = await manyComments(pageSize)
    await dozes(view, id(80), id(90), id(98))
    await other.edit(page, id(98), { source: 'edited words', version: 1 })
    await view.soon(() => view.comment('edited words'))
    await post('an answer.', id(90))
    await view.soon(() => expect(view.comment('an answer.').closest(`[data-id="${id(90)}"]`)).not.toBeNull())
    await other.remove(page, id(80))
    await view.soon(() => expect(view.has('comment 80.')).toBe(false))
    await dozes(view, id(90), id(98))
    expect(view.has('edited words')).toBe(true)
    expect(view.has('an answer.')).toBe(true)
  })

  it('do what is pressed in them, once', async () => {
    const { view, id } = await manyComments(pageSize)
    await dozes(view, id(90))
    const vote = (): HTMLElement | null => view.comment('comment 90.').querySelector<HTMLElement>('[part~=vote]')
    vote()?.click()
    await view.soon(() => expect(vote()?.getAttribute('aria-pressed')).toBe('true'))
    expect(vote()?.textContent).toContain('1')
  })

  it('are reached by the keyboard, which finds them alive', async () => {
    const { view, id } = await manyComments(pageSize)
    await dozes(view, id(70))
    const reply = view.comment('comment 70.').querySelector<HTMLElement>('.reply')
    reply?.focus()
    await lives(view, id(70))
    expect(view.root.activeElement).toBe(reply)
    await userEvent.keyboard('{Enter}')
    await view.soon(() => expect(view.root.activeElement?.tagName).toBe('TEXTAREA'))
  })

  it('keep what is being written in them', async () => {
    const { view, id } = await manyComments(pageSize)
    view.comment('comment 1.').querySelector<HTMLElement>('.reply')?.click()
    const area = await view.soon(() => view.find<HTMLTextAreaElement>('.reply-composer textarea'))
    await userEvent.type(area, 'My words')
    area.blur()
    view.comment('comment 98.').scrollIntoView()
    await dozes(view, id(0), id(2))
    expect(living).toContain(id(1))
    expect(view.find('.reply-composer textarea')).toBe(area)
    expect(area.value).toBe('My words')
  })

  it('stand in another order when the reader wants one, each of them once', async () => {
    const { view, ids, id } = await manyComments(pageSize)
    await dozes(view, id(60), id(98))
    const choice = view.find<HTMLSelectElement>('select')
    for (const [value, expected] of [
      ['newest', ids.toReversed()],
      ['oldest', ids],
    ] as const) {
      choice.value = value
      const first = view.find('.item')
      choice.dispatchEvent(new Event('change', { bubbles: true }))
      await view.soon(() => expect(view.find('.item')).not.toBe(first))
      await readOn(view)
      await view.soon(() => expect(order(view)).toEqual(expected))
      await dozes(view, id(50))
      expect(order(view)).toEqual(expected)
    }
  })

  it('are said in the language of the page, also when it is another one by then', async () => {
    document.documentElement.lang = 'en'
    const { view, id } = await manyComments(pageSize)
    await dozes(view, id(98))
    const reply = (): string | null | undefined => view.comment('comment 98.').querySelector('.reply')?.textContent
    expect(reply()).toBe('Reply')
    document.documentElement.lang = 'de'
    await view.soon(() => expect(reply()).toBe('Antworten'))
    await dozes(view, id(98))
    expect(reply()).toBe('Antworten')
    expect(order(view)).toHaveLength(MANY)
  })

  it('keep what is selected in them', async () => {
    const { view, id } = await manyComments(pageSize)
    const words = view.comment('comment 1.').querySelector('.body')
    if (words !== null) document.getSelection()?.selectAllChildren(words)
    view.comment('comment 98.').scrollIntoView()
    await dozes(view, id(0), id(2))
    expect(document.getSelection()?.toString()).toBe('comment 1.')
  })
})
