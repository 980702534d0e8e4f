import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Example, removeFolder, startExample } from '../example.ts'
import { type WebKit, launchWebKit } from '../webkit.ts'

let example: Example
let webkit: WebKit

beforeAll(async () => {
  ;[example, webkit] = await Promise.all([startExample(), launchWebKit()])
})
afterAll(async () => {
  await Promise.all([webkit.close(), example.stop()])
  removeFolder(example.folder)
})

/** What is found in the thread, by the first that matches. */
const IN_THREAD = 'const found = document.querySelector("afterword-comments")?.shadowRoot?.querySelector(arguments[0]);'
const text = (selector: string): Promise<string | null> =>
  webkit.evaluate(`${IN_THREAD} return found?.textContent ?? null`, selector)
const focus = (selector: string): Promise<void> => webkit.evaluate(`${IN_THREAD} found.focus()`, selector)
const click = (selector: string): Promise<void> => webkit.evaluate(`${IN_THREAD} found.click()`, selector)
const shows = (selector: string, words: string): Promise<void> =>
  expect.poll(() => text(selector), { timeout: 30_000 }).toContain(words)

describe('in WebKit', () => {
  it('a thread is read, written in by keyboard, answered and liked, and is there after a reload', async () => {
    await webkit.open(example.url)
    await shows('.list', 'Old Reader')
    await focus('.thread > .composer textarea, .composer textarea')
    await webkit.type('Typed in WebKit.')
    await focus('.composer input')
    await webkit.type('Ada')
    await click('.composer [part~=submit]')
    await shows('.list > .item .body', 'Typed in WebKit.')
    await shows('.list > .item .reply', 'Reply')
    await click('.list > .item .reply')
    await expect.poll(() => text('.reply-composer'), { timeout: 30_000 }).not.toBeNull()
    await focus('.reply-composer textarea')
    await webkit.type('And answered.')
    await click('.reply-composer [part~=submit]')
    await shows('.replies .body', 'And answered.')
    await click('.list > .item:nth-child(2) [part~=vote]')
    await shows('.list > .item:nth-child(2) [part~=vote][aria-pressed=true]', '3')
    await webkit.open(example.url)
    await shows('.list > .item .body', 'Typed in WebKit.')
    await shows('.list > .item:nth-child(2) [part~=vote][aria-pressed=true]', '3')
    // It is drawn: a page without a thread would be a picture of few colours.
    expect((await webkit.picture()).length).toBeGreaterThan(20_000)
  })
})
