import type { Browser, Locator, Page } from 'playwright-core'

/** A reader with a browser of their own. */
export interface Reader {
  readonly page: Page
  /** What the page complained of: errors, refusals of the policy, warnings of ours. */
  readonly complaints: string[]
  open(url: string): Promise<void>
  /** A comment by its words. */
  comment(words: string): Locator
  /** Waits until the page has all that writing needs, so that it can do without the server. */
  settled(): Promise<void>
  post(words: string, name?: string): Promise<void>
  reply(to: string, words: string): Promise<void>
  /** Shows what waits behind "1 new comment" or "1 new reply", when its place is in view. */
  see(words: string): Promise<void>
  close(): Promise<void>
}

export async function reader(browser: Browser, viewport = { width: 1100, height: 900 }): Promise<Reader> {
  const context = await browser.newContext({ viewport })
  // Nothing is asserted of how long it takes: a busy machine may take its time.
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  const comment = (words: string): Locator => page.locator('.comment', { hasText: words })

  return {
    page,
    complaints,
    async open(url) {
      await page.goto(url)
      const drawn = page.locator('.list, .empty, .failed').first()
      // Down to the thread, and up again: a page that nobody scrolls loads no comments. A link leads there by itself.
      if (!url.includes('#')) await page.locator('afterword-comments').first().scrollIntoViewIfNeeded()
      await drawn.waitFor()
      // What is long is drawn bit by bit.
      await page.locator('.skeleton').first().waitFor({ state: 'detached' })
      if (!url.includes('#')) await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }))
    },
    comment,
    async settled() {
      await page.locator('.thread > .composer textarea[aria-describedby]').waitFor()
      await page.waitForFunction(() =>
        performance.getEntriesByType('resource').some(({ name }) => name.includes('/indexeddb-store-')),
      )
    },
    async post(words, name) {
      const composer = page.locator('.thread > .composer')
      await composer.locator('textarea').fill(words)
      if (name !== undefined) await composer.getByPlaceholder('Your name').fill(name)
      await composer.getByRole('button', { name: 'Post comment' }).click()
    },
    async reply(to, words) {
      await comment(to).locator('.reply').click()
      const composer = page.locator('.reply-composer')
      await composer.locator('textarea').fill(words)
      await composer.getByRole('button', { name: 'Post reply' }).click()
    },
    async see(words) {
      const button = page.locator('.arrived, .news').first()
      await comment(words).or(button).first().waitFor()
      if (await button.isVisible()) await button.click()
      await comment(words).first().waitFor()
    },
    close: () => context.close(),
  }
}
