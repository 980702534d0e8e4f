import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './browsers.ts'
import { removeFolder, startExample, type Example } from './example.ts'
import { reader } from './reader.ts'

describe('the page without a server', () => {
  let example: Example
  let browser: Browser

  beforeAll(async () => {
    ;[example, browser] = await Promise.all([startExample(), launchChromium()])
  })
  afterAll(async () => {
    await Promise.all([browser.close(), example.stop()])
    removeFolder(example.folder)
  })

  it('keeps comments in the browser, shows them in its other tab, and asks no server, on a phone too', async () => {
    const ada = await reader(browser, { width: 360, height: 740 })
    const asked: string[] = []
    ada.page.context().on('request', (request) => {
      if (request.url().includes('/v1/')) asked.push(request.url())
    })
    const address = `${example.root}static/`
    await ada.open(address)
    const tab = await ada.page.context().newPage()
    await tab.goto(address)
    await tab.locator('.empty').waitFor()
    await ada.post('A note in the margin.', 'Ada')
    await ada.comment('A note in the margin.').waitFor()
    const seen = tab.locator('.comment', { hasText: 'A note in the margin.' })
    await seen.or(tab.locator('.arrived')).first().waitFor()
    if (await tab.locator('.arrived').isVisible()) await tab.locator('.arrived').click()
    await seen.waitFor()
    await ada.page.reload()
    await ada.comment('A note in the margin.').waitFor()
    expect(await ada.comment('A note in the margin.').count()).toBe(1)
    expect(await ada.page.getByText('These comments are kept in this browser only.').count()).toBe(1)
    expect(await ada.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
    expect(asked).toEqual([])
    expect(ada.complaints).toEqual([])
    await ada.close()
  })
})
