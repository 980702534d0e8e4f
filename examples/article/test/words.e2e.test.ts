import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './browsers.ts'
import { type Example, removeFolder, startExample } from './example.ts'
import { reader } from './reader.ts'

let example: Example
let browser: Browser

beforeAll(async () => {
  ;[example, browser] = await Promise.all([startExample(), launchChromium()])
})
afterAll(async () => {
  await Promise.all([browser.close(), example.stop()])
  removeFolder(example.folder)
})

describe('a page in another language', () => {
  it('has its words on their way with the first comments, before those are there', async () => {
    const ada = await reader(browser)
    const asked: string[] = []
    ada.page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await ada.page.route(example.url, async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, body: (await answer.text()).replace('lang="en"', 'lang="de-CH"') })
    })
    await ada.page.route('**/v1/**/thread?**', async (route) => {
      await expect.poll(() => asked.join(' '), { timeout: 30_000 }).toMatch(/words-\w+-de\.js/)
      await route.continue()
    })
    await ada.open(example.url)
    await ada.page.getByRole('heading', { name: /^Kommentare/ }).waitFor()
    expect(asked.filter((path) => path.includes('/words-'))).toHaveLength(1)
    expect(await ada.page.locator('.thread').getAttribute('lang')).toBe('de-CH')
    expect(ada.complaints).toEqual([])
    await ada.close()
  })

  it('speaks English when its words cannot be fetched', async () => {
    const ada = await reader(browser)
    await ada.page.route(example.url, async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, body: (await answer.text()).replace('lang="en"', 'lang="de"') })
    })
    await ada.page.route('**/words-*.js', (route) => route.abort())
    await ada.open(example.url)
    await ada.page.getByRole('heading', { name: /^Comments/ }).waitFor()
    await ada.page.locator('.thread:not(.words-coming)').waitFor()
    expect(await ada.page.locator('.thread').getAttribute('lang')).toBe('en')
    await ada.close()
  })
})
