import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './browsers.ts'
import { removeFolder, startExample, type Example } from './example.ts'
import { isKept } from './kept.ts'
import { reader } from './reader.ts'
import { violations } from './violations.ts'

declare global {
  /** Set in the page before its first script. */
  var afterwordTestShifts: number[]
}

let example: Example
let browser: Browser

beforeAll(async () => {
  ;[example, browser] = await Promise.all([startExample(), launchChromium()])
})
afterAll(async () => {
  await Promise.all([browser.close(), example.stop()])
  removeFolder(example.folder)
})

/** What the host page is without the script: its globals and the look of each of its elements. */
async function portrait(page: Page): Promise<{ globals: string[]; styles: Record<string, string> }> {
  return page.evaluate(() => {
    const styles: Record<string, string> = {}
    const elements = [...document.querySelectorAll('html, head, head *, body, body *')].filter(
      (element) => element.localName !== 'afterword-comments',
    )
    for (const [index, element] of elements.entries()) {
      const { left, width, top } = element.getBoundingClientRect()
      // What stands below the thread is further down; everything above stands where it stood.
      const below = element.closest('.subscribe, footer, .comments, html, body, main') !== null
      const place = below && !element.closest('article') ? '' : `${left} ${top} ${width}`
      const computed = getComputedStyle(element)
      // How large they are is where they are: what holds the thread is as large as the thread makes it.
      // The order in which custom properties are listed is nobody's look.
      const all = [...computed]
        .filter((property) => !/size|height|width|origin|^grid|^(inset|top|bottom)/.test(property))
        .toSorted()
      const looks = all.map((property) => `${property}: ${computed.getPropertyValue(property)}`).join('; ')
      styles[`${index} ${element.localName}.${element.className}`] = `${place} ${looks}`
    }
    return { globals: Reflect.ownKeys(globalThis).map(String).toSorted(), styles }
  })
}

describe('the host page', () => {
  it('has no new global and no changed style', async () => {
    const without = await reader(browser)
    await without.page.route('**/afterword.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }))
    await without.page.goto(example.url)
    const before = await portrait(without.page)
    const withIt = await reader(browser)
    await withIt.open(example.url)
    const after = await portrait(withIt.page)
    expect(after.globals).toEqual(before.globals)
    expect(after.styles).toEqual(before.styles)
    expect(Object.values(after.styles)[0]?.split(';').length).toBeGreaterThan(200)
    expect(await withIt.page.evaluate(() => document.cookie)).toBe('')
    // What marks the article's words is a highlight of our own: it can style no element.
    const selectors = await withIt.page.evaluate(() => {
      const of = (rule: CSSRule): string[] =>
        rule instanceof CSSGroupingRule && !(rule instanceof CSSStyleRule)
          ? [...rule.cssRules].flatMap(of)
          : [rule instanceof CSSStyleRule ? rule.selectorText : rule.cssText]
      return document.adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules].flatMap(of))
    })
    expect(selectors.filter((selector) => !/^::highlight\(afterword-[\w-]+\)$/.test(selector))).toEqual([])
    await Promise.all([without.close(), withIt.close()])
  })

  it('does not shift from load to ready', async () => {
    for (const viewport of [
      { width: 1100, height: 900 },
      { width: 360, height: 740 },
    ]) {
      const ada = await reader(browser, viewport)
      await ada.page.addInitScript(() => {
        const shifts: number[] = []
        Object.defineProperty(globalThis, 'afterwordTestShifts', { value: shifts, enumerable: false })
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value)
        }).observe({ type: 'layout-shift', buffered: true })
      })
      // Slow enough that the skeleton is seen, by somebody who reads on through it.
      let before = 0
      await ada.page.route('**/v1/**/thread?**', async (route) => {
        await ada.page.locator('.skeleton').waitFor()
        await ada.page.locator('afterword-comments').scrollIntoViewIfNeeded()
        before = await ada.page.evaluate(() => {
          scrollBy({ top: 300, behavior: 'instant' })
          return new Promise<number>((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(scrollY))))
        })
        await route.continue()
      })
      await ada.page.goto(example.url)
      await ada.page.locator('.list').waitFor()
      await ada.page.locator('.skeleton').waitFor({ state: 'detached' })
      const { after, shifts } = await ada.page.evaluate(
        () =>
          new Promise<{ after: number; shifts: number[] }>((resolve) =>
            requestAnimationFrame(() =>
              requestAnimationFrame(() => resolve({ after: scrollY, shifts: afterwordTestShifts })),
            ),
          ),
      )
      expect(shifts.reduce((sum, value) => sum + value, 0)).toBe(0)
      // Nor does the page go down with what the comments push down.
      expect(before).toBeGreaterThan(0)
      expect(after).toBe(before)
      await ada.close()
    }
  })

  it('holds under a strict policy with Trusted Types', async () => {
    const ada = await reader(browser)
    // The header of the security design: a nonce, strict-dynamic, no style at all, no policy of Trusted Types.
    await ada.page.route(example.url, async (route) => {
      const answer = await route.fetch()
      const body = (await answer.text())
        .replace('type="module"', 'type="module" nonce="n0nce"')
        .replace('<link rel="stylesheet" href="/article.css" />', '')
      await route.fulfill({
        response: answer,
        body,
        headers: {
          ...answer.headers(),
          'content-security-policy':
            "script-src 'nonce-n0nce' 'strict-dynamic'; style-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
        },
      })
    })
    await ada.open(example.url)
    await ada.post('Posted under a strict policy.', 'Ada')
    await ada.comment('Posted under a strict policy.').waitFor()
    await ada.reply('Posted under a strict policy.', 'And answered.')
    await ada.comment('And answered.').waitFor()
    expect(ada.complaints).toEqual([])
    await ada.close()
  })

  it('keeps the host untouched and the thread readable when the server fails', async () => {
    const ada = await reader(browser)
    await ada.open(example.url)
    const count = await ada.page.locator('.comment').count()
    expect(count).toBeGreaterThan(20)
    await expect.poll(() => isKept(ada.page, 'Came for the leak'), { timeout: 30_000 }).toBe(true)
    const failures: readonly (() => Promise<unknown>)[] = [
      () =>
        ada.page.route('**/v1/**', (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Garbage</h1>' })),
      () => ada.page.route('**/v1/**', (route) => route.fulfill({ status: 500, body: '{"half": ' })),
      () => ada.page.route('**/v1/**', (route) => route.fulfill({ json: { comments: [{ id: 1 }], thread: null } })),
      () => ada.page.route('**/v1/**', (route) => route.abort('connectionreset')),
    ]
    for (const fail of failures) {
      await fail()
      await ada.page.getByRole('combobox').selectOption('oldest')
      await ada.page.getByRole('combobox').selectOption('newest')
      expect(await ada.page.locator('.comment').count()).toBe(count)
      expect(await ada.page.locator('h1').textContent()).toBe('The weights got out')
      await ada.page.unrouteAll()
    }
    // What was read before is there after a reload, too.
    await ada.page.route('**/v1/**', (route) => route.fulfill({ status: 502, body: 'Bad gateway' }))
    await ada.page.reload()
    const again = ada.page.getByRole('button', { name: 'Try again' })
    await again.waitFor()
    await expect.poll(() => ada.page.locator('.comment').count(), { timeout: 30_000 }).toBeGreaterThan(20)
    await ada.page.locator('textarea').fill('Words that nobody can take yet.')
    await ada.page.unrouteAll()
    await again.click()
    await again.waitFor({ state: 'detached' })
    await ada.page.locator('.list').waitFor()
    expect(await ada.page.locator('textarea').first().inputValue()).toBe('Words that nobody can take yet.')
    // And for who was never here: the composer is there, and says what to do.
    const ben = await reader(browser)
    await ben.page.route('**/v1/**', (route) => route.fulfill({ status: 502, body: 'Bad gateway' }))
    await ben.open(example.url)
    await ben.page.locator('.failed').waitFor()
    await ben.page.locator('textarea').fill('Words that nobody can take yet.')
    await ben.page.unrouteAll()
    await ben.page.getByRole('button', { name: 'Try again' }).click()
    await ben.page.locator('.list').waitFor()
    expect(await ben.page.locator('textarea').first().inputValue()).toBe('Words that nobody can take yet.')
    await ben.close()
    await ada.close()
  })

  it('keeps the article and a place to write when the server never answers', async () => {
    const ada = await reader(browser, { width: 360, height: 740 })
    await ada.page.route('**/v1/**', () => {})
    await ada.page.goto(example.url)
    await ada.page.locator('afterword-comments').scrollIntoViewIfNeeded()
    await ada.page.locator('.skeleton').waitFor()
    expect(await ada.page.locator('h1').textContent()).toBe('The weights got out')
    expect(await ada.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
    await ada.page.locator('textarea').first().fill('Written while it hangs.')
    await ada.page.unrouteAll()
    await ada.page.reload()
    await ada.page.locator('.list').waitFor()
    await expect.poll(() => ada.page.locator('textarea').first().inputValue()).toBe('Written while it hangs.')
    await ada.close()
  })

  it('leaves the words of a refused comment in the composer, and says why', async () => {
    const ada = await reader(browser)
    await ada.open(example.url)
    await ada.page.route('**/comments?**', (route) =>
      route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: 'urn:afterword:problem:thread-closed',
          title: 'Closed',
          status: 403,
          detail: 'The thread takes no new comments.',
          code: 'thread-closed',
        }),
      }),
    )
    await ada.post('My precious words.', 'Ada')
    await ada.page.getByText('This conversation was closed meanwhile.').first().waitFor()
    expect(await ada.page.locator('textarea').first().inputValue()).toBe('My precious words.')
    expect(await ada.comment('My precious words.').count()).toBe(0)
    await ada.page.reload()
    await ada.page.locator('.list').waitFor()
    await expect.poll(() => ada.page.locator('textarea').first().inputValue()).toBe('My precious words.')
    await ada.close()
  })

  it('is written in with the keyboard alone', async () => {
    const ada = await reader(browser)
    await ada.open(example.url)
    const { keyboard } = ada.page
    await ada.page.locator('textarea').first().focus()
    await keyboard.type('Typed, not clicked.')
    await keyboard.press('Tab')
    await keyboard.type('Ada')
    await keyboard.press('Control+Enter')
    await ada.comment('Typed, not clicked.').locator('.reply').waitFor()
    const focused = () =>
      ada.page.evaluate(
        () => document.querySelector('afterword-comments')?.shadowRoot?.activeElement?.textContent ?? '',
      )
    await expect.poll(focused).toContain('Typed, not clicked.')
    // From the comment on: permalink, vote, reactions, reply.
    for (let step = 0; step < 4; step++) await keyboard.press('Tab')
    await keyboard.press('Enter')
    await keyboard.type('A reply by keyboard.')
    await keyboard.press('Escape')
    await expect.poll(focused).toBe('Reply')
    await keyboard.press('Enter')
    await expect.poll(() => ada.page.locator('.reply-composer textarea').inputValue()).toBe('A reply by keyboard.')
    await keyboard.press('Control+Enter')
    await ada.comment('A reply by keyboard.').waitFor()
    await ada.close()
  })
})

describe('axe finds nothing', () => {
  /** The state of the thread, and how it comes about. */
  const states: readonly (readonly [string, string, (page: Page) => Promise<unknown>])[] = [
    ['ready', '.list', async () => {}],
    ['loading', '.skeleton', (page) => page.route('**/v1/**', () => {})],
    ['failed', '.failed', (page) => page.route('**/v1/**', (route) => route.fulfill({ status: 500, body: '' }))],
    ['empty', '.empty', onAnotherPage],
    ['closed', '.note', (page) => page.route('**/thread?**', (route) => route.fulfill({ json: CLOSED }))],
    ['offline', '.note', (page) => page.route('**/events?**', (route) => route.abort())],
  ]

  for (const scheme of ['light', 'dark'] as const) {
    it.each(states)(`${scheme}: %s`, async (_state, marker, arrange) => {
      const context = await browser.newContext({ colorScheme: scheme, viewport: { width: 800, height: 900 } })
      const page = await context.newPage()
      await arrange(page)
      await page.goto(example.url)
      await page.locator('afterword-comments').scrollIntoViewIfNeeded()
      await page.locator(marker).first().waitFor({ timeout: 60_000 })
      expect(await violations(page)).toEqual([])
      await context.close()
    })
  }

  it('with an open reply, a refusal and a question', async () => {
    const ada = await reader(browser)
    await ada.open(example.url)
    await ada.post('To be removed.', 'Ada')
    await ada
      .comment('To be removed.')
      .getByRole('button', { name: /^More for the comment/ })
      .click()
    await ada.page.getByRole('menuitem', { name: 'Remove' }).click()
    await ada.page.locator('.list .reply').nth(3).click()
    await ada.page.getByRole('button', { name: 'Post reply' }).click()
    await ada.page.locator('.reply-composer .problem').waitFor()
    expect(await violations(ada.page)).toEqual([])
    await ada.close()
  })
})

/** The article under a name that nobody has commented on. */
async function onAnotherPage(page: Page): Promise<void> {
  await page.route(example.url, async (route) => {
    const answer = await route.fetch()
    const body = (await answer.text()).replace('data-page="/open-weights"', 'data-page="/nobody-was-here"')
    await route.fulfill({ response: answer, body })
  })
}

const CLOSED = {
  comments: [],
  branches: [],
  previous: null,
  next: null,
  thread: { page: '/open-weights', seq: 1_000_000, count: 0, closed: true },
  reactions: [],
  editWindow: null,
  passages: [],
}
