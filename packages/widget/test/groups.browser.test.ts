import { afterEach, describe, expect, it } from 'vitest'
import { neighbourOf } from '../src/components/neighbour.ts'
import { conversation, open, type Opened } from './opened.ts'

afterEach(() => document.body.replaceChildren())

const FIRST = 60
const MANY = 99

/** A thread of many comments, of which those after the first sixty came to a list that was long already. */
async function readOn(): Promise<Opened & { readonly talk: ReturnType<typeof conversation> }> {
  const talk = conversation()
  for (let i = 0; i < MANY; i++) await talk.post(`comment ${i}.`)
  const attributes = { 'page-size': String(FIRST), order: 'oldest' }
  const view = await open({ page: talk.page, adapter: talk.viewer, attributes })
  view.find('.more button').click()
  await view.soon(() => expect(view.all('.comment')).toHaveLength(MANY))
  return { ...view, talk }
}

const words = (comment: Element | null | undefined): string | null | undefined =>
  comment?.querySelector('.body')?.textContent

describe('comments that come to a long list', () => {
  it('are items of that list for whoever hears it, in groups that nobody hears of', async () => {
    const { find, all } = await readOn()
    expect(find('.list').role).toBe('list')
    const groups = all('.list > .group')
    expect(groups.map(({ role }) => role)).toEqual(groups.map(() => 'none'))
    for (const item of all('.group > .item')) expect(item.role).toBe('listitem')
    expect(all('.list > .item')).toHaveLength(64)
    expect(groups.map(({ children }) => children.length)).toEqual([8, 8, 8, 8, 3])
    expect(all('.body').map((body) => body.textContent)).toEqual(
      Array.from({ length: MANY }, (_, i) => `comment ${i}.`),
    )
  })

  it('keep the distances that they have elsewhere', async () => {
    const { all } = await readOn()
    for (const group of all('.group')) group.style.contentVisibility = 'visible'
    const gaps = all('.item').map((item, index, items) => {
      const below = items[index + 1]?.getBoundingClientRect().top
      return below === undefined ? undefined : Math.round(below - item.getBoundingClientRect().bottom)
    })
    expect(new Set(gaps.slice(0, -1)).size).toBe(1)
  })

  it('take up the room of as many as there are before they are laid out', async () => {
    const { all } = await readOn()
    const heights = all('.group').map((group) => Math.round(group.getBoundingClientRect().height))
    expect(heights[0]).toBe(heights[1])
    expect((heights[4] ?? 0) / (heights[0] ?? 0)).toBeCloseTo(3 / 8, 1)
  })

  it('have neighbours across their groups, for the focus of who takes one away', async () => {
    const { comment, all } = await readOn()
    const nextTo = (text: string): string | null | undefined => {
      const item = comment(text).closest('.item')
      return item === null ? undefined : words(neighbourOf(item))
    }
    expect(nextTo('comment 63.')).toBe('comment 64.')
    expect(nextTo('comment 71.')).toBe('comment 72.')
    expect(nextTo('comment 98.')).toBe('comment 97.')
    expect(all('.group').length).toBeGreaterThan(1)
  })

  it('are read on from at the first of them, also where it fills a group that was there', async () => {
    const talk = conversation()
    for (let i = 0; i < MANY; i++) await talk.post(`comment ${i}.`)
    const attributes = { 'page-size': '30', order: 'oldest' }
    const view = await open({ page: talk.page, adapter: talk.viewer, attributes })
    for (const first of [30, 60, 90]) {
      view.find('.more button').focus()
      view.find('.more button').click()
      const focused = (): string | null | undefined => words(view.root.activeElement)
      await view.soon(() => expect(focused()).toBe(`comment ${first}.`))
    }
    expect(words(view.comment('comment 90.').closest('.group')?.firstElementChild)).not.toBe('comment 90.')
  })

  it('stay in the same items when others come and go among them', async () => {
    const { talk, comment, soon, has, all } = await readOn()
    const itemOf = (text: string): HTMLElement | null => comment(text).closest('.item')
    const kept = itemOf('comment 70.')
    const answer = await talk.post('an answer.', kept?.dataset['id'])
    await soon(() => comment('an answer.'))
    await talk.other.remove(talk.page, answer.id)
    await soon(() => expect(has('an answer.')).toBe(false))
    const gone = itemOf('comment 72.')?.dataset['id'] ?? ''
    await talk.other.remove(talk.page, gone)
    await soon(() => expect(has('comment 72.')).toBe(false))
    expect(itemOf('comment 70.')).toBe(kept)
    expect(all('.comment:not(.tombstone)')).toHaveLength(MANY - 1)
  })
})
