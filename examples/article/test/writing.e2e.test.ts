import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium, launchFirefox } from './browsers.ts'
import { removeFolder, startExample, type Example } from './example.ts'
import { type Reader, reader } from './reader.ts'

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

const NAMES = ['Chromium', 'Firefox'] as const
const browserOf = (name: (typeof NAMES)[number]): Browser => (name === 'Firefox' ? firefox : chromium)

const composer = (page: Page): Locator => page.locator('.thread > .composer')
const area = (page: Page): Locator => composer(page).locator('textarea')
const item = (page: Page, words: string): Locator => page.locator('.item', { hasText: words }).last()

/** Another tab of the same reader. */
async function tab(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.goto(example.url)
  await page.locator('.list').waitFor()
  return page
}

async function choose(ada: Reader, words: string, entry: string): Promise<void> {
  await ada
    .comment(words)
    .last()
    .getByRole('button', { name: /^More for/ })
    .click()
  await ada.page.getByRole('menuitem', { name: entry }).click()
}

/** What the one who has the focus says of itself. */
const focusedName = (page: Page) => (): Promise<string> =>
  page.evaluate(() => {
    const focused = document.querySelector('afterword-comments')?.shadowRoot?.activeElement
    return focused?.getAttribute('aria-label') ?? focused?.textContent ?? ''
  })

/** From a comment on, past what else can be done with it. */
async function toMenu(page: Page): Promise<void> {
  for (let step = 0; step < 12 && !(await focusedName(page)()).startsWith('More for'); step++) {
    await page.keyboard.press('Tab')
  }
  expect(await focusedName(page)()).toContain('More for')
}

describe.each(NAMES)('writing in %s', (name) => {
  it('is done by keyboard alone: marked up, looked at, posted, changed, removed, taken back', async () => {
    const ada = await reader(browserOf(name))
    await ada.open(example.url)
    const { page } = ada
    const { keyboard } = page
    await composer(page).locator('.toolbar').waitFor()
    await area(page).focus()
    await keyboard.type('Quite plain')
    await keyboard.press('Shift+Home')
    await keyboard.press('Control+b')
    await expect.poll(() => area(page).inputValue()).toBe('**Quite plain**')
    // Undone as anything else that was typed, and done again.
    await keyboard.press('Control+z')
    await expect.poll(() => area(page).inputValue()).toBe('Quite plain')
    await keyboard.press('Control+b')
    await expect.poll(() => area(page).inputValue()).toBe('**Quite plain**')

    // The tools are one stop of the Tab key.
    await keyboard.press('Shift+Tab')
    await expect.poll(focusedName(page)).toBe('Bold')
    await keyboard.press('End')
    await expect.poll(focusedName(page)).toBe('Preview')
    await keyboard.press('Enter')
    await composer(page).locator('.preview strong', { hasText: 'Quite plain' }).waitFor()
    await keyboard.press('Tab')
    await keyboard.press('Escape')
    await area(page).waitFor()
    await area(page).focus()
    await keyboard.press('Tab')
    await keyboard.type(`Keys in ${name}`)
    await keyboard.press('Control+Enter')
    const mine = item(page, `Keys in ${name}`)
    await mine.locator('.reply').waitFor()
    await expect.poll(focusedName(page)).toContain('Quite plain')

    await toMenu(page)
    await keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Edit' }).waitFor()
    await keyboard.press('ArrowDown')
    await keyboard.press('Enter')
    await mine.locator('textarea').waitFor()
    await keyboard.type(' and simple')
    await keyboard.press('Control+Enter')
    await mine.getByText('edited').waitFor()
    await expect.poll(() => mine.locator('.body').textContent()).toContain('and simple')
    await expect.poll(focusedName(page)).toContain('Quite plain')

    await toMenu(page)
    await keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Remove' }).waitFor()
    await keyboard.press('End')
    await keyboard.press('Enter')
    await expect.poll(focusedName(page)).toBe('Undo')
    await keyboard.press('Enter')
    await expect.poll(focusedName(page)).toContain('Quite plain')
    expect(ada.complaints).toEqual([])
    await ada.close()
  })

  it('is reported with a reason, and the focus comes back', async () => {
    const ada = await reader(browserOf(name))
    await ada.open(example.url)
    const { page } = ada
    const menu = page
      .locator('.comment', { hasText: 'Noor' })
      .first()
      .getByRole('button', { name: /^More for/ })
    await menu.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Report' }).waitFor()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Twice already.')
    const taken = page.waitForResponse((response) => response.request().method() === 'PUT')
    await dialog.getByRole('button', { name: 'Send report' }).press('Enter')
    expect((await taken).url()).toContain('/report?')
    expect((await taken).ok()).toBe(true)
    await dialog.getByText('Thank you').waitFor()
    await dialog.getByRole('button', { name: 'Close' }).press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(focusedName(page)).toContain('More for')
    await menu.click()
    await page.getByRole('menuitem', { name: 'Reported' }).waitFor()
    await ada.close()
  })

  it('keeps the words of two tabs, and offers each to the other', async () => {
    const ada = await reader(browserOf(name))
    await ada.open(example.url)
    const other = await tab(ada.page.context())
    await area(ada.page).fill('Words of the first tab')
    await composer(ada.page).getByText('Draft saved').waitFor()
    await composer(other).locator('.other-draft', { hasText: 'Words of the first tab' }).waitFor()
    await area(other).fill('Words of the second tab')
    await composer(other).getByText('Draft saved').waitFor()
    await composer(ada.page).locator('.other-draft', { hasText: 'Words of the second tab' }).waitFor()
    expect(await area(ada.page).inputValue()).toBe('Words of the first tab')

    await composer(ada.page).getByRole('button', { name: 'Use it' }).click()
    expect(await area(ada.page).inputValue()).toBe('Words of the second tab')
    await composer(ada.page).locator('.other-draft', { hasText: 'Words of the first tab' }).waitFor()
    await ada.page.reload()
    await ada.page.locator('.list').waitFor()
    const both = async (): Promise<readonly (string | null)[]> =>
      [await area(ada.page).inputValue(), await composer(ada.page).locator('.other-draft q').textContent()].toSorted()
    await expect.poll(both).toEqual(['Words of the first tab', 'Words of the second tab'])
    await ada.close()
  })

  it('shows both versions when a comment was changed in another tab, and sends nothing unseen', async () => {
    const ada = await reader(browserOf(name))
    await ada.open(example.url)
    const words = `Changed twice in ${name}.`
    await ada.post(words, 'Ada')
    await ada.comment(words).locator('.reply').waitFor()
    const there = await tab(ada.page.context())
    const theirs: Reader = { ...ada, page: there, comment: (text) => there.locator('.comment', { hasText: text }) }
    await choose(ada, words, 'Edit')
    const mine = ada.page.locator('.comment .composer textarea')
    await mine.fill(`${words} Here.`)

    await choose(theirs, words, 'Edit')
    await theirs.page.locator('.comment .composer textarea').fill(`${words} There.`)
    await theirs.page.getByRole('button', { name: 'Save', exact: true }).click()
    await theirs.comment(`${words} There.`).waitFor()

    const conflict = ada.page.locator('.conflict')
    await ada.page.getByRole('button', { name: 'Save', exact: true }).click()
    await conflict.getByText(`${words} There.`).waitFor()
    expect(await mine.inputValue()).toBe(`${words} Here.`)
    await mine.fill(`${words} Here and there.`)
    await conflict.getByRole('button', { name: 'Save mine instead' }).click()
    await ada.comment(`${words} Here and there.`).locator('.reply').waitFor()
    await theirs.comment(`${words} Here and there.`).waitFor()
    await ada.close()
  })
})

it('removes when the page is left, without waiting for the time to undo', async () => {
  const [ada, ben] = [await reader(chromium), await reader(chromium)]
  const words = 'Soon gone.'
  await ada.open(example.url)
  await ada.post(words, 'Ada')
  await ada.comment(words).locator('.reply').waitFor()
  await ben.open(example.url)
  await ben.comment(words).waitFor()
  await choose(ada, words, 'Remove')
  await ada.page.getByRole('button', { name: 'Undo' }).waitFor()
  expect(await ben.comment(words).count()).toBe(1)
  await ada.page.goto('about:blank')
  const still = async (): Promise<number> => {
    await ben.open(example.url)
    return ben.comment(words).count()
  }
  await expect.poll(still, { timeout: 60_000 }).toBe(0)
  await Promise.all([ada.close(), ben.close()])
})

it('is done by touch: tools, preview, posting, removing, and back', async () => {
  const context = await chromium.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
  const page = await context.newPage()
  await page.goto(example.url)
  await page.locator('.list').waitFor()
  await area(page).tap()
  await page.keyboard.type('Tapped')
  await area(page).selectText()
  await composer(page).getByRole('button', { name: 'Italic' }).tap()
  expect(await area(page).inputValue()).toBe('_Tapped_')
  await composer(page).getByRole('button', { name: 'Preview' }).tap()
  await composer(page).locator('.preview em').waitFor()
  await composer(page).getByRole('button', { name: 'Preview' }).tap()
  await composer(page).getByPlaceholder('Your name').fill('Thumb')
  await composer(page).getByRole('button', { name: 'Post comment' }).tap()
  const mine = item(page, 'Thumb')
  await mine.locator('.reply').waitFor()
  await mine.getByRole('button', { name: /^More for/ }).tap()
  await page.getByRole('menuitem', { name: 'Remove' }).tap()
  await page.getByRole('button', { name: 'Undo' }).tap()
  await mine.locator('.body em').waitFor()
  for (const tool of await composer(page).locator('.tool').all()) {
    const box = await tool.boundingBox()
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(24)
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
  expect(
    await area(page).evaluate((field) => Number.parseFloat(getComputedStyle(field).fontSize)),
  ).toBeGreaterThanOrEqual(16)
  await context.close()
})
