import { memoryAdapter } from '@afterword/storage/memory'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { AfterwordComments } from '../src/define.ts'
import { PATIENT } from './patience.ts'

afterEach(() => {
  document.body.replaceChildren()
  for (const name of ['lang', 'dir']) document.documentElement.removeAttribute(name)
})

/** A thread with nobody in it, in the page or within one of its elements. */
function thread(attributes: Readonly<Record<string, string>> = {}, parent: ParentNode & Node = document.body) {
  const element = new AfterwordComments()
  element.adapter = memoryAdapter()
  element.setAttribute('page', '/words')
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  parent.append(element)
  return element
}

const section = (element: Element): HTMLElement | null | undefined => element.shadowRoot?.querySelector('section')
const heading = (element: Element): string | undefined => section(element)?.querySelector('h2')?.textContent
const hears = (element: Element, words: string): Promise<void> =>
  vi.waitFor(() => expect(heading(element)).toBe(words), { timeout: 20_000 })

describe('the words of a thread', () => {
  it('are those of the page', async () => {
    document.documentElement.lang = 'de-AT'
    const element = thread()
    await hears(element, 'Kommentare')
    expect(section(element)?.lang).toBe('de-AT')
  })

  it('are those of the nearest language, across shadow roots', async () => {
    document.documentElement.lang = 'en'
    const outer = document.createElement('div')
    outer.lang = 'de'
    document.body.append(outer)
    const inner = document.createElement('div')
    outer.attachShadow({ mode: 'open' }).append(inner)
    const element = thread({}, inner)
    await hears(element, 'Kommentare')
    await hears(thread({ lang: 'en-GB' }, inner), 'Comments')
  })

  it('follow a page that changes its language, with what is being written left alone', async () => {
    document.documentElement.lang = 'en'
    const element = thread()
    await hears(element, 'Comments')
    const area = element.shadowRoot?.querySelector('textarea')
    if (!area) throw new Error('There is no place to write.')
    area.focus()
    area.value = 'Half a sen'
    area.dispatchEvent(new InputEvent('input', { bubbles: true }))
    document.documentElement.lang = 'de'
    await hears(element, 'Kommentare')
    // The field may have been exchanged for one that can do more.
    const now = element.shadowRoot?.activeElement
    expect(now).toBeInstanceOf(HTMLTextAreaElement)
    expect(now).toHaveProperty('value', 'Half a sen')
    document.documentElement.lang = 'en'
    await hears(element, 'Comments')
  })

  it('are the owner’s where there are some, and can be changed at any time', async () => {
    const element = thread({ lang: 'en' })
    await hears(element, 'Comments')
    element.messages = { heading: 'Letters' }
    await hears(element, 'Letters')
    element.lang = 'de'
    const name = (): HTMLInputElement | null | undefined => section(element)?.querySelector('[name=name]')
    await vi.waitFor(() => expect(name()?.placeholder).toBe('Dein Name'), PATIENT)
    expect(heading(element)).toBe('Letters')
    element.messages = {}
    await hears(element, 'Kommentare')
  })

  it('are nowhere seen in English before they come', async () => {
    const element = thread({ lang: 'de' })
    await vi.waitFor(() => expect(section(element)).toBeTruthy(), PATIENT)
    const first = element.shadowRoot?.querySelector('h2')
    if (first?.textContent === 'Comments') expect(getComputedStyle(first).visibility).toBe('hidden')
    await hears(element, 'Kommentare')
    await vi.waitFor(() => expect(first && getComputedStyle(first).visibility).toBe('visible'), PATIENT)
  })
})

describe('the direction of a thread', () => {
  const direction = async (element: Element): Promise<string | undefined> => {
    await vi.waitFor(() => expect(section(element)).toBeTruthy(), PATIENT)
    return section(element)?.dir
  }

  it('is that of the words', async () => {
    expect(await direction(thread({ lang: 'en' }))).toBe('ltr')
  })

  it('is what the page says, where it says something', async () => {
    document.documentElement.dir = 'rtl'
    expect(await direction(thread())).toBe('rtl')
    expect(await direction(thread({ dir: 'ltr' }))).toBe('ltr')
    expect(await direction(thread({ lang: 'en' }))).toBe('ltr')
  })
})
