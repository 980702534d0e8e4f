import { afterEach, describe, expect, it, vi } from 'vitest'
import { browserVisits } from '../src/element/visits.ts'
import { conversation, open } from './opened.ts'

afterEach(() => {
  vi.restoreAllMocks()
  document.body.replaceChildren()
  localStorage.clear()
  sessionStorage.clear()
})

const MINUTE = 60_000

describe('what a reader has seen of a page', () => {
  it('is what was there the last time, and a reload is the same visit', () => {
    const at =
      (minutes: number): (() => number) =>
      () =>
        minutes * MINUTE
    const first = browserVisits('s', '/a', at(0))
    expect(first.since).toBeNull()
    first.seen(10, 10)
    const second = browserVisits('s', '/a', at(100))
    expect(second.since).toBe(10)
    second.seen(15, 15)
    expect(browserVisits('s', '/a', at(110)).since).toBe(10)
    expect(browserVisits('s', '/a', at(200)).since).toBe(15)
    expect(browserVisits('s', '/b', at(200)).since).toBeNull()
    expect(browserVisits('another', '/a', at(200)).since).toBeNull()
  })

  it('is not more than another tab has seen less, and not more than there is', () => {
    const visits = browserVisits('s', '/a')
    visits.seen(20, 20)
    visits.seen(12, 20)
    expect(browserVisits('s', '/a').since).toBe(20)
    // The store was restored from an older copy.
    visits.seen(8, 8)
    expect(browserVisits('t', '/a').since).toBeNull()
    sessionStorage.clear()
    expect(browserVisits('s', '/a').since).toBe(8)
  })

  it('goes by no clock: one that jumps back or forth makes a new visit at most', () => {
    const before = browserVisits('s', '/a', () => 1e15)
    before.seen(5, 5)
    const back = browserVisits('s', '/a', () => -5)
    expect(back.since).toBe(5)
    back.seen(7, 7)
    expect(browserVisits('s', '/a', () => Number.NaN).since).toBe(7)
  })

  it('is nothing where the storage is blocked, full, or holds something else', () => {
    for (const junk of ['{"/a":"x"}', '[1]', 'null', 'nonsense', '7']) {
      localStorage.setItem('afterword:seen:s', junk)
      sessionStorage.setItem('afterword:seen:s:/a', junk)
      expect(browserVisits('s', '/a').since).toBeNull()
    }
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('Blocked.', 'SecurityError')
    })
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('Full.', 'QuotaExceededError')
    })
    const visits = browserVisits('s', '/a')
    visits.seen(3, 3)
    expect(visits.since).toBeNull()
  })

  it('is remembered of some hundreds of pages, the latest ones', () => {
    for (let page = 0; page < 400; page++) browserVisits('s', `/p${page}`).seen(1, 1)
    expect(browserVisits('s', '/p0').since).toBeNull()
    expect(browserVisits('s', '/p399').since).toBe(1)
    expect(Object.keys(JSON.parse(localStorage.getItem('afterword:seen:s') ?? '{}'))).toHaveLength(300)
  })
})

describe('a reader who comes back', () => {
  it('sees which comments of others are new', async () => {
    const { page, viewer, post } = conversation()
    await post('Seen.')
    const first = await open({ page, adapter: viewer })
    expect(first.all('.fresh')).toEqual([])
    await first.soon(() => expect(localStorage.getItem('afterword:seen:adapter')).toContain(page))
    first.host.remove()
    await post('New.')
    await viewer.create(page, {
      id: crypto.randomUUID().replace(/^(.{14})./, '$17'),
      parent: null,
      source: 'My own.',
      name: 'Ada',
    })
    const second = await open({ page, adapter: viewer })
    await second.soon(() => expect(second.all('.fresh')).toHaveLength(1))
    expect(second.comment('New.').querySelector('.fresh')?.textContent).toBe('new')
  })

  it('has not seen what stands below the end of the window', async () => {
    const { page, viewer, post } = conversation()
    await post('Never looked at.')
    const article = document.createElement('div')
    article.style.blockSize = '300vh'
    document.body.append(article)
    const view = await open({ page, adapter: viewer })
    view.host.remove()
    await view.soon(() => expect(view.root.childElementCount).toBe(0))
    expect(localStorage.getItem('afterword:seen:adapter') ?? '').not.toContain(page)
  })

  it('finds the order that they chose, until the owner has another one', async () => {
    const { page, viewer, post } = conversation()
    await post('older')
    await post('newer')
    const words = (view: Awaited<ReturnType<typeof open>>): (string | null)[] =>
      view.all('.body').map(({ textContent }) => textContent)
    const first = await open({ page, adapter: viewer })
    const select = first.find<HTMLSelectElement>('.order')
    select.value = 'oldest'
    select.dispatchEvent(new Event('change', { bubbles: true }))
    await first.soon(() => expect(words(first)).toEqual(['older', 'newer']))
    first.host.remove()
    const second = await open({ page, adapter: viewer })
    expect(words(second)).toEqual(['older', 'newer'])
    second.host.remove()
    const third = await open({ page, adapter: viewer, attributes: { order: 'newest' } })
    expect(words(third)).toEqual(['newer', 'older'])
  })
})
