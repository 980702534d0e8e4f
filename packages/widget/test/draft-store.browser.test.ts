import { afterEach, describe, expect, it, vi } from 'vitest'
import { browserDraftStore } from '../src/element/draft-store.ts'
import { lazyKeep } from '../src/element/lazy-keep.ts'
import type { BrowserKeep } from '../src/element/browser-keep.ts'
import type { Draft } from '../src/helpers/kept-draft.ts'
import { PATIENT } from './patience.ts'

const SCOPE = 'https://comments.example.org:site'
const draft = (values: Partial<Draft> = {}): Draft => ({
  key: '',
  slot: 'one',
  text: 'Half a thought',
  at: 1,
  ...values,
})
const store = (page = '/a', keep: BrowserKeep = lazyKeep) => browserDraftStore(SCOPE, page, keep)

/** A browser that keeps nothing in its database. */
const blocked: BrowserKeep = {
  all: () => Promise.reject(new Error('Blocked.')),
  get: () => Promise.reject(new Error('Blocked.')),
  put: () => Promise.reject(new Error('Blocked.')),
  delete: () => Promise.reject(new Error('Blocked.')),
}

afterEach(async () => {
  localStorage.clear()
  for (const [name] of await lazyKeep.all('')) await lazyKeep.delete(name)
  document.body.replaceChildren()
})

/** Fills `localStorage` to its last byte. */
function fill(): void {
  let room = 4_000_000
  for (let i = 0; room >= 1; i++) {
    try {
      localStorage.setItem(`full-${i}`, 'x'.repeat(room))
    } catch {
      room /= 2
    }
  }
}

describe('drafts in this browser', () => {
  it('are kept twice, each page’s apart', async () => {
    expect(await store().write(draft())).toBe(true)
    expect(store().read()).toEqual([draft()])
    expect(await store().recover()).toEqual([draft()])
    for (const other of ['/a2', '/', '/b']) {
      expect(store(other).read()).toEqual([])
      expect(await store(other).recover()).toEqual([])
    }
  })

  it('are there from the database when `localStorage` has forgotten them', async () => {
    await store().write(draft())
    localStorage.clear()
    expect(store().read()).toEqual([])
    expect(await store().recover()).toEqual([draft()])
  })

  it('are told to other tabs', async () => {
    const told: Draft[] = []
    const stop = store().watch((news) => told.push(news))
    // Another document of the same origin, as another tab is.
    const frame = document.createElement('iframe')
    document.body.append(frame)
    await store().write(draft())
    const [name, value] = Object.entries(localStorage)[0] ?? []
    localStorage.clear()
    frame.contentWindow?.localStorage.setItem(String(name), String(value))
    await vi.waitFor(() => expect(told).toEqual([draft()]), PATIENT)
    stop()
  })

  it('stay in memory and in the database when `localStorage` is full', async () => {
    fill()
    const full = store()
    expect(await full.write(draft())).toBe(true)
    expect(full.read()).toEqual([draft()])
    expect(full.find('', 'one')).toEqual(draft())
    localStorage.clear()
    expect(await store().recover()).toEqual([draft()])
  })

  it('say that they are not kept when there is room nowhere, and are there for as long as the page is', async () => {
    fill()
    const full = store('/a', blocked)
    expect(await full.write(draft())).toBe(false)
    expect(full.read()).toEqual([draft()])
    expect(await full.recover()).toEqual([])
  })

  it('are kept when the database alone is blocked', async () => {
    expect(await store('/a', blocked).write(draft())).toBe(true)
    expect(store('/a', blocked).read()).toEqual([draft()])
  })

  it('that are damaged are handed out as they stand, without a time; what is not a draft is left alone', async () => {
    await store().write(draft())
    const name = Object.keys(localStorage)[0] ?? ''
    localStorage.setItem(name, '{"text":"Half a th')
    localStorage.setItem(name.replace('["","one"]', 'garbage'), 'x')
    localStorage.setItem('afterword:draft:', '[')
    expect(store().read()).toEqual([draft({ text: '{"text":"Half a th', at: 0 })])
    for (const value of ['null', '7', '[]', '{"text":1,"at":"x"}', '{}']) {
      localStorage.setItem(name, value)
      expect(store().read()).toEqual([draft({ text: value, at: 0 })])
    }
  })

  it('that were emptied are forgotten after a day, in both places', async () => {
    const emptied = draft({ text: '', at: Date.now() })
    await store().write(emptied)
    await store().write(draft({ slot: 'old', text: '', at: Date.now() - 2 * 24 * 3_600_000 }))
    expect(store().read()).toEqual([emptied])
    expect(await store().recover()).toEqual([emptied])
    await vi.waitFor(async () => expect(await lazyKeep.all('')).toHaveLength(1), PATIENT)
    expect(localStorage).toHaveLength(1)
  })
})
