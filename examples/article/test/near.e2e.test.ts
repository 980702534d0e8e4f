import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium } from './browsers.ts'
import { removeFolder, startExample, type Example } from './example.ts'
import { reader, type Reader } from './reader.ts'

let example: Example
let browser: Browser

beforeAll(async () => {
  ;[example, browser] = await Promise.all([startExample(), launchChromium()])
})
afterAll(async () => {
  await Promise.all([browser.close(), example.stop()])
  removeFolder(example.folder)
})

/** A reader whose requests to our server are noted, by what they ask for. */
async function watched(): Promise<Reader & { readonly asked: string[] }> {
  const ada = await reader(browser)
  const asked: string[] = []
  ada.page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  return { ...ada, asked }
}

/** Serves an article whose thread is far below what is seen of it. */
async function far({ page }: Reader, name: string): Promise<string> {
  const address = new URL('far', example.url).href
  const tag = `<script type="module" src="/afterword.js" data-site="example" data-page="${name}"></script>`
  const body = `<!doctype html><html lang="en"><title>Far</title><article><h1>Far</h1><p>Words.</p></article>
<div style="height: 9000px"></div>${tag}</html>`
  await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body }))
  return address
}

/** When the page has nothing left to do. */
const atRest = ({ page }: Reader): Promise<unknown> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestIdleCallback(() => requestIdleCallback(() => resolve()))
      }),
  )

it('a reader who never scrolls to the thread has loaded the script, and the answer that says that nobody talks about the article', async () => {
  const ada = await watched()
  const address = await far(ada, '/far')
  const answered = ada.page.waitForResponse(/\/thread\?/)
  await ada.page.goto(address)
  await (await answered).finished()
  await atRest(ada)
  const ours = (): string[] => ada.asked.filter((path) => !/^\/(far|favicon\.ico)$/.test(path))
  expect(ours()).toEqual(['/afterword.js', '/v1/sites/example/thread'])
  // Of the thread there is its heading, for whoever goes from heading to heading, and one sheet for its room.
  await ada.page.getByRole('heading', { name: 'Comments' }).waitFor({ state: 'attached' })
  const made = await ada.page.locator('afterword-comments').evaluate(({ shadowRoot }) => ({
    elements: shadowRoot?.querySelectorAll('*').length,
    sheets: shadowRoot?.adoptedStyleSheets.length,
  }))
  expect(made).toEqual({ elements: 2, sheets: 1 })

  // Whoever goes from field to field finds where to write, and comes near by it.
  await ada.page.keyboard.press('Tab')
  expect(await ada.page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.localName)).toBe('textarea')
  await ada.page.locator('.empty').waitFor()
  await ada.post('From far below.', 'Ada')
  await ada.comment('From far below.').waitFor()
  // The answer that was there is the one that is drawn.
  expect(ours().filter((path) => path.endsWith('/thread'))).toHaveLength(1)
  expect(ours().some((path) => path.startsWith('/chunks/interface-'))).toBe(true)
  await ada.close()
})

it('words that are talked about are marked before anybody scrolls, and a link to a comment leads there at once', async () => {
  const ada = await watched()
  await ada.page.goto(example.url)
  await ada.page.waitForFunction(() => CSS.highlights.size > 0)
  expect(await ada.page.evaluate(() => scrollY)).toBe(0)
  await ada.page.locator('.list').waitFor()
  const id = await ada.page.locator('.item').last().getAttribute('data-id')
  await ada.close()

  const ben = await watched()
  await ben.page.goto(`${example.url}#comment-${id}`)
  await ben.page.locator(`.item[data-id="${id}"]`).waitFor()
  await expect.poll(() => ben.page.evaluate(() => scrollY)).toBeGreaterThan(1000)
  await ben.close()
})

it('the page stays where it is when the tools of the composer come, whatever of it stands at the edge of the window', async () => {
  const ada = await watched()
  await ada.page.setViewportSize({ width: 360, height: 740 })
  let release = (): void => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await ada.page.route('**/chunks/**', async (route) => {
    await released
    await route.continue()
  })
  await ada.page.goto(new URL('index.html', example.url).href)
  const thread = ada.page.locator('afterword-comments')
  await thread.evaluate((element) => element.scrollIntoView({ behavior: 'instant' }))
  await ada.page.locator('.list .comment').first().waitFor()
  /** Where the page is scrolled to, once a frame has shown it. */
  const scrolled = (): Promise<number> =>
    ada.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(scrollY)))))
  await ada.page.locator('.label').evaluate((label) => {
    const { top, height } = label.getBoundingClientRect()
    scrollTo({ top: scrollY + top + height / 2, behavior: 'instant' })
  })
  const before = await scrolled()
  release()
  await ada.page.getByRole('toolbar').first().waitFor({ state: 'attached' })
  expect(await scrolled()).toBe(before)
  await ada.close()
})
