import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Opens a page and waits until its passages are there. */
export async function open(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.locator('.passages:not(.absent)').waitFor()
}

/** The words that are painted in the article, under one of our names. */
function painted(page: Page, name = 'afterword-passage'): Promise<string[]> {
  return page.evaluate(
    (highlight) => [...(CSS.highlights.get(highlight) ?? [])].map((range) => String(range).replace(/\s+/g, ' ')),
    name,
  )
}

export async function waitUntilPainted(page: Page, words: string, name?: string): Promise<void> {
  await expect.poll(() => painted(page, name), { timeout: 30_000 }).toContain(words)
}

/** Serves the example with another article, and a thread of its own. */
export async function withArticle(
  page: Page,
  url: string,
  article: string,
  name: string,
  html?: string,
): Promise<void> {
  await page.route(url, async (route) => {
    const answer = await route.fetch()
    const body = (await answer.text())
      .replace('<html lang="en">', html ?? '<html lang="en">')
      .replace(/<article>[^]*<\/article>/, `<article>${article}</article>`)
      .replace('data-page="/open-weights"', `data-page="/${name}"`)
    await route.fulfill({ response: answer, body })
  })
}

/** Drags the mouse over words that stand on one line. */
export async function drag(page: Page, words: string): Promise<void> {
  const box = await page.evaluate((text) => {
    const walker = document.createTreeWalker(document.querySelector('article') ?? document, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = node.nodeValue?.indexOf(text) ?? -1
      if (at === -1) continue
      node.parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' })
      const range = document.createRange()
      range.setStart(node, at)
      range.setEnd(node, at + text.length)
      const { left, right, top, height } = range.getBoundingClientRect()
      return { left, right, middle: top + height / 2 }
    }
    return null
  }, words)
  if (box === null) throw new Error(`“${words}” is not in the article.`)
  await page.mouse.move(box.left + 1, box.middle)
  await page.mouse.down()
  await page.mouse.move((box.left + box.right) / 2, box.middle)
  await page.mouse.move(box.right - 1, box.middle)
  await page.mouse.up()
}

/** Whether the first marker stands at the height of the line that is talked about first, and beside the lines. */
export function markerStands(page: Page): Promise<{ readonly line: boolean; readonly lines: boolean } | null> {
  return page.evaluate(() => {
    const ranges = [...(CSS.highlights.get('afterword-passage') ?? [])].filter((range) => range instanceof Range)
    const [words] = ranges.toSorted((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b))
    // Where the window is far from the article, as after a change of its size, nothing is painted.
    const seen = words?.startContainer.parentElement ?? document.querySelector('article p')
    seen?.scrollIntoView({ block: 'center', behavior: 'instant' })
    const line = words?.getClientRects()[0]
    const paragraph = words?.startContainer.parentElement?.closest('p')?.getBoundingClientRect()
    const marker = document
      .querySelector('afterword-comments')
      ?.shadowRoot?.querySelector('.marker')
      ?.getBoundingClientRect()
    if (line === undefined || paragraph === undefined || marker === undefined) return null
    const edge = Math.min(paragraph.right, document.documentElement.clientWidth - marker.width)
    return {
      line: Math.abs(line.top + line.bottom - marker.top - marker.bottom) < 4,
      lines: marker.left > edge - 2 && marker.left < edge + marker.width,
    }
  })
}

/** Writes into the panel that is open, and waits until it stands there. */
export async function write(page: Page, words: string): Promise<void> {
  const panel = page.locator('.panel')
  await panel.locator('textarea').fill(words)
  await panel.getByPlaceholder('Your name').fill('Ada')
  await panel.getByRole('button', { name: 'Post comment' }).click()
  await panel.locator('.comment', { hasText: words }).waitFor()
}
