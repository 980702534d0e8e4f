import type { Browser } from 'playwright-core'
import type { State } from './states.ts'

/** What a machine calls its own font differs; these are those that `.ci/run` installs. */
const FONTS = `:root { font-family: 'Noto Serif', serif }
  :is(.comments, .back, .kicker, .author, .subscribe, footer.site) { font-family: 'Noto Sans', sans-serif }`

/** Opens the example so, and takes its picture when nothing moves any more. */
export async function take(browser: Browser, url: string, state: State): Promise<Buffer> {
  const { options, html, style = '', answer, shown = '.list .reply', settled = '.toolbar', arrange } = state
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    deviceScaleFactor: 1,
    ...options,
  })
  const page = await context.newPage()
  if (html !== undefined) {
    await context.route(url, async (route) => {
      const own = await route.fetch()
      // The page's own policy allows no style in it; a host of its own has none.
      await route.fulfill({ contentType: 'text/html; charset=utf-8', body: html(await own.text()) })
    })
  }
  await page.route('**/article.css', async (route) => {
    const sheet = await route.fetch()
    await route.fulfill({ response: sheet, body: `${await sheet.text()}\n${FONTS}\n${style}` })
  })
  if (answer !== undefined) await page.route(answer[0], answer[1])
  await page.goto(url)
  // A thread that nobody comes near is not read.
  const thread = page.locator('afterword-comments')
  await thread.evaluate((element) => element.scrollIntoView())
  await page.locator(shown).first().waitFor()
  await page.locator(settled).first().waitFor()
  await thread.evaluate((element) => element.scrollIntoView())
  await arrange?.(page)
  await page.evaluate(async () => {
    await document.fonts.ready
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  })
  const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' })
  await context.close()
  return picture
}
