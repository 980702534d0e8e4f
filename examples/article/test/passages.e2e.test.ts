import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium, launchFirefox } from './browsers.ts'
import { type Example, removeFolder, startExample } from './example.ts'
import { drag, markerStands, open, waitUntilPainted, withArticle, write } from './passages.ts'

const NARROW = { width: 360, height: 740 }

describe.each([
  ['Chromium', launchChromium],
  ['Firefox', launchFirefox],
])('comments on the very words, in %s', (_name, launch) => {
  let example: Example
  let browser: Browser

  beforeAll(async () => {
    ;[example, browser] = await Promise.all([startExample(), launch()])
  })
  afterAll(async () => {
    await Promise.all([browser.close(), example.stop()])
    removeFolder(example.folder)
  })

  it('are written by mouse, read beside the text and below it, and there for the next reader', async () => {
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 } })
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    await open(page, example.url)
    const before = await page.locator('main > article').innerHTML()
    await drag(page, 'both deserved to be taken')
    const offer = page.getByRole('button', { name: 'Comment', exact: true })
    await offer.waitFor()
    expect(await page.evaluate(() => String(getSelection()))).toBe('both deserved to be taken')
    await offer.click()
    await write(page, 'It usually is.')
    await waitUntilPainted(page, 'both deserved to be taken')
    const below = page.locator('.thread > .list .comment', { hasText: 'It usually is.' })
    expect(await below.locator('.quote').textContent()).toBe('both deserved to be taken')
    expect(await page.locator('main > article').innerHTML()).toBe(before)

    const other = await browser.newPage({ viewport: { width: 1200, height: 900 } })
    await open(other, example.url)
    await other.getByText('A business built on the door').scrollIntoViewIfNeeded()
    await waitUntilPainted(other, 'both deserved to be taken')
    await other.getByRole('button', { name: '1 comment on “both deserved to be taken”' }).click()
    await other.locator('.panel .comment', { hasText: 'It usually is.' }).waitFor()
    await other.keyboard.press('Escape')
    await other.locator('.panel').waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
    await Promise.all([page.close(), other.close()])
  })

  it('open by a click on the words themselves', async () => {
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 } })
    await open(page, example.url)
    await page.getByText('And there is no way back.').scrollIntoViewIfNeeded()
    await waitUntilPainted(page, 'open weights stay')
    const point = await page.evaluate(() => {
      for (const range of CSS.highlights.get('afterword-passage') ?? []) {
        if (String(range) !== 'open weights stay') continue
        if (!(range instanceof Range)) continue
        const { left, top, width, height } = range.getBoundingClientRect()
        return { x: left + width / 2, y: top + height / 2 }
      }
      return { x: 0, y: 0 }
    })
    await page.mouse.click(point.x, point.y)
    await page.locator('.panel .comment', { hasText: 'A note on words' }).waitFor()
    await page.close()
  })

  it('are written and read with the keyboard alone', async () => {
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 } })
    await open(page, example.url)
    await page.keyboard.press('Control+Alt+KeyM')
    await page.locator('.chooser').waitFor()
    // It begins with what is in view: first to the title, then to the first paragraph's first sentence.
    for (let up = 0; up < 12; up++) await page.keyboard.press('ArrowUp')
    for (let down = 0; down < 3; down++) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    const chosen = 'In February 2023 Meta announced LLaMA, a family of language models meant for approved researchers.'
    await expect.poll(() => page.locator('[role=status]').textContent()).toBe(chosen)
    await page.keyboard.press('Enter')
    await page.locator('.panel textarea').waitFor()
    await page.keyboard.type('Written without a mouse.')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Grace')
    await page.keyboard.press('Control+Enter')
    await page.locator('.panel .comment', { hasText: 'Written without a mouse.' }).waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.panel').waitFor({ state: 'detached' })
    await waitUntilPainted(page, chosen)

    // From the marker of one paragraph to that of another, which opens and closes.
    const marker = page.locator('.marker').first()
    await marker.focus()
    const first = await marker.getAttribute('aria-label')
    await page.keyboard.press('ArrowDown')
    const now = (): Promise<string | null | undefined> =>
      page.locator('afterword-comments').evaluate((host) => host.shadowRoot?.activeElement?.getAttribute('aria-label'))
    await expect.poll(now).toMatch(/^\d+ comments? on “/)
    await expect.poll(now).not.toBe(first)
    const second = await now()
    await page.keyboard.press('Enter')
    await page.locator('.panel .comment').first().waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(now).toBe(second)
    await page.close()
  })

  it('show their words in the text and lead back', async () => {
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 } })
    await open(page, example.url)
    const comment = page.locator('.thread > .list .comment', { hasText: 'A note on words' })
    const button = comment.getByRole('button', { name: 'Show in text' })
    await button.waitFor()
    await button.focus()
    await page.keyboard.press('Enter')
    await waitUntilPainted(page, 'open weights stay', 'afterword-passage-current')
    await expect
      .poll(() => page.evaluate(() => getSelection()?.anchorNode?.parentElement?.getBoundingClientRect().top ?? -1))
      .toBeGreaterThan(0)
    expect(await page.evaluate(() => getSelection()?.isCollapsed)).toBe(true)
    await page.getByRole('button', { name: 'Back to the comment' }).click()
    await expect
      .poll(() => page.locator('afterword-comments').evaluate((host) => host.shadowRoot?.activeElement?.textContent))
      .toContain('A note on words')
    await page.close()
  })

  it('say on the edited article what has become of their words', async () => {
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 } })
    await open(page, example.url)
    await page.getByRole('link', { name: 'The same article after an edit' }).click()
    await page.waitForURL('**/edited.html')
    await page.locator('.passage.lost').first().waitFor()
    const state = async (words: string): Promise<string | null> =>
      page.locator('.thread > .list .comment', { hasText: words }).first().locator('.passage-foot .meta').textContent()
    expect(await state('Gardener here')).toBe('No longer in the article')
    expect(await state('I can confirm the cable')).toBe('Moved within the article')
    expect(await state('A note on words')).toBe('In the article')
    const changed = page
      .locator('.thread > .list .comment', { hasText: 'The section called “The bill” is too short' })
      .first()
    expect(await changed.locator('.passage-foot .meta').textContent()).toBe('Changed since')
    await changed.getByRole('button', { name: 'Compare' }).click()
    expect(await changed.locator('.quote').textContent()).toBe('in an afternoon, on a rented card')
    expect(await changed.locator('.now').textContent()).toContain('in an evening, on a borrowed card')
    await page.close()
  })

  it('stand on the other side of an article that runs from right to left', async () => {
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 } })
    const paragraphs = [
      'تسربت الأوزان في ليلة واحدة ولم يعد أحد قادراً على إعادتها. هذا ما يحدث حين يفتح الباب مرة.',
      'النموذج الذي أملكه أستطيع أن أعلمه كلام جدتي، وهذا ليس تفصيلاً تقنياً بل ذاكرة كاملة.',
    ]
    const article = paragraphs.map((text) => `<p>${text}</p>`).join('')
    await withArticle(page, example.url, article, 'arabic', '<html lang="ar" dir="rtl">')
    await open(page, example.url)
    await drag(page, 'ليلة واحدة')
    await page.locator('.offer-button').click()
    const panel = page.locator('.panel')
    await panel.locator('textarea').fill('ليلة طويلة.')
    await panel.locator('input').first().fill('سلمى')
    await panel.locator('[part~=submit]').click()
    await panel.locator('.comment').waitFor()
    await page.keyboard.press('Escape')
    await waitUntilPainted(page, 'ليلة واحدة')
    const marker = await page.locator('.marker').boundingBox()
    const text = await page.locator('main > article p').first().boundingBox()
    expect((marker?.x ?? 0) + (marker?.width ?? 0)).toBeLessThanOrEqual(text?.x ?? 0)
    await page.close()
  })

  it('have marker and panel beside them where the page is zoomed or scaled', async () => {
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 } })
    await open(page, example.url)
    for (const style of [
      ['html', 'zoom', '1.6'],
      ['body', 'zoom', '0.6'],
      ['article', 'transform', 'scale(0.9)'],
      ['main', 'transform', 'scale(0.9)'],
    ] as const) {
      await page.evaluate(([of, property, value]) => {
        document.querySelector<HTMLElement>(of)?.style.setProperty(property, value)
      }, style)
      await expect.poll(() => markerStands(page), { message: style.join(' ') }).toEqual({ line: true, lines: true })
      await page.locator('.marker').first().click()
      const within = async (): Promise<boolean> => {
        const panel = await page.locator('.panel').boundingBox()
        return panel !== null && panel.x >= 0 && panel.x + panel.width <= 1200 && panel.y + panel.height <= 800
      }
      await expect.poll(within, { message: style.join(' ') }).toBe(true)
      await page.keyboard.press('Escape')
      await page.locator('.panel').waitFor({ state: 'detached' })
      // The last words of the article, too.
      await page.locator('main > article p', { hasText: 'and passed it on' }).scrollIntoViewIfNeeded()
      await waitUntilPainted(page, 'and passed it on')
      await page.evaluate(([of, property]) => {
        document.querySelector<HTMLElement>(of)?.style.removeProperty(property)
      }, style)
    }
    await page.close()
  })

  it('are led to as far as a closed fold, which the reader opens, with the keyboard alone', async () => {
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 } })
    const folded = '<details><summary>How it came about</summary><p>Somebody was sent a link.</p></details>'
    await withArticle(page, example.url, `<p>A leaked document can be read once.</p>${folded}`, 'folded')
    await open(page, example.url)
    const summary = page.locator('summary', { hasText: 'How it came about' })
    await summary.click()
    await drag(page, 'was sent a link')
    await page.locator('.offer-button').click()
    await write(page, 'By whom?')
    await page.reload()
    await page.locator('.marker', { hasText: '1' }).waitFor()
    const before = await page.locator('main > article').innerHTML()
    const below = page.locator('.thread > .list .comment', { hasText: 'By whom?' })
    await below.getByRole('button', { name: 'Show in text' }).click()
    await page.locator('.bar-note').waitFor()
    await waitUntilPainted(page, 'How it came about', 'afterword-passage-current')
    expect(await page.locator('main > article').innerHTML()).toBe(before)
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('How it came about')
    await page.keyboard.press('Enter')
    await page.locator('.bar-note').waitFor({ state: 'detached' })
    await waitUntilPainted(page, 'was sent a link', 'afterword-passage-current')
    await page.keyboard.press('Escape')
    await expect
      .poll(() => page.locator('afterword-comments').evaluate((host) => host.shadowRoot?.activeElement?.textContent))
      .toContain('By whom?')
    // And where it is hidden in another way, as a tab is, and shown again.
    const hide = (hidden: boolean): Promise<boolean> =>
      page.locator('article details').evaluate((tab, to) => tab.toggleAttribute('hidden', to), hidden)
    await hide(true)
    await page.locator('.marker').waitFor({ state: 'detached' })
    expect(await below.locator('.passage-foot .meta').textContent()).toBe('In the article')
    await hide(false)
    await page.locator('.marker', { hasText: '1' }).waitFor()
    await waitUntilPainted(page, 'was sent a link')
    await page.close()
  })

  it('are painted, opened, followed and put away where the browser has no highlights', async () => {
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 } })
    await page.addInitScript(() => {
      Reflect.deleteProperty(globalThis, 'Highlight')
    })
    await open(page, example.url)
    const words = page.locator('main > article p', { hasText: 'open weights stay' })
    await words.scrollIntoViewIfNeeded()
    /** Where a rectangle lies on the words, in the window. */
    let place: { readonly x: number; readonly y: number } | null = null
    const underlaid = async (): Promise<typeof place> =>
      (place = await page.evaluate(() => {
        const walker = document.createTreeWalker(document.querySelector('article') ?? document, NodeFilter.SHOW_TEXT)
        const range = document.createRange()
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          const at = node.nodeValue?.indexOf('open weights stay') ?? -1
          if (at === -1) continue
          range.setStart(node, at)
          range.setEnd(node, at + 'open weights stay'.length)
        }
        const lines = [...range.getClientRects()]
        const shadow = document.querySelector('afterword-comments')?.shadowRoot
        const rectangles = [...(shadow?.querySelectorAll('.rectangle') ?? [])].map((each) =>
          each.getBoundingClientRect(),
        )
        const on = lines.every((line) =>
          rectangles.some(({ left, right, top, bottom }) =>
            [left - line.left, right - line.right, top - line.top, bottom - line.bottom].every(
              (side) => Math.abs(side) < 2,
            ),
          ),
        )
        const [first] = lines
        return on && first !== undefined
          ? { x: (first.left + first.right) / 2, y: (first.top + first.bottom) / 2 }
          : null
      }))
    await expect.poll(underlaid).not.toBeNull()
    const { y = 0 } = place ?? {}
    await page.evaluate(() => scrollBy({ top: 120, behavior: 'instant' }))
    await expect.poll(async () => y - ((await underlaid())?.y ?? 0)).toBeCloseTo(120, 0)
    // The lines break elsewhere.
    await page.setViewportSize({ width: 760, height: 900 })
    await words.scrollIntoViewIfNeeded()
    await expect.poll(underlaid).not.toBeNull()
    const { x, y: middle } = place ?? { x: 0, y: 0 }
    await page.mouse.click(x, middle)
    await page.locator('.panel .comment', { hasText: 'A note on words' }).waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.panel').waitFor({ state: 'detached' })
    await page.locator('.passages').click()
    await page.locator('.menu-item', { hasText: 'Hide passages in the article' }).click()
    await page.locator('.rectangle').first().waitFor({ state: 'detached' })
    expect(await page.locator('.marker').count()).toBe(0)
    await page.close()
  })
})

/** In whole pixels of the window; none while it is not there. */
async function placeOf(what: Locator): Promise<Readonly<Record<'left' | 'top' | 'bottom', number>>> {
  const { x, y, height } = (await what.boundingBox()) ?? { x: Number.NaN, y: Number.NaN, height: Number.NaN }
  return { left: Math.round(x), top: Math.round(y), bottom: Math.round(y + height) }
}

describe('comments on the very words, on a phone', () => {
  let example: Example
  let browser: Browser

  beforeAll(async () => {
    ;[example, browser] = await Promise.all([startExample(), launchChromium()])
  })
  afterAll(async () => {
    await Promise.all([browser.close(), example.stop()])
    removeFolder(example.folder)
  })

  it('are offered at the lower edge, clear of the phone’s own menu, and open as a sheet below their words', async () => {
    const context = await browser.newContext({ viewport: NARROW, hasTouch: true, isMobile: true })
    const page = await context.newPage()
    await open(page, example.url)
    // A phone selects by a long press, which is its own affair: what the page hears is that the selection changed.
    await page.getByText('The door was justified').scrollIntoViewIfNeeded()
    await page.evaluate(() => {
      const [node] =
        [...document.querySelectorAll('article p')].find((p) => p.textContent?.includes('The door was'))?.childNodes ??
        []
      const at = node?.nodeValue?.indexOf('two arguments') ?? -1
      if (node !== undefined) getSelection()?.setBaseAndExtent(node, at, node, at + 'two arguments'.length)
    })
    const offer = page.locator('.offer')
    await offer.waitFor()
    await expect.poll(() => placeOf(offer)).toMatchObject({ bottom: NARROW.height })
    await page.locator('.offer-button').tap()
    await write(page, 'There was a third.')
    await page.getByRole('button', { name: 'Close' }).tap()
    await waitUntilPainted(page, 'two arguments')
    await page.locator('.marker', { hasText: '1' }).first().waitFor()
    await page.getByRole('button', { name: '1 comment on “two arguments”' }).tap()
    const panel = page.locator('.panel')
    await panel.locator('.comment', { hasText: 'There was a third.' }).waitFor()
    await expect.poll(() => placeOf(panel)).toMatchObject({ left: 0, bottom: NARROW.height })
    const between = async (): Promise<number> => {
      const words = await page.evaluate(() => {
        const [range] = CSS.highlights.get('afterword-passage-current') ?? []
        return range instanceof Range ? range.getBoundingClientRect().bottom : Number.NaN
      })
      return (await placeOf(panel)).top - words
    }
    await expect.poll(between).toBeGreaterThan(0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
    await context.close()
  })
})
