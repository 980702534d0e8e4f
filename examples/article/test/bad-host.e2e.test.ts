import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './browsers.ts'
import { type Example, removeFolder, startExample } from './example.ts'
import { reader, type Reader } from './reader.ts'

let example: Example
let browser: Browser

beforeAll(async () => {
  ;[example, browser] = await Promise.all([startExample(), launchChromium()])
})
afterAll(async () => {
  await Promise.all([browser.close(), example.stop()])
  removeFolder(example.folder)
})

interface HostPage {
  readonly style?: string
  /** What stands where the thread is to be. */
  readonly body?: string
  /** Whether the window is wide. */
  readonly viewport?: { readonly width: number; readonly height: number }
}

const SCRIPT = '<script type="module" src="/afterword.js" data-site="example" data-page="/open-weights"></script>'
/** The class alone, for elements that the page makes. */
const CLASS = '<script type="module" src="/afterword.js" data-insert="none"></script>'

/** A page of an owner who did not think of us, at an address of the example's server. */
async function host({ style = '', body = SCRIPT, viewport }: HostPage): Promise<Reader> {
  const ada = await reader(browser, viewport)
  await ada.page.route(`${example.root}host`, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><html lang="en"><title>A host</title><style>${style}</style><body><h1>A host</h1>${body}`,
    }),
  )
  await ada.page.goto(`${example.root}host`)
  return ada
}

const HOSTS: readonly (readonly [string, HostPage])[] = [
  ['unsets everything', { style: '* { all: unset } style, script, title { display: none }' }],
  ['hides its divs and sections', { style: 'div, section, ol, li, p, form, button, article { display: none }' }],
  [
    'styles every element',
    {
      style: `* { display: flex; margin: 40px; padding: 40px; font-size: 30px; text-transform: uppercase; white-space: nowrap;
        letter-spacing: 1em; line-height: 4; text-align: right; text-shadow: 2px 2px red; position: relative; color: #333;
        transition: all 1s; overflow: hidden; box-sizing: content-box } style, script, head { display: none }
        html, body, h1 { padding: 0; margin: 0; white-space: normal; letter-spacing: 0 }`,
      viewport: { width: 1400, height: 900 },
    },
  ],
  ['has tiny type by percent', { style: 'html { font-size: 62.5% } body { font-size: 1.6rem }' }],
  ['zooms in', { style: 'html { zoom: 1.6 }' }],
  ['zooms out', { style: 'body { zoom: 0.6 }' }],
  [
    'turns and shrinks what stands around',
    { body: `<main style="transform: rotate(-1deg) scale(0.9); filter: sepia(0.1)">${SCRIPT}</main>` },
  ],
  ['cuts off what is outside', { body: `<main style="overflow: hidden; contain: layout">${SCRIPT}</main>` }],
  [
    'is a row of boxes',
    { style: 'body { display: flex } aside { flex: none; width: 200px }', body: `<aside></aside>${SCRIPT}` },
  ],
  ['is a grid', { style: 'body { display: grid; grid-template-columns: 1fr auto }', body: `<aside></aside>${SCRIPT}` }],
]

describe('a thread on a page that', () => {
  it.each(HOSTS)('%s is read and written in', async (_name, page) => {
    const ada = await host(page)
    await ada.page.locator('.list').waitFor()
    const words = `Written on a bad page, ${crypto.randomUUID()}.`
    const thread = await boxOf(ada.page, '.thread')
    expect(thread.width).toBeGreaterThan(250)
    const body = await boxOf(ada.page, '.list > .item > .comment .body')
    expect(body.width).toBeGreaterThan(thread.width * 0.6)
    await ada.post(words, 'Ada')
    await ada.comment(words).locator('.reply').waitFor()
    // Nothing of the page's own style reaches the words.
    expect(
      await ada
        .comment(words)
        .locator('.body')
        .evaluate((element) => {
          const style = getComputedStyle(element)
          return [style.textTransform, style.letterSpacing, style.whiteSpace, style.textAlign, style.textShadow]
        }),
    ).toEqual(['none', 'normal', 'normal', 'start', 'none'])
    // What opens stands by what opened it, within the window.
    const opener = ada.comment(words).locator('[aria-haspopup=menu]')
    await opener.click()
    const menu = ada.page.locator('[part~=menu]')
    await menu.waitFor()
    const [by, opened] = await Promise.all([opener.boundingBox(), menu.boundingBox()])
    if (by === null || opened === null) throw new Error('The menu has no place.')
    expect(Math.abs(opened.y + opened.height / 2 - by.y)).toBeLessThan(opened.height + by.height + 60)
    expect(opened.x + opened.width).toBeGreaterThan(by.x - 5)
    await ada.page.keyboard.press('Escape')
    expect(ada.complaints).toEqual([])
    await ada.close()
  })
})

async function boxOf(page: Page, selector: string): Promise<{ width: number; height: number }> {
  const box = await page.locator(selector).first().boundingBox()
  if (box === null) throw new Error(`${selector} is not seen.`)
  return box
}

describe('many threads', () => {
  it('stand on one page, all of them read, written in and kept apart', async () => {
    const pages = Array.from({ length: 20 }, (_, i) => `/many-${i}`)
    const elements = pages.map(
      (page) => `<afterword-comments server="/" site="example" page="${page}"></afterword-comments>`,
    )
    const ada = await host({ body: elements.join('') + CLASS })
    const threads = ada.page.locator('afterword-comments')
    for (const at of pages.keys()) {
      // Each is asked for when it is near.
      await threads.nth(at).scrollIntoViewIfNeeded()
      await threads.nth(at).locator('.empty').waitFor()
    }
    for (const at of [0, 9, 19]) {
      const thread = threads.nth(at)
      await thread.locator('textarea').fill(`To thread ${at}.`)
      await thread.getByPlaceholder('Your name').fill('Ada')
      await thread.getByRole('button', { name: 'Post comment' }).click()
      await thread.locator('.comment .reply').waitFor()
    }
    expect(await ada.page.locator('.comment').count()).toBe(3)
    expect(await ada.page.locator('textarea').nth(5).inputValue()).toBe('')
    expect(ada.complaints).toEqual([])
    await ada.close()
  })
})

describe('a page in the background', () => {
  it('holds no connection to the server, and misses nothing', async () => {
    const ada = await reader(browser)
    const streams = new Set<unknown>()
    ada.page.on('request', (request) => request.url().includes('/events?') && streams.add(request))
    ada.page.on('requestfinished', (request) => void streams.delete(request))
    ada.page.on('requestfailed', (request) => void streams.delete(request))
    await ada.open(example.url)
    await expect.poll(() => streams.size, { timeout: 20_000 }).toBe(1)
    const look = (state: 'hidden' | 'visible'): Promise<void> =>
      ada.page.evaluate((now) => {
        Object.defineProperty(document, 'visibilityState', { value: now, configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))
      }, state)
    await look('hidden')
    await expect.poll(() => streams.size, { timeout: 20_000 }).toBe(0)
    const words = `Written meanwhile, ${crypto.randomUUID()}.`
    const grace = await reader(browser)
    await grace.open(example.url)
    await grace.post(words, 'Grace')
    await grace.comment(words).locator('.reply').waitFor()
    await look('visible')
    await ada.see(words)
    expect(ada.complaints).toEqual([])
    await Promise.all([ada.close(), grace.close()])
  })
})

describe('an element', () => {
  it('that is taken away and put back while it loads shows one thread', async () => {
    const ada = await reader(browser)
    let held = true
    const waiting: (() => Promise<void>)[] = []
    await ada.page.route('**/v1/**/thread?**', async (route) => {
      if (held) waiting.push(() => route.continue().catch(() => undefined))
      else await route.continue()
    })
    await ada.page.goto(example.url)
    await ada.page.locator('.skeleton').waitFor()
    for (let i = 0; i < 20; i++) {
      await ada.page.evaluate(async (turn) => {
        const element = document.querySelector('afterword-comments')
        const place = element?.parentElement
        element?.remove()
        // Now within a turn, now after it.
        if (turn % 2 === 0) await new Promise((resolve) => setTimeout(resolve))
        if (element) place?.append(element)
      }, i)
    }
    held = false
    for (const go of waiting) await go()
    await ada.page.locator('.list').waitFor()
    expect(await ada.page.locator('.thread').count()).toBe(1)
    const ids = await ada.page
      .locator('.list [data-id]')
      .evaluateAll((items) => items.map(({ dataset }) => dataset['id']))
    expect(new Set(ids).size).toBe(ids.length)
    expect(ada.complaints).toEqual([])
    await ada.close()
  })

  it('that changes its page two hundred times shows the last one, and each draft on the page that it was written for', async () => {
    const ada = await host({
      body: `<afterword-comments server="/" site="example" page="/turn-0"></afterword-comments>${CLASS}`,
    })
    await ada.page.locator('.empty').waitFor()
    const turn = (page: string): Promise<void> =>
      ada.page.evaluate((next) => document.querySelector('afterword-comments')?.setAttribute('page', next), page)
    for (let i = 0; i < 200; i++) {
      await turn(`/turn-${i % 4}`)
      // In the middle of a word, and before the draft is written.
      if (i % 25 === 0) {
        await ada.page
          .locator('textarea')
          .first()
          .fill(`Of turn ${i % 4}`)
        await turn(`/turn-${(i + 1) % 4}`)
      }
    }
    for (const page of [0, 1, 2, 3]) {
      await turn(`/turn-${page}`)
      await ada.page.locator('.empty').waitFor()
      expect(await ada.page.locator('textarea').first().inputValue()).toBe(`Of turn ${page}`)
    }
    expect(await ada.page.locator('.thread').count()).toBe(1)
    expect(ada.complaints).toEqual([])
    await ada.close()
  })

  it('that came and went two hundred times leaves no listener, timer, node or memory', async () => {
    const ada = await host({ body: CLASS })
    const devtools = await ada.page.context().newCDPSession(ada.page)
    await devtools.send('Performance.enable')
    await devtools.send('HeapProfiler.enable')
    await countTimers(ada.page)
    // What is loaded and made once is not a leak.
    await mounts(ada.page, 20)
    const before = await measured(ada.page, devtools)
    await mounts(ada.page, 200)
    const after = await measured(ada.page, devtools)
    expect(after.timers).toBe(before.timers)
    expect(after.listeners).toBe(before.listeners)
    expect(after.nodes).toBe(before.nodes)
    expect(after.documents).toBe(before.documents)
    // A leaked thread would be 100 kB, 200 of them 20 MB.
    expect(after.heap - before.heap).toBeLessThan(1_500_000)
    expect(ada.complaints).toEqual([])
    await ada.close()
  }, 300_000)
})

declare global {
  /** The timers that the page has set and that have neither fired nor been cleared. */
  var afterwordTestTimers: Set<number>
}

async function countTimers(page: Page): Promise<void> {
  await page.evaluate(() => {
    const timers = new Set<number>()
    Object.defineProperty(globalThis, 'afterwordTestTimers', { value: timers })
    const { setTimeout: set, clearTimeout: clear, setInterval: repeat } = globalThis
    const stop = (id: number | undefined): void => {
      if (id !== undefined) timers.delete(id)
      clear(id)
    }
    Object.assign(globalThis, {
      setTimeout(run: () => void, time?: number) {
        const id = Number(
          set(() => {
            timers.delete(id)
            run()
          }, time),
        )
        timers.add(id)
        return id
      },
      setInterval(run: () => void, time?: number) {
        const id = Number(repeat(run, time))
        timers.add(id)
        return id
      },
      clearTimeout: stop,
      clearInterval: stop,
    })
  })
}

/** Puts elements on the page and takes them away: now before they begin, now while they load, now when they are read. */
async function mounts(page: Page, times: number): Promise<void> {
  await page.evaluate(async (count) => {
    await customElements.whenDefined('afterword-comments')
    for (let i = 0; i < count; i++) {
      const element = document.createElement('afterword-comments')
      element.setAttribute('server', '/')
      element.setAttribute('site', 'example')
      element.setAttribute('page', '/open-weights')
      const ready = new Promise((resolve) => element.addEventListener('afterword-ready', resolve, { once: true }))
      document.body.append(element)
      if (i % 4 > 1) await ready
      // Until it has begun, in whichever turn that is.
      else if (i % 4 > 0) while (element.shadowRoot === null) await new Promise((resolve) => setTimeout(resolve))
      else await Promise.resolve()
      element.remove()
    }
  }, times)
}

interface Measured {
  readonly timers: number
  readonly listeners: number
  readonly nodes: number
  readonly documents: number
  readonly heap: number
}

/** How many elements are in memory, on the page or not. The question sweeps first. */
async function alive(devtools: CDPSession): Promise<number> {
  const objectGroup = 'alive'
  const { result: prototype } = await devtools.send('Runtime.evaluate', {
    expression: 'customElements.get("afterword-comments").prototype',
    objectGroup,
  })
  const { objects } = await devtools.send('Runtime.queryObjects', {
    prototypeObjectId: prototype.objectId ?? '',
    objectGroup,
  })
  const { result: count } = await devtools.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    functionDeclaration: 'function () { return this.length }',
    returnByValue: true,
  })
  await devtools.send('Runtime.releaseObjectGroup', { objectGroup })
  return Number(count.value)
}

/** What the page holds, when no element is left, nothing is on its way, and what is not held was swept away. */
async function measured(page: Page, devtools: CDPSession): Promise<Measured> {
  await page.waitForLoadState('networkidle')
  // On a busy machine the last ones are held for a while by what they were about to do.
  await expect.poll(() => alive(devtools)).toBe(0)
  let last = ''
  for (;;) {
    await devtools.send('HeapProfiler.collectGarbage')
    const { metrics } = await devtools.send('Performance.getMetrics')
    const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
    const found = {
      timers: await page.evaluate(() => afterwordTestTimers.size),
      listeners: of('JSEventListeners'),
      nodes: of('Nodes'),
      documents: of('Documents'),
    }
    // Streams and requests that were cut end in their own time: the measure is taken when it rests.
    const now = JSON.stringify(found)
    if (now === last) return { ...found, heap: of('JSHeapUsedSize') }
    last = now
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  }
}
