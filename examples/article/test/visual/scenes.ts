import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** What happens on a page before its picture is taken. Nothing is found by its words: pages are in many languages. */

const FIELD = '.thread > .composer textarea'

/** The same page in another tab of the same reader, until something is done there. */
async function elsewhere(page: Page, doThere: (there: Page) => Promise<unknown>): Promise<void> {
  const there = await page.context().newPage()
  await there.goto(page.url())
  await there.locator('afterword-comments').evaluate((element) => element.scrollIntoView())
  await there.locator('.thread > .composer .toolbar').waitFor()
  await doThere(there)
  await there.close()
  await page.bringToFront()
}

async function write(page: Page, words: string): Promise<void> {
  await page.locator(FIELD).fill(words)
  await page.locator('.thread > .composer .name-field input').fill('Ada')
  await page.locator('.thread > .composer [part~=submit]').click()
}

/** What the menu of a comment of one's own has, and that of another's. */
const OWN = ['link', 'edit', 'remove'] as const
const OTHERS = ['link', 'report'] as const

/** Chooses an entry of the menu of a comment. */
async function choose<Entry extends string>(
  page: Page,
  comment: Locator,
  menu: readonly Entry[],
  entry: NoInfer<Entry>,
): Promise<void> {
  const items = page.locator('[part~=menu-item]')
  // Whose comment it is the page hears a moment after the comment: then its menu is another one.
  const isOpen = async (): Promise<boolean> => {
    await comment.locator('[part~=menu-button]').click()
    await items.first().waitFor()
    if ((await items.count()) === menu.length) return true
    await page.keyboard.press('Escape')
    await items.first().waitFor({ state: 'detached' })
    return false
  }
  await expect.poll(isOpen, { timeout: 30_000 }).toBe(true)
  await items.nth(menu.indexOf(entry)).click()
}

const commentWith = (page: Page, words: string): Locator => page.locator('.list .comment', { hasText: words }).first()

/** A comment of one's own that is stored. */
async function writeWhole(page: Page, words: string): Promise<void> {
  await write(page, words)
  await page.locator('.list > .item .reply').first().waitFor()
  await page.locator('.thread > .composer .toolbar').waitFor()
}

export async function conflict(page: Page): Promise<void> {
  await writeWhole(page, 'A house has a door and a window.')
  // The same reader on another machine: what is begun here is not known there.
  const elsewhereContext = await page
    .context()
    .browser()
    ?.newContext({ storageState: await page.context().storageState() })
  if (elsewhereContext === undefined) throw new Error('There is no browser.')
  await choose(page, commentWith(page, 'A house'), OWN, 'edit')
  await page.locator('.comment textarea').fill('A house has a door, a window and a roof.')
  const there = await elsewhereContext.newPage()
  await there.goto(page.url())
  await there.locator('afterword-comments').evaluate(
    (element, of) => {
      element.setAttribute('page', of ?? '')
      element.scrollIntoView()
    },
    await page.locator('afterword-comments').getAttribute('page'),
  )
  await choose(there, commentWith(there, 'A house'), OWN, 'edit')
  await there.locator('.comment textarea').fill('A house has a *red* door and a window.')
  await there.locator('.comment .composer [part~=submit]').click()
  await there.locator('.comment .composer').waitFor({ state: 'detached' })
  await elsewhereContext.close()
  await page.locator('.conflict .body').waitFor()
}

export async function removal(page: Page): Promise<void> {
  await writeWhole(page, 'The first of two.')
  await page.locator(FIELD).fill('')
  await writeWhole(page, 'The second of two, which goes.')
  await choose(page, commentWith(page, 'The second of two'), OWN, 'remove')
  await page.locator('.undo').waitFor()
}

export async function report(page: Page): Promise<void> {
  await choose(page, page.locator('.list .comment').first(), OTHERS, 'report')
  await page.locator('dialog[open] textarea').fill('The same words stand below every article.')
  await page.locator('dialog[open] input').nth(1).check()
}

/** A comment is refused when the next one is being written already. */
export async function refusedLater(page: Page): Promise<void> {
  const { promise: written, resolve } = Promise.withResolvers<void>()
  const problem = {
    type: 'about:blank',
    status: 403,
    code: 'thread-closed',
    detail: 'The thread takes no more comments.',
    title: 'Closed',
  }
  await page.route('**/comments?**', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    await written
    await route.fulfill({ status: 403, contentType: 'application/problem+json', json: problem })
  })
  await write(page, 'Written before the moderators went home.')
  await page.locator('.comment.sending').waitFor()
  await page.locator(FIELD).fill('The next words, which are not done yet.')
  resolve()
  await page.locator('.comment.refused .problem').waitFor()
}

export async function otherDraft(page: Page): Promise<void> {
  await elsewhere(page, async (there) => {
    await there.locator(FIELD).fill('Begun in another tab, and left there: a house has a door and a window.')
    await page.locator('.other-draft').waitFor()
  })
}

/** The menu is gone after a deployment. */
export async function partFailed(page: Page): Promise<void> {
  await page.route('**/chunks/comment-menu-*.js', (route) => route.fulfill({ status: 404, body: '' }))
  await page.locator('.list [part~=menu-button]').first().click()
  await page.locator('.list .problem').first().waitFor()
}

/** With more links than the site lets through. */
export async function held(page: Page): Promise<void> {
  const links = ['one', 'two', 'three'].map((word) => `[${word}](https://${word}.example.org/)`)
  await write(page, `See ${links.join(', ')}.`)
  await page.locator('.comment.sent .delivery').waitFor()
}
