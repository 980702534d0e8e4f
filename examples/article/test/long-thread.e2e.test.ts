import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { newCommentId } from '@afterword/storage'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pathBelow, pathOf } from '../../../packages/server/src/services/path.ts'
import { launchChromium, launchFirefox } from './browsers.ts'
import { type Example, removeFolder, startExample } from './example.ts'
import { violations } from './violations.ts'

const SERVER = join(import.meta.dirname, '../../../packages/server/src/main.ts')
/** Top-level comments, and replies below the one in the middle. */
const COMMENTS = 8_000
const REPLIES = 2_000
const MIDDLE = COMMENTS / 2

let example: Example
let chromium: Browser
let firefox: Browser
/** The ids of comments and of replies, by their numbers. */
let comments: readonly string[]
let replies: readonly string[]

beforeAll(async () => {
  ;[example, chromium, firefox] = await Promise.all([startExample(), launchChromium(), launchFirefox()])
  const file = join(example.folder, 'long.json')
  writeFileSync(file, JSON.stringify({ page: '/long', comments: [{ name: 'Writer', text: 'The first.', ago: 9 }] }))
  const { status, stderr } = spawnSync(process.execPath, [SERVER, 'seed', file, '--site', 'example'], {
    env: { ...process.env, AFTERWORD_DATA: example.folder },
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`The thread could not be begun: ${stderr}`)
  ;[comments, replies] = fill(join(example.folder, 'afterword.sqlite'))
})
afterAll(async () => {
  await Promise.all([chromium.close(), firefox.close(), example.stop()])
  removeFolder(example.folder)
})

/**
 * Makes the thread's one comment ten thousand, right in the database: through the services it would take minutes.
 * The first reply of ten answers the comment in the middle, the nine after it each answer the one before.
 */
function fill(file: string): readonly [readonly string[], readonly string[]] {
  const database = new DatabaseSync(file)
  const thread = database.prepare("select * from threads where page = '/long'").get()
  const first = database.prepare('select * from comments where thread_id = ?').get(thread?.['id'] ?? 0)
  if (first === undefined) throw new Error('The thread is not there.')
  const columns = Object.keys(first)
  const marks = columns.map(() => '?').join(', ')
  const insert = database.prepare(`insert into comments (${columns.join(', ')}) values (${marks})`)
  let seq = Number(first['seq'])

  function add(id: string, text: string, place: Readonly<Record<string, SQLInputValue>>): void {
    const content = JSON.stringify([{ type: 'p', children: [text] }])
    const row: Record<string, SQLInputValue> = { ...first, id, seq, source: text, content, ...place }
    insert.run(...columns.map((column) => row[column] ?? null))
  }

  database.exec('begin immediate')
  const ids = Array.from({ length: COMMENTS - 1 }, (_, i) => {
    const id = newCommentId()
    seq += 1
    add(id, `Comment number ${i + 1}.`, { root_id: id, path: pathOf([seq]), replies: 0, children: 0 })
    return id
  })
  const all = [String(first['id']), ...ids]
  const root = all[MIDDLE] ?? ''
  const rootPath = pathOf([Number(first['seq']) + MIDDLE])
  const way: { id: string; path: string }[] = []
  const answers = Array.from({ length: REPLIES }, (_, i) => {
    const above = i % 10 === 0 ? { id: root, path: rootPath } : (way.at(-1) ?? { id: root, path: rootPath })
    const id = newCommentId()
    seq += 1
    const path = pathBelow(above.path, seq)
    const leaf = i % 10 === 9
    const place = { root_id: root, parent_id: above.id, depth: (i % 10) + 1, path, children: leaf ? 0 : 1, replies: 0 }
    add(id, `Reply number ${i}.`, place)
    way.push({ id, path })
    return id
  })
  database.prepare('update comments set replies = ?, children = ? where id = ?').run(REPLIES, REPLIES / 10, root)
  database
    .prepare('update threads set seq = ?, count = ? where id = ?')
    .run(seq, COMMENTS + REPLIES, thread?.['id'] ?? 0)
  database.exec('commit')
  database.close()
  return [all, answers]
}

const HEADER = 72

/** A page with a header that stays, and a thread of ten thousand. */
async function visit(browser: Browser, hash: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 900, height: 800 }, ...options })
  const page = await context.newPage()
  await page.route(`${example.root}long`, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Long</title>
        <style>header { position: sticky; top: 0; z-index: 1; height: ${HEADER}px; background: silver }
        article { height: 1500px }</style>
        <header>A site</header><main><article><h1>An article</h1></article>
        <script type="module" src="/afterword.js" data-site="example" data-page="/long"></script>`,
    }),
  )
  await page.goto(`${example.root}long${hash}`)
  await page.locator('.list').waitFor()
  return page
}

const commentAt = (number: number): string => `#comment-${comments[number]}`
const replyAt = (number: number): string => `#comment-${replies[number]}`

const topOf = async (page: Page, words: string): Promise<number> =>
  (await page.locator('.comment', { hasText: words }).first().boundingBox())?.y ?? Number.NaN

/** Where a comment stands once nothing scrolls any more: a wheel goes on turning for a while. */
async function restingTopOf(page: Page, words: string): Promise<number> {
  let top = Number.NaN
  await expect
    .poll(async () => {
      const before = top
      top = await topOf(page, words)
      return top === before
    })
    .toBe(true)
  return top
}

/** A comment of the page by its words alone: no other one holds them. */
const exact = (page: Page, words: string) =>
  page.locator('.comment').filter({ has: page.getByText(words, { exact: true }) })

/** Presses what takes a reaction back, until the server has it: the next reader is to find the thread as it was. */
async function takeBack(page: Page, press: () => Promise<void>): Promise<void> {
  const taken = page.waitForResponse((response) => response.request().method() === 'DELETE' && response.ok())
  await press()
  await taken
}

describe('a link into a thread of ten thousand', () => {
  for (const [name, browser] of [
    ['Chromium', () => chromium],
    ['Firefox', () => firefox],
  ] as const) {
    it(`opens its page, lands below the header that stays, and is marked, in ${name}`, async () => {
      const words = 'Comment number 1234.'
      const page = await visit(browser(), commentAt(1234))
      const comment = exact(page, words)
      await comment.waitFor()
      await expect.poll(() => comment.getAttribute('class')).toContain('marked')
      // It is held there until the page has come to rest.
      await expect
        .poll(async () => {
          const top = await topOf(page, words)
          return top >= HEADER && top < HEADER + 60
        })
        .toBe(true)
      // The part that is shown, and not what lies before it.
      expect(await page.locator('.comment').count()).toBeLessThan(60)
      expect(await page.locator('.count').first().textContent()).toBe('10,000')
      await page.context().close()
    })
  }

  it('is read on from, both ways, without a jump, and leads back to the whole', async () => {
    const words = 'Comment number 1234.'
    const page = await visit(chromium, commentAt(1234))
    await exact(page, words).waitFor()
    await page.mouse.move(400, 400)
    await page.mouse.wheel(0, -150)
    const button = page.getByRole('button', { name: 'Show earlier comments' })
    await button.scrollIntoViewIfNeeded()
    const before = await restingTopOf(page, words)
    await button.click()
    await exact(page, 'Comment number 1240.').waitFor({ state: 'attached' })
    expect(Math.abs((await topOf(page, words)) - before)).toBeLessThan(2)
    await page.getByRole('button', { name: 'Show more comments' }).click()
    await exact(page, 'Comment number 1200.').waitFor({ state: 'attached' })
    await page.getByRole('button', { name: 'Show all of it' }).click()
    await exact(page, 'Comment number 7999.').waitFor()
    await page.context().close()
  })

  it('finds a reply deep in a branch of two thousand', async () => {
    const words = 'Reply number 1507.'
    const page = await visit(chromium, replyAt(1507))
    const reply = exact(page, words)
    await reply.waitFor()
    await expect.poll(() => reply.getAttribute('class')).toContain('marked')
    await expect.poll(() => topOf(page, words)).toBeGreaterThanOrEqual(HEADER)
    // Seven levels up stands the comment that it all answers; what it answers itself is one link away.
    await reply.getByText('in reply to').click()
    await expect.poll(() => exact(page, 'Reply number 1506.').getAttribute('class')).toContain('marked')
    await page.getByRole('button', { name: 'Show earlier replies' }).click()
    await exact(page, 'Reply number 1490.').waitFor({ state: 'attached' })
    await page.context().close()
  })
})

describe('a thread that is read on', () => {
  const PAGES = 8

  /** Reads on by so many pages, and ends at the last that came. */
  async function readOn(page: Page): Promise<void> {
    for (let pages = 1; pages <= PAGES; pages++) {
      await page.getByRole('button', { name: 'Show more comments' }).click()
      await expect.poll(() => page.locator('.comment').count()).toBeGreaterThan(25 * pages)
    }
  }

  it('is one list for whoever hears it, and axe finds nothing in it', async () => {
    const page = await visit(chromium, '')
    await readOn(page)
    expect(await page.locator('.group').count()).toBeGreaterThan(10)
    expect(await violations(page)).toEqual([])
    const list = page.locator('.list')
    expect(await list.getByRole('listitem').count()).toBe(await list.locator('.item').count())
    await page.context().close()
  })

  it('keeps nothing of what was drawn of comments that are far away but what stands in the page', async () => {
    const page = await visit(chromium, '')
    const session = await page.context().newCDPSession(page)
    await readOn(page)
    await expect
      .poll(async () => {
        await session.send('HeapProfiler.collectGarbage')
        const { nodes } = await session.send('Memory.getDOMCounters')
        const inPage = await page.evaluate(() => {
          const count = (root: Node): number => {
            let sum = 0
            const all = document.createNodeIterator(root)
            for (let node = all.nextNode(); node !== null; node = all.nextNode())
              sum += 1 + (node instanceof Element && node.shadowRoot !== null ? count(node.shadowRoot) : 0)
            return sum
          }
          return count(document)
        })
        return nodes / inPage
      })
      .toBeLessThan(1.2)
    await page.context().close()
  })
})

describe('what a reader does', () => {
  for (const [name, browser] of [
    ['Chromium', () => chromium],
    ['Firefox', () => firefox],
  ] as const) {
    it(`is done with the keyboard alone, in ${name}`, async () => {
      const page = await visit(browser(), commentAt(MIDDLE))
      const comment = exact(page, 'Comment number 4000.')
      await expect.poll(() => comment.evaluate((node) => node.matches(':focus'))).toBe(true)
      const { keyboard } = page
      const focused = () =>
        page.evaluate(() => {
          const at = document.querySelector('afterword-comments')?.shadowRoot?.activeElement
          return at?.getAttribute('aria-label') ?? at?.textContent ?? ''
        })
      const tabTo = async (label: RegExp): Promise<void> => {
        for (let step = 0; step < 12 && !label.test(await focused()); step++) await keyboard.press('Tab')
        expect(await focused()).toMatch(label)
      }
      await tabTo(/^Like/)
      await keyboard.press('Enter')
      await expect.poll(focused).toMatch(/, 1 like$/)
      await tabTo(/^React/)
      await keyboard.press('Enter')
      await expect.poll(focused).toBe('👍')
      await keyboard.press('ArrowRight')
      await keyboard.press('Enter')
      await expect.poll(focused).toMatch(/^React/)
      await comment.getByRole('button', { name: /^❤️/ }).waitFor()
      await tabTo(/^More for/)
      await keyboard.press('Enter')
      await expect.poll(focused).toBe('Copy link')
      await keyboard.press('Escape')
      await expect.poll(focused).toMatch(/^More for/)
      await tabTo(/^Hide the replies/)
      await keyboard.press('Enter')
      await expect.poll(focused).toMatch(/^Show 2,000 replies/)
      await keyboard.press('Space')
      await expect.poll(focused).toMatch(/^Hide the replies/)
      // And back: both are taken back again.
      await comment.getByRole('button', { name: /^❤️/ }).focus()
      await takeBack(page, () => keyboard.press('Enter'))
      await expect.poll(() => comment.getByRole('button', { name: /^❤️/ }).count()).toBe(0)
      await comment.getByRole('button', { name: /^Like/ }).focus()
      await takeBack(page, () => keyboard.press('Space'))
      await expect.poll(focused).toMatch(/, 0 likes$/)
      await page.context().close()
    })

    it(`is done with a finger on a phone, in ${name}`, async () => {
      const page = await visit(browser(), commentAt(MIDDLE), {
        hasTouch: true,
        viewport: { width: 360, height: 740 },
      })
      // Firefox has no touch when it is driven from outside: there it is a mouse on a small screen.
      const press = (target: Locator, position?: { x: number; y: number }): Promise<void> => {
        const options = position === undefined ? {} : { position }
        return name === 'Firefox' ? target.click(options) : target.tap(options)
      }
      const comment = exact(page, 'Comment number 4000.')
      await expect.poll(() => comment.evaluate((node) => node.matches('.marked:focus'))).toBe(true)
      // Whoever presses what they see presses it where it comes to rest.
      await restingTopOf(page, 'Comment number 4000.')
      await press(comment.getByRole('button', { name: /^Like/ }))
      await comment.getByRole('button', { name: /, 1 like$/ }).waitFor()
      await takeBack(page, () => press(comment.getByRole('button', { name: /^Like/ })))
      await press(comment.getByRole('button', { name: /^React/ }))
      await press(page.getByRole('button', { name: '🎉' }))
      const given = comment.getByRole('button', { name: /^🎉/ })
      await given.waitFor()
      await takeBack(page, () => press(given))
      await expect.poll(() => given.count()).toBe(0)
      await press(comment.getByRole('button', { name: /^More for/ }))
      await page.getByRole('menuitem', { name: 'Copy link' }).waitFor()
      // A touch elsewhere puts the menu away.
      await press(page.locator('body > header'), { x: 180, y: 20 })
      await expect.poll(() => page.getByRole('menuitem').count()).toBe(0)
      const line = page.getByRole('button', { name: /^Hide the replies to Writer/ }).first()
      await press(line)
      const closed = page.getByRole('button', { name: /^Show 2,000 replies/ })
      await closed.waitFor()
      await press(closed)
      await line.waitFor()
      await page.context().close()
    })
  }
})
