import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PATIENT } from './patience.ts'
import '../src/define.ts'

let said: string[]

beforeEach(() => {
  said = []
  vi.spyOn(console, 'warn').mockImplementation((message: unknown) => void said.push(String(message)))
})
afterEach(() => {
  document.body.replaceChildren()
  vi.restoreAllMocks()
  localStorage.clear()
})

/** Puts this on the page, without a server unless it names one. */
function place(html: Readonly<Record<string, string>>): HTMLElement {
  const element = document.createElement('afterword-comments')
  for (const [name, value] of Object.entries(html)) element.setAttribute(name, value)
  document.body.append(element)
  return element
}

const hears = (message: RegExp): Promise<void> =>
  vi.waitFor(() => expect(said.filter((line) => message.test(line))).toHaveLength(1), PATIENT)

/** Unlike any other, since each thing is said once on a page. */
let pages = 0
const page = (): string => `/set-up/${pages++}`

describe('a set-up that is wrong is told on the console, with the remedy', () => {
  it.each([
    [
      'an attribute with another letter',
      { sever: 'https://a.example' },
      /sever is no attribute of ours\. Is server meant\?/,
    ],
    ['an attribute with an underscore', { page_size: '5' }, /page_size is no attribute of ours\. Is page-size meant\?/],
    ['an attribute as the script has it', { 'page-sized': '5' }, /page-sized is no attribute .* Is page-size meant\?/],
    [
      'an attribute that nobody knows',
      { colour: 'red' },
      /colour is no attribute of ours\. There are server, site, page/,
    ],
    ['an order that there is not', { order: 'best' }, /order="best" is not known: write newest, oldest or top/],
    ['a size that is no number', { 'page-size': 'many' }, /page-size="many" is not a number from 1 to 100/],
    ['a size of none', { 'page-size': '0' }, /page-size="0" is not a number/],
    ['an article that is not there', { article: '.story' }, /article="\.story" matches nothing here/],
    ['an article that is no selector', { article: 'main >' }, /article="main >" matches nothing here/],
  ])('%s, and the thread is shown nevertheless', async (_what, attributes, message) => {
    const element = place({ page: page(), ...attributes })
    await hears(message)
    await vi.waitFor(() => expect(element.shadowRoot?.querySelector('.empty')).not.toBeNull(), PATIENT)
  })

  it('a server without a scheme, and the reader is told quietly', async () => {
    const element = place({ page: page(), server: 'comments.example.org' })
    await hears(/server's address "comments\.example\.org" is none: write it in full, for example https:\/\//)
    await vi.waitFor(
      () => expect(element.shadowRoot?.textContent).toBe('Comments are not set up for this page yet.'),
      PATIENT,
    )
  })

  it('the same thread twice on a page, and both are shown', async () => {
    const same = page()
    const elements = [place({ page: same }), place({ page: same })]
    await hears(/The same thread stands on this page twice/)
    for (const element of elements) {
      await vi.waitFor(() => expect(element.shadowRoot?.querySelector('.empty')).not.toBeNull(), PATIENT)
    }
  })

  it('an attribute that becomes wrong later, and right again', async () => {
    const element = place({ page: page() })
    await vi.waitFor(() => expect(element.shadowRoot?.querySelector('.empty')).not.toBeNull(), PATIENT)
    element.setAttribute('order', 'latest')
    await hears(/order="latest" is not known/)
    element.setAttribute('server', 'ftp://files.example')
    await hears(/server's address "ftp:\/\/files\.example" is none/)
    element.removeAttribute('server')
    element.setAttribute('order', 'oldest')
    await vi.waitFor(() => expect(element.shadowRoot?.querySelector('.empty')).not.toBeNull(), PATIENT)
  })

  it('each once, however many there are', async () => {
    for (const _ of [1, 2, 3]) place({ page: page(), order: 'loudest' })
    await hears(/order="loudest"/)
    await vi.waitFor(() => expect(document.querySelectorAll('afterword-comments')).toHaveLength(3), PATIENT)
    expect(said.filter((line) => line.includes('loudest'))).toHaveLength(1)
  })
})

it('says nothing of a set-up that is right', async () => {
  const article = document.createElement('article')
  article.textContent = 'Words to comment on.'
  document.body.append(article)
  const right = { page: page(), order: 'top', 'page-size': '10', article: 'article', lang: 'en', dir: 'ltr' }
  const element = place({
    ...right,
    id: 'comments',
    class: 'wide',
    'data-turbo-permanent': '',
    'aria-label': 'Letters',
  })
  await vi.waitFor(() => expect(element.shadowRoot?.querySelector('.empty')).not.toBeNull(), PATIENT)
  // By then everything was looked at.
  element.setAttribute('order', 'wrongest')
  await hears(/order="wrongest"/)
  expect(said).toHaveLength(1)
})
