import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './browsers.ts'
import { type Example, removeFolder, startExample } from './example.ts'
import { reader } from './reader.ts'
import { violations } from './violations.ts'

let example: Example
let browser: Browser

beforeAll(async () => {
  ;[example, browser] = await Promise.all([startExample(), launchChromium()])
})
afterAll(async () => {
  await Promise.all([browser.close(), example.stop()])
  removeFolder(example.folder)
})

/** Everything that can be opened at once is open: a reply, and a menu. */
async function openAll(page: Page): Promise<void> {
  await page.locator('.list .reply').nth(2).click()
  await page.locator('.reply-composer textarea').waitFor()
  await page.locator('.list [aria-haspopup=menu]').nth(1).click()
  await page.locator('[part~=menu-item]').first().waitFor()
}

/** The page's own style sheet, with something after it. */
async function styled(page: Page, style: string): Promise<void> {
  await page.route('**/article.css', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, body: `${await answer.text()}\n${style}` })
  })
}

/** The example's article as a page that nobody has commented on yet. */
async function onPage(page: Page, name: string): Promise<void> {
  await page.route(example.url, async (route) => {
    const answer = await route.fetch()
    const body = (await answer.text()).replaceAll('/open-weights', name)
    await route.fulfill({ response: answer, body })
  })
}

describe('a screen reader', () => {
  it('finds a section, a heading with the count, and lists of articles named by who wrote them', async () => {
    const ada = await reader(browser)
    await onPage(ada.page, '/tree')
    await ada.open(example.url)
    await ada.post('A comment with *emphasis*.', 'Ada')
    await ada.reply('A comment with', 'And a reply.')
    await ada.comment('And a reply.').locator('.reply').waitFor()
    const tree = await ada.page.locator('.thread').ariaSnapshot()
    // What is written in between has tests of its own: the composer, and the addresses of permalinks.
    const list = tree.slice(tree.indexOf('  - list:')).replace(/#comment-[0-9a-f-]{36}/g, '#comment-…')
    expect(tree).toMatch(/^- region "Comments 2 comments":\n/)
    expect(tree).toContain('- heading "Comments 2 comments" [level=2]')
    expect(list).toMatchInlineSnapshot(`
      "  - list:
          - listitem:
            - article "Ada":
              - text: Ada
              - link "now":
                - /url: "#comment-…"
                - time: now
              - paragraph:
                - text: A comment with
                - emphasis: emphasis
                - text: .
              - button "Like the comment by Ada, 0 likes"
              - button "React to the comment by Ada"
              - button "Reply to Ada": Reply
              - button "More for the comment by Ada"
            - button "Hide the replies to Ada" [expanded]
            - list:
              - listitem:
                - article "Ada":
                  - text: Ada
                  - link "now":
                    - /url: "#comment-…"
                    - time: now
                  - paragraph: And a reply.
                  - button "Like the comment by Ada, 0 likes"
                  - button "React to the comment by Ada"
                  - button "Reply to Ada": Reply
                  - button "More for the comment by Ada"
        - status: Your comment was posted."
    `)
    // One live region, polite, and nothing that takes the focus by a number of its own.
    const live = await ada.page.locator('[role=status], [role=alert], [aria-live]').count()
    expect(live).toBe(1)
    expect(await ada.page.locator('.thread [tabindex]:not([tabindex="0"], [tabindex="-1"])').count()).toBe(0)
    await ada.close()
  })
})

describe('axe finds nothing', () => {
  const openPassage = async (page: Page): Promise<void> => {
    await page.locator('.marker').first().click()
    await page.locator('.panel .comment').first().waitFor()
  }
  const openPicker = async (page: Page): Promise<void> => {
    await page.locator('.list [part~=react]').first().click()
    await page.locator('[part~=picker-item]').first().waitFor()
  }
  const states: readonly (readonly [string, 'light' | 'dark', number, string, (page: Page) => Promise<unknown>])[] = [
    ['with an open reply and an open menu', 'light', 1000, 'en', openAll],
    ['with an open reply and an open menu', 'dark', 1000, 'en', openAll],
    ['with reactions to choose from', 'light', 1000, 'en', openPicker],
    ['with reactions to choose from', 'dark', 1000, 'en', openPicker],
    ['with a passage beside the text', 'light', 1400, 'en', openPassage],
    ['with a passage beside the text', 'dark', 1400, 'en', openPassage],
    ['with a passage below the text', 'light', 360, 'en', openPassage],
    ['in Arabic', 'light', 1000, 'ar', openAll],
    ['in Japanese', 'dark', 360, 'ja', openAll],
  ]
  it.each(states)('%s, %s, %d pixels wide, lang=%s', async (_name, colorScheme, width, lang, arrange) => {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } })
    const page = await context.newPage()
    await page.route(example.url, async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, body: (await answer.text()).replace('lang="en"', `lang="${lang}"`) })
    })
    await page.goto(example.url)
    await page.locator('.list .reply').first().waitFor()
    await arrange(page)
    expect(await violations(page)).toEqual([])
    await context.close()
  })
})

describe('what can be pressed', () => {
  it.each([
    ['in a window', { width: 1100, height: 900 }, ''],
    ['on a phone', { width: 360, height: 740 }, ''],
    ['in small type', { width: 1100, height: 900 }, '.comments { font-size: 11px }'],
    ['when it is dense', { width: 1100, height: 900 }, '.comments { --afterword-density: 0.5 }'],
  ])('is 24 pixels wide and high %s', async (_name, viewport, style) => {
    const ada = await reader(browser, viewport)
    await styled(ada.page, style)
    await ada.open(example.url)
    await openAll(ada.page)
    const small = await ada.page.locator('afterword-comments').evaluate((element) =>
      [...(element.shadowRoot?.querySelectorAll<HTMLElement>('a, button, select, input, textarea, summary') ?? [])]
        // Links within sentences are excepted (WCAG 2.2, 2.5.8).
        .filter((target) => target.closest('.body') === null && target.checkVisibility())
        .map((target) => ({ target, box: target.getBoundingClientRect() }))
        .filter(({ box }) => box.width < 24 || box.height < 24)
        .map(({ target, box }) => `${target.outerHTML.slice(0, 120)} ${box.width} × ${box.height}`),
    )
    expect(small).toEqual([])
    await ada.close()
  })
})

describe('a reader who needs large type', () => {
  it.each([
    ['a window of 320 pixels', { width: 320, height: 640 }, ''],
    ['text of 200 %', { width: 1280, height: 900 }, ':root:root { font-size: 36px }'],
    ['text of 200 % on a phone', { width: 360, height: 740 }, ':root:root { font-size: 36px }'],
    [
      'text of 200 % on a phone, right to left',
      { width: 360, height: 740 },
      ':root:root { font-size: 36px; direction: rtl }',
    ],
    ['a window of 320 pixels, right to left', { width: 320, height: 640 }, ':root { direction: rtl }'],
    [
      'wider spacing of text',
      { width: 360, height: 740 },
      '* { letter-spacing: 0.12em; word-spacing: 0.16em; line-height: 1.5 }',
    ],
  ])('reads everything in %s without scrolling sideways', async (_name, viewport, style) => {
    const ada = await reader(browser, viewport)
    await styled(ada.page, style)
    await ada.open(example.url)
    await openAll(ada.page)
    expect(await sideways(ada.page)).toEqual([])
    await ada.close()
  })
})

describe('a reader who sorts', () => {
  it('sees all comments in the other order, and in the first one again', async () => {
    const ada = await reader(browser)
    await ada.open(example.url)
    const names = (): Promise<string[]> => ada.page.locator('.list > .item > .comment .name').allTextContents()
    const before = await names()
    await ada.page.locator('.order').selectOption('oldest')
    await expect.poll(names).toEqual(before.toReversed())
    await ada.page.locator('.order').selectOption('newest')
    await expect.poll(names).toEqual(before)
    await ada.close()
  })
})

/** What is wider than its place: the window's own width first, then what would be cut off. */
function sideways(page: Page): Promise<string[]> {
  return page.locator('afterword-comments').evaluate((element) => {
    const { documentElement } = document
    const all = [...(element.shadowRoot?.querySelectorAll<HTMLElement>('*') ?? [])]
    const outside = all
      .filter((one) => one.checkVisibility() && one.closest('.visually-hidden, pre, [popover]') === null)
      .map((one) => ({ one, box: one.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.left < -1 || box.right > innerWidth + 1))
      .map(({ one, box }) => `${one.outerHTML.slice(0, 100)} from ${box.left} to ${box.right}`)
    const cut = all
      .filter((one) => one.checkVisibility() && one.closest('.visually-hidden, pre, textarea') === null)
      .filter((one) => getComputedStyle(one).overflowX === 'hidden' && one.scrollWidth > one.clientWidth + 1)
      .map((one) => `${one.outerHTML.slice(0, 100)} is cut off`)
    const whole = documentElement.scrollWidth > innerWidth ? [`the page is ${documentElement.scrollWidth} wide`] : []
    return [...whole, ...outside, ...cut]
  })
}
