import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { axeOn } from '../../../examples/article/test/axe.ts'
import { launchChromium } from '../../../examples/article/test/browsers.ts'
import { startTalk } from './moderator-page.ts'
import type { Talk } from './moderator-page.ts'

let browser: Browser
let talk: Talk
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())
beforeEach(async () => {
  talk = await startTalk()
})
afterEach(() => talk.stop())

const comment = (page: Page, words: string): Locator => page.locator('article.comment', { hasText: words })

/** What has the focus within the thread. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent ?? '')

/** Opens the menu of a comment by keyboard and chooses an item of it. */
async function choose(page: Page, words: string, item: string | RegExp): Promise<void> {
  const button = comment(page, words).getByRole('button', { name: /^More for/ })
  const wanted = page.getByRole('menuitem', { name: item })
  // What was done before may give the focus back just now.
  await expect
    .poll(async () => {
      if (await wanted.isVisible()) return true
      await button.focus()
      await page.keyboard.press('Enter')
      return wanted.isVisible()
    })
    .toBe(true)
  await wanted.focus()
  await page.keyboard.press('Enter')
}

describe('somebody who moderates, on the page itself', () => {
  it('sees what waits and why, lets it through, takes that back, and readers see it as it happens', async () => {
    await talk.write({ source: 'For everybody.' })
    await talk.hold(true)
    await talk.write({ source: 'Waiting here.' })
    const [mia, reader] = [await talk.open(browser, true), await talk.open(browser, false)]
    const waiting = comment(mia, 'Waiting here.')
    await waiting.getByText('Held: everything is held').waitFor()
    await comment(reader, 'For everybody.').waitFor()
    expect(await comment(reader, 'Waiting here.').count()).toBe(0)

    await waiting.getByRole('button', { name: 'Approve' }).focus()
    await mia.keyboard.press('Enter')
    await waiting.getByText('Everybody can read it now.').waitFor()
    await expect.poll(() => focused(mia)).toBe('Undo')
    await expect.poll(() => mia.getByRole('status').first().textContent()).toBe('Everybody can read it now.')
    await reader.getByRole('button', { name: '1 new comment' }).or(comment(reader, 'Waiting here.')).first().waitFor()

    await mia.keyboard.press('Enter')
    await waiting.getByText('Held by Mia').waitFor()
    await expect.poll(() => comment(reader, 'Waiting here.').count()).toBe(0)
    // A reader has none of this.
    await comment(reader, 'For everybody.')
      .getByRole('button', { name: /^More for/ })
      .click()
    await reader.getByRole('menuitem', { name: 'Report' }).waitFor()
    expect(await reader.getByRole('menuitem').count()).toBe(2)
  })

  it('pins, labels, marks as spam and bans from the menu, by keyboard, with the focus back where it was', async () => {
    await talk.write({ source: 'First words.', name: 'Grace' })
    await talk.write({ source: 'Other words.', name: 'Ben' })
    const [mia, reader] = [await talk.open(browser, true), await talk.open(browser, false)]
    await comment(reader, 'Other words.').waitFor()
    await comment(mia, 'First words.').waitFor()
    await expect
      .poll(async () => {
        await comment(mia, 'First words.')
          .getByRole('button', { name: /^More for/ })
          .click()
        const found = await mia.getByRole('menuitem', { name: 'Pin to the top' }).count()
        await mia.keyboard.press('Escape')
        return found
      })
      .toBe(1)

    await choose(mia, 'First words.', 'Pin to the top')
    await comment(reader, 'First words.').getByText('Pinned').waitFor()

    await choose(mia, 'First words.', 'Label Grace…')
    await mia.getByLabel('A few words that everybody sees').fill('Publisher')
    await mia.keyboard.press('Enter')
    await comment(reader, 'First words.').getByText('Publisher').waitFor()
    await comment(mia, 'First words.').getByText('The label of Grace is changed.').waitFor()
    expect(
      await mia.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.getAttribute('aria-haspopup')),
    ).toBe('menu')

    await choose(mia, 'Other words.', 'Mark as spam')
    await comment(mia, 'Other words.').getByText('Spam by Mia').waitFor()
    await expect.poll(() => comment(reader, 'Other words.').count()).toBe(0)

    await choose(mia, 'First words.', 'Ban Grace…')
    const dialog = mia.getByRole('dialog', { name: 'Ban Grace' })
    await dialog.getByLabel('30 days').check()
    await dialog.getByLabel('Take down all that they wrote').check()
    await dialog.getByLabel('Why?').fill('enough')
    expect((await axeOn(mia).analyze()).violations).toEqual([])
    await dialog.getByRole('button', { name: 'Ban', exact: true }).click()
    await comment(mia, 'First words.').getByText('Grace can write no more.').waitFor()
    await expect.poll(() => comment(reader, 'First words.').count()).toBe(0)
    expect((await axeOn(mia).analyze()).violations).toEqual([])
    await comment(mia, 'First words.').getByRole('button', { name: 'Undo' }).click()
    await comment(reader, 'First words.').waitFor()
  })

  it('sees what readers reported, lets it stand or takes it away, and readers see none of this', async () => {
    await talk.write({ source: 'Somebody minds this.', name: 'Grace' })
    await talk.write({ source: 'Nobody minds this.', name: 'Ben' })
    await talk.write({ source: 'Cheap pills.', name: 'Eve' })
    const reader = await talk.open(browser, false)
    for (const words of ['Somebody minds this.', 'Cheap pills.']) {
      await comment(reader, words).waitFor()
      await choose(reader, words, 'Report')
      const dialog = reader.getByRole('dialog')
      await dialog.getByRole('radio').first().check()
      await dialog.locator('[type=submit]').click()
      await dialog.getByRole('status').waitFor()
      await reader.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
    }
    const mia = await talk.open(browser, true)
    const [minded, spam] = [comment(mia, 'Somebody minds this.'), comment(mia, 'Cheap pills.')]
    await minded.getByText('1 report').waitFor()
    await spam.getByText('1 report').waitFor()
    expect(await comment(mia, 'Nobody minds this.').getByText('report').count()).toBe(0)
    expect(await reader.getByText('1 report').count()).toBe(0)
    expect((await axeOn(mia).analyze()).violations).toEqual([])

    await minded.getByRole('button', { name: 'Dismiss the reports' }).focus()
    await mia.keyboard.press('Enter')
    await minded.getByText('The reports are dismissed.').waitFor()
    expect(await minded.getByText('1 report').count()).toBe(0)
    await expect.poll(() => mia.getByRole('status').first().textContent()).toBe('The reports are dismissed.')
    await spam.getByRole('button', { name: 'Mark as spam' }).click()
    await spam.getByText('Spam by Mia').waitFor()
    await expect.poll(() => comment(reader, 'Cheap pills.').count()).toBe(0)
    expect(await comment(reader, 'Somebody minds this.').count()).toBe(1)

    const later = await talk.open(browser, true)
    await comment(later, 'Cheap pills.').getByText('Spam by Mia').waitFor()
    await comment(later, 'Somebody minds this.').waitFor()
    expect(
      await comment(later, 'Somebody minds this.')
        .getByText(/report/)
        .count(),
    ).toBe(0)
  })

  it('may say where the words of a passage are now, which a reader may not', async () => {
    const quote = 'words that are in no article any more'
    const passage = { quote, selectors: [{ type: 'TextQuoteSelector', exact: quote }] } as const
    await talk.write({ source: 'About them.', passage })
    const [mia, reader] = [await talk.open(browser, true), await talk.open(browser, false)]
    for (const page of [mia, reader]) await comment(page, 'About them.').getByText('No longer in the article').waitFor()
    await comment(mia, 'About them.').getByRole('button', { name: 'Choose the words again' }).click()
    await mia
      .getByRole('dialog', { name: 'Choose the words again' })
      .getByRole('button', { name: 'These words' })
      .click()
    await comment(mia, 'About them.')
      .getByText('Changed since')
      .or(comment(mia, 'About them.').getByText('In the article'))
      .waitFor()
    expect(await comment(reader, 'About them.').getByRole('button', { name: 'Choose the words again' }).count()).toBe(0)
  })
})
