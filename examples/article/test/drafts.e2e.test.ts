import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium, launchFirefox } from './browsers.ts'
import { removeFolder, startExample, type Example } from './example.ts'
import { newProfile } from './profile.ts'
import { reader } from './reader.ts'

const SENTENCE = 'What I wanted to say all along is that nobody reads the weights, they read the words. '

const area = (page: Page) => page.locator('.thread > .composer textarea')
const hint = (page: Page, words: string) => page.locator('.thread > .composer .hint', { hasText: words })

/** Nothing that was typed is lost, whatever happens to the page, the tab or the browser. */
describe('the words of a reader', () => {
  let example: Example
  let chromium: Browser
  let firefox: Browser

  beforeAll(async () => {
    ;[example, chromium, firefox] = await Promise.all([startExample(), launchChromium(), launchFirefox()])
  })
  afterAll(async () => {
    await Promise.all([chromium.close(), firefox.close(), example.stop()])
    removeFolder(example.folder)
  })

  it('survive the kill of the browser in the middle of a word, but for the last second', async () => {
    const profile = newProfile()
    try {
      let page = await profile.start()
      await page.goto(example.url)
      await area(page).click()
      await page.keyboard.type(SENTENCE)
      await hint(page, 'Draft saved').waitFor()
      // On and on, and killed while it goes on. What is known to be written is what was typed a second before.
      const typed: { readonly at: number; readonly count: number }[] = []
      for (let count = 1; count <= 60; count++) {
        await page.keyboard.type(`w${count} `)
        typed.push({ at: performance.now(), count })
      }
      await page.keyboard.type('mid')
      const killed = performance.now()
      await profile.kill()

      page = await profile.start()
      await page.goto(example.url)
      await expect.poll(() => area(page).inputValue()).toContain(SENTENCE)
      const kept = await area(page).inputValue()
      const all = `${SENTENCE}${typed.map(({ count }) => `w${count} `).join('')}mid`
      expect(all.startsWith(kept)).toBe(true)
      const before = typed.findLast(({ at }) => at < killed - 1_000)?.count
      expect(kept).toContain(before === undefined ? SENTENCE : `w${before} `)
      const last = Number(/w(\d+) ?[^w]*$/.exec(kept)?.[1] ?? 0)
      const lost = killed - (typed[last - 1]?.at ?? killed)
      console.log(
        `the browser was killed: ${all.length - kept.length} characters of the last ${Math.round(lost)} ms were lost`,
      )
    } finally {
      await profile.remove()
    }
  })

  it('survive the close of the tab right after the last key', async () => {
    for (const browser of [chromium, firefox]) {
      const ada = await reader(browser)
      await ada.open(example.url)
      await area(ada.page).click()
      await ada.page.keyboard.type('Typed, and gone.')
      const context = ada.page.context()
      await ada.page.close({ runBeforeUnload: true })
      const again = await context.newPage()
      await again.goto(example.url)
      await expect.poll(() => area(again).inputValue()).toBe('Typed, and gone.')
      await context.close()
    }
  })
})
