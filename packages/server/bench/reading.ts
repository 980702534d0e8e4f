import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { CDPSession, Page } from 'playwright-core'
import { launch } from './page/measure.ts'
import { start } from './processes.ts'

/**
 * What a long thread does while it is read on and scrolled through, and how soon the page shows what a reader does in
 * it. `node bench/reading.ts [--size 10000] [--write]`; `--write` puts the tables into the docs.
 */
const { values: given } = parseArgs({
  options: { size: { type: 'string', default: '10000' }, write: { type: 'boolean', default: false } },
})
const size = Number(given.size)
const SOME = 1_000
const server = await start('./server-process.ts', String(SOME), String(size))
const browser = await launch()
const lines: string[] = []

function say(line: string): void {
  console.log(line)
  lines.push(line)
}

/** What the page has seen since it was asked the last time. */
interface Seen {
  /** Milliseconds of the longest task, of those over 50; 0: there was none. */
  readonly task: number
  /** Milliseconds from the slowest event to the paint after it. */
  readonly event: number
}

async function open(path: string): Promise<{ page: Page; session: CDPSession }> {
  const page = await browser.newPage({ viewport: { width: 900, height: 800 } })
  const session = await page.context().newCDPSession(page)
  await page.addInitScript(() => {
    const seen = { task: 0, event: 0 }
    Object.assign(globalThis, { seen })
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.task = Math.max(seen.task, duration)
    }).observe({ type: 'longtask', buffered: true })
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.event = Math.max(seen.event, duration)
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
  })
  await page.goto(server.address + path)
  await page.locator('.list').waitFor()
  await page.getByRole('toolbar').waitFor()
  return { page, session }
}

/** What was seen, once all that was begun is on the screen. */
async function seenBy(page: Page): Promise<Seen> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 100)))),
  )
  return page.evaluate<Seen>(() => {
    const { seen } = globalThis as typeof globalThis & { seen: { task: number; event: number } }
    const now = { ...seen }
    Object.assign(seen, { task: 0, event: 0 })
    return now
  })
}

async function readOn(page: Page): Promise<void> {
  const more = page.locator('.list + .more button')
  while ((await more.count()) > 0) {
    const before = await page.locator('.list > .item').count()
    await more.click()
    await page.waitForFunction((known) => {
      const root = document.querySelector('afterword-comments')?.shadowRoot
      return (root?.querySelectorAll('.list > .item').length ?? 0) > known
    }, before)
  }
}

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  return (await session.send('Runtime.getHeapUsage')).usedSize / 1e6
}

const long = async (what: string, page: Page, session: CDPSession): Promise<void> => {
  const { task } = await seenBy(page)
  const shown = await page.locator('.comment').count()
  say(
    `| ${what} | ${task === 0 ? 'none' : `${task.toFixed(0)} ms`} | ${shown.toLocaleString('en')} | ${(await heapOf(session)).toFixed(1)} MB |`,
  )
}

say(`A thread of ${size.toLocaleString('en')}, unslowed:`)
say('')
say('| | longest task over 50 ms | comments in the page | heap |')
say('| --- | --: | --: | --: |')
{
  const { page, session } = await open(`/ours/${size}`)
  await long('opened', page, session)
  await readOn(page)
  await long('read on to its end', page, session)
  await page.mouse.move(400, 400)
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  for (let y = 0; y < height; y += 4_000) {
    await page.mouse.wheel(0, 4_000)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
  }
  await long('scrolled from end to end', page, session)
  await page.close()
}

say('')
say(
  `What is done in a thread of ${SOME.toLocaleString('en')} that is read to its end, with a processor slowed four times:`,
)
say('')
say('| | to the next paint |')
say('| --- | --: |')
{
  const { page, session } = await open(`/ours/${SOME}`)
  await readOn(page)
  await page.evaluate(() => scrollTo(0, 0))
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await seenBy(page)
  const done = async (what: string, run: () => Promise<unknown>): Promise<void> => {
    await run()
    const { event } = await seenBy(page)
    say(`| ${what} | ${event === 0 ? 'under 16' : event.toFixed(0)} ms |`)
  }
  const composer = page.locator('.thread > .composer')
  await composer.locator('textarea').click()
  await seenBy(page)
  await done('a letter is typed', () => page.keyboard.type('Some words'))
  await composer.getByPlaceholder('Your name').fill('Ada')
  await seenBy(page)
  await done('a comment is posted', () => composer.getByRole('button', { name: 'Post comment' }).click())
  const first = page.locator('.list > .item').nth(3)
  await done('a reply is opened', () => first.locator('.reply').first().click())
  await done('a letter is typed in it', () => page.keyboard.type('Some words'))
  await done('a reaction is given', () => first.locator('[part~=vote]').first().click())
  await done('a branch is closed', () =>
    page
      .locator('.branch-line')
      .first()
      .click({ position: { x: 12, y: 12 } }),
  )
  await done('and opened', () => page.locator('.branch-open').first().click())
  await page.close()
}
await browser.close()
await server.stop()
if (given.write) {
  const folder = new URL('../../../docs/speed/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  writeFileSync(new URL('reading.md', folder), `${lines.join('\n')}\n`)
}
