import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { CDPSession, ElementHandle, Locator, Page, Route } from 'playwright-core'
import { launch } from './page/measure.ts'
import { start } from './processes.ts'

/**
 * What a long thread does while it is read on and scrolled through, and how soon the page shows what a reader does in
 * it. `node bench/reading.ts [--size 10000] [--database reading.sqlite] [--only read|done] [--write]`: to write the threads takes
 * minutes, so they are kept in a file that is named, and taken from it the next time; `--only` makes one of the tables;
 * `--write` puts what was made into the docs.
 */
const { values: given } = parseArgs({
  options: {
    size: { type: 'string', default: '10000' },
    database: { type: 'string' },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
})
const size = Number(given.size)
const SOME = 1_000
/** Visits in which things are done. */
const RUNS = 5
/** Further threads that are long in another way, with what is pressed to read on. */
const WIDE = 'wide-5000'
const DEEP = 'deep-100'
const { database } = given
if (given.only !== undefined && !/^(read|done)$/.test(given.only)) throw new Error('--only makes “read” or “done”.')
const makes = (table: 'read' | 'done'): boolean => (given.only ?? table) === table
const wanted = [...(makes('done') ? [String(SOME)] : []), ...(makes('read') ? [String(size), WIDE, DEEP] : [])]
const names = database !== undefined && existsSync(database) ? [] : wanted
const server = await start('./server-process.ts', ...names, ...(database === undefined ? [] : [database]))
const browser = await launch()
/** The lines of each table. */
const tables: Record<'read' | 'done', string[]> = { read: [], done: [] }
let lines = tables.read

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
  /** Comments that were in the page with the first frame after the last click. */
  readonly comments: number
}

async function open(path: string): Promise<{ page: Page; session: CDPSession }> {
  const page = await browser.newPage({ viewport: { width: 900, height: 800 } })
  const session = await page.context().newCDPSession(page)
  await page.addInitScript(() => {
    const seen = { task: 0, event: 0, comments: 0 }
    Object.assign(globalThis, { seen })
    const count = (): void => {
      const root = document.querySelector('afterword-comments')?.shadowRoot
      seen.comments = root?.querySelectorAll('.comment').length ?? 0
    }
    addEventListener('click', () => requestAnimationFrame(count), true)
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
    const { seen } = globalThis as typeof globalThis & { seen: Seen }
    const now = { ...seen }
    Object.assign(seen, { task: 0, event: 0 })
    return now
  })
}

/** What is found in the thread by the browser itself: a locator would look through all of a long one, in a long task of its own. */
async function found(page: Page, selector: string): Promise<ElementHandle<Element> | null> {
  const handle = await page.evaluateHandle(
    (what) => [...(document.querySelector('afterword-comments')?.shadowRoot?.querySelectorAll(what) ?? [])].at(-1),
    selector,
  )
  return handle.asElement()
}

function countOf(page: Page): Promise<number> {
  return page.evaluate(
    () => document.querySelector('afterword-comments')?.shadowRoot?.querySelectorAll('.comment').length ?? 0,
  )
}

/** Presses what shows more until nothing is left. */
async function readOn(page: Page): Promise<void> {
  for (let more = await found(page, '.more button'); more !== null; more = await found(page, '.more button')) {
    const before = await more.evaluate(showing)
    // As a reader does it, and nothing of a test's own that takes long runs in the page meanwhile.
    await press(page, more)
    for (let now = before; now === before || now === BUSY; now = await more.evaluate(showing))
      await page.evaluate(() => new Promise(requestAnimationFrame))
  }
}

const BUSY = 'busy'

/** What a button for more says and stands below, without a look through the whole thread. */
function showing(button: Element): string {
  if (!button.isConnected) return 'gone'
  if (button.matches(':disabled')) return 'busy'
  const list = button.closest('.more')?.previousElementSibling
  const last = list?.lastElementChild
  return `${button.textContent} ${list?.childElementCount} ${last?.childElementCount}`
}

/** Presses what can be seen, where it is when it has come to rest: nothing but the browser takes part in it. */
async function press(
  page: Page,
  target: Locator | ElementHandle<Element>,
  at?: { readonly x: number; readonly y: number },
): Promise<void> {
  const element: ElementHandle<Element> | null = 'elementHandle' in target ? await target.elementHandle() : target
  let box = await element?.boundingBox()
  for (let before = ''; before !== JSON.stringify(box); box = await element?.boundingBox()) {
    before = JSON.stringify(box)
    // Where one scrolls to moves, when what is passed on the way is laid out.
    await element?.evaluate(async (its) => {
      its.scrollIntoView({ block: 'nearest', behavior: 'instant' })
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    })
  }
  if (box == null) throw new Error('There is nothing to press.')
  await page.mouse.click(box.x + (at?.x ?? box.width / 2), box.y + (at?.y ?? box.height / 2))
}

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  return (await session.send('Runtime.getHeapUsage')).usedSize / 1e6
}

const long = async (what: string, page: Page, session: CDPSession): Promise<void> => {
  const { task } = await seenBy(page)
  const shown = await countOf(page)
  say(
    `| ${what} | ${task === 0 ? 'none' : `${task.toFixed(0)} ms`} | ${shown.toLocaleString('en')} | ${(await heapOf(session)).toFixed(1)} MB |`,
  )
}

async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(() => scrollTo(0, 0))
  await page.mouse.move(400, 400)
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  for (let y = 0; y < height; y += 4_000) {
    await page.mouse.wheel(0, 4_000)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
  }
}

async function readThreads(): Promise<void> {
  say('What is done on a processor that is not slowed:')
  say('')
  say('| | longest task over 50 ms | comments in the page | heap |')
  say('| --- | --: | --: | --: |')
  const threads = [
    [String(size), `a thread of ${size.toLocaleString('en')}`],
    [WIDE, '5,000 replies under one comment'],
    [DEEP, 'replies 100 deep'],
  ] as const
  for (const [name, what] of threads) {
    const { page, session } = await open(`/ours/${name}`)
    await long(`${what}: opened`, page, session)
    await readOn(page)
    await long('read on to its end', page, session)
    await scrollThrough(page)
    await long('scrolled from end to end', page, session)
    const last = await (await found(page, '.item'))?.getAttribute('data-id')
    await page.close()
    const linked = await open(`/ours/${name}#comment-${last}`)
    await linked.page.locator(`[data-id="${last}"]`).waitFor()
    await long('opened by a link to the last of them', linked.page, linked.session)
    await linked.page.close()
  }
}

/** Milliseconds to the next paint, of each thing that a reader does in one visit. */
async function doThings(): Promise<ReadonlyMap<string, number>> {
  const times = new Map<string, number>()
  const { page, session } = await open(`/ours/${SOME}`)
  await readOn(page)
  await page.evaluate(() => scrollTo(0, 0))
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await seenBy(page)
  const done = async (what: string, run: () => Promise<unknown>): Promise<Seen> => {
    await run()
    const seen = await seenBy(page)
    times.set(what, seen.event)
    return seen
  }
  const composer = page.locator('.thread > .composer')
  await press(page, composer.locator('textarea'))
  await seenBy(page)
  await done('a letter is typed', () => page.keyboard.type('Some words'))
  await press(page, composer.getByPlaceholder('Your name'))
  await page.keyboard.type('Ada')
  await seenBy(page)
  // Whatever the network does: nothing that is sent arrives.
  const held: Route[] = []
  await page.route('**/comments?**', (route) => void held.push(route))
  const before = await countOf(page)
  const send = (): Promise<void> => press(page, composer.locator('[part~=submit]'))
  const { comments } = await done('a comment is posted, and is there', send)
  if (comments <= before) throw new Error('What was posted was not there with the first frame.')
  const first = page.locator('.list > .item', { has: page.locator('.branch-line, .branch-open') }).first()
  await first.evaluate((element) => element.scrollIntoView({ block: 'center' }))
  await seenBy(page)
  await done('a reply is opened', () => press(page, first.locator('.reply').first()))
  await done('a letter is typed in it', () => page.keyboard.type('Some words'))
  await done('a reaction is given', () => press(page, first.locator('[part~=vote]').first()))
  const line = first.locator('.branch-line').first()
  await done('a branch is closed', () => press(page, line, { x: 12, y: 12 }))
  await done('and opened', () => press(page, first.locator('.branch-open').first()))
  // Let go, it would arrive when the page is closed.
  for (const route of held) await route.abort()
  await page.close()
  return times
}

async function doAll(): Promise<void> {
  say(
    `What is done in a thread of ${SOME.toLocaleString('en')} that is read to its end, with a processor slowed four times; medians of ${RUNS}:`,
  )
  say('')
  say('| | to the next paint |')
  say('| --- | --: |')
  const visits: ReadonlyMap<string, number>[] = []
  for (let run = 0; run < RUNS; run++) visits.push(await doThings())
  for (const what of visits[0]?.keys() ?? []) {
    const median = visits.map((times) => times.get(what) ?? 0).toSorted((a, b) => a - b)[RUNS >> 1] ?? 0
    say(`| ${what} | ${median === 0 ? 'under 16' : median.toFixed(0)} ms |`)
  }
}

if (makes('read')) await readThreads()
if (makes('done')) {
  if (lines.length > 0) console.log('')
  lines = tables.done
  await doAll()
}
await browser.close()
await server.stop()
if (given.write) {
  const folder = new URL('../../../docs/speed/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  const file = new URL('reading.md', folder)
  // The other table is the one of before.
  const [read = '', done = ''] = existsSync(file) ? readFileSync(file, 'utf8').split(/\n(?=What is done in)/) : []
  const texts = [
    makes('read') ? `${tables.read.join('\n')}\n` : read,
    makes('done') ? `${tables.done.join('\n')}\n` : done,
  ]
  writeFileSync(file, texts.join('\n'))
}
