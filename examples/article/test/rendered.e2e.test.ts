import { newCommentId } from '@afterword/storage'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conversation } from '../conversation.ts'
import { launchChromium, launchFirefox } from './browsers.ts'
import { removeFolder, startExample, type Example } from './example.ts'
import { type Reader, reader } from './reader.ts'

declare global {
  /** Set in the page before its first script. */
  var afterwordTestNodes: Map<string, Element>
  var afterwordTestShift: number
  var afterwordTestHeadings: string[]
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

const address = (): string => example.root

describe('the article with its conversation in it, without scripts', () => {
  async function withoutScripts(): Promise<Page> {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1100, height: 900 } })
    return context.newPage()
  }

  it('is there to read, in its own look, with nothing that would need a script', async () => {
    const page = await withoutScripts()
    await page.goto(address())
    const words = page.getByText('Came for the leak, stayed for the comments.')
    await words.waitFor()
    const avatar = page.locator('.avatar').first()
    const box = await avatar.boundingBox()
    expect(box?.width).toBe(box?.height)
    expect(await page.locator('[part~=vote]').first().isVisible()).toBe(false)
    await page.context().close()
  })

  it('runs as the language does that it is asked for in', async () => {
    const fragment = await fetch(new URL('v1/sites/example/fragment?page=/open-weights&lang=ar', example.root))
    expect(await fragment.text()).toMatch(/<section [^>]*dir="rtl" lang="ar"/)
  })

  it('is paged to its last comment and its last reply', async () => {
    const token = `awg_${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')}`
    async function write(parent: string | null, source: string): Promise<string> {
      const id = newCommentId()
      const answer = await fetch(new URL('v1/sites/example/comments?page=/open-weights', example.url), {
        method: 'POST',
        headers: {
          Origin: new URL(example.url).origin,
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/json',
        },
        body: JSON.stringify({ id, parent, source, name: 'Ada' }),
      })
      expect(answer.status, await answer.text()).toBe(201)
      return id
    }
    // More than one page of comments, and more replies than come with the comment that they answer.
    const written = [await write(null, 'Answer me.')]
    for (let number = 0; number < 30; number++) written.push(await write(null, `Top ${number}`))
    for (let number = 0; number < 25; number++) written.push(await write(written[0] ?? null, `Reply ${number}`))

    const page = await withoutScripts()
    const seen = new Set<string | null>()
    const [begun, ahead] = [new Set<string>(), [address()]]
    for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
      begun.add(next)
      await page.goto(next)
      await page.locator('.item').first().waitFor()
      const ids = await page.locator('.item').evaluateAll((items) => items.map((item) => item.getAttribute('data-id')))
      for (const id of ids) seen.add(id)
      const links = await page
        .locator('.more a')
        .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href))
      ahead.push(...links.filter((link) => !begun.has(link) && !ahead.includes(link)))
    }
    expect(begun.size).toBeGreaterThan(3)
    expect(written.filter((id) => !seen.has(id))).toEqual([])
    expect(seen.size).toBe(written.length + conversation.comments.length)
    await page.context().close()
  })

  it('takes a comment and a reply by form, and shows them', async () => {
    const page = await withoutScripts()
    await page.goto(address())
    const composer = page.locator('.thread > .composer')
    await composer.locator('textarea').fill('Written without a script.\n\n*Really.*')
    await composer.getByPlaceholder('Your name').fill('Lynx')
    await composer.getByRole('button', { name: 'Post comment' }).click()
    const comment = page.locator('.comment', { hasText: 'Written without a script.' })
    await comment.waitFor()
    expect(page.url()).toMatch(/^http:\/\/localhost:\d+\/#comment-[0-9a-f-]{36}$/)
    expect(await comment.locator('em').textContent()).toBe('Really.')

    await comment.getByRole('link', { name: 'Reply to Lynx' }).click()
    const reply = page.locator('.reply-composer')
    await reply.locator('textarea').fill('Answered without one, too.')
    await reply.getByPlaceholder('Your name').fill('w3m')
    await reply.getByRole('button', { name: 'Post reply' }).click()
    await page.locator('.replies .comment', { hasText: 'Answered without one, too.' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/')
    await page.context().close()
  })

  it('gives back the words that it refuses', async () => {
    const page = await withoutScripts()
    await page.goto(address())
    await page.locator('.thread > .composer textarea').fill('Words without a name.')
    await page.getByRole('button', { name: 'Post comment' }).click()
    await page.getByText('Please give a name to be shown beside your comment.').waitFor()
    expect(await page.locator('textarea').inputValue()).toBe('Words without a name.')
    await page.locator('input[name=name]').fill('Lynx')
    await page.getByRole('button', { name: 'Post comment' }).click()
    await page.locator('.comment', { hasText: 'Words without a name.' }).waitFor()
    await page.context().close()
  })
})

describe('the article with its conversation in it, with scripts', () => {
  /** Remembers every node of the drawn thread as soon as it is parsed. */
  async function remember(page: Page): Promise<void> {
    await page.addInitScript(() => {
      globalThis.afterwordTestNodes = new Map()
      globalThis.afterwordTestShift = 0
      if (PerformanceObserver.supportedEntryTypes.includes('layout-shift'))
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries())
            globalThis.afterwordTestShift += (entry as PerformanceEntry & { value: number }).value
        }).observe({ type: 'layout-shift', buffered: true })
      document.addEventListener('readystatechange', () => {
        if (document.readyState !== 'interactive') return
        const root = document.querySelector('afterword-comments')?.shadowRoot
        const drawn =
          '.thread, .heading, .composer, .name-field input, :is(label, textarea, button.button), .item, .comment, .body'
        for (const node of root?.querySelectorAll(drawn) ?? [])
          globalThis.afterwordTestNodes.set(`${node.className} ${globalThis.afterwordTestNodes.size}`, node)
      })
    })
  }

  it.each([
    ['Chromium', launchChromium],
    ['Firefox', launchFirefox],
  ])(
    'keeps every node that the server drew in %s, those of the composer when its code has come, too',
    async (_name, launch) => {
      const own = await launch()
      try {
        const ada = await reader(own)
        await remember(ada.page)
        await ada.page.goto(address())
        await ada.page.locator('[part~=vote]').first().click()
        await ada.page.locator('.thread > .composer .toolbar').waitFor()
        // What was a link without a script is a button that says what it does.
        await ada.page
          .getByRole('button', { name: /^Reply to / })
          .first()
          .waitFor()
        await ada.page.locator('.actions .action.reply').first().waitFor()
        const kept = await ada.page.evaluate(() => {
          const nodes = [...globalThis.afterwordTestNodes.values()]
          const root = document.querySelector('afterword-comments')?.shadowRoot
          const ids = (name: string): (string | undefined)[] =>
            [...(root?.querySelectorAll(`.composer [${name}]`) ?? [])].flatMap((node) =>
              node.getAttribute(name)?.split(' '),
            )
          return {
            all: nodes.length,
            lost: nodes
              .filter((node) => !node.isConnected || node.getRootNode() !== root)
              .map((node) => node.outerHTML),
            dangling: [...ids('for'), ...ids('aria-describedby')].filter(
              (id) => root?.querySelector(`[id="${id}"]`) === null,
            ),
          }
        })
        expect(kept.all).toBeGreaterThan(20)
        expect(kept.lost).toEqual([])
        expect(kept.dangling).toEqual([])
        expect(ada.complaints).toEqual([])
        await ada.close()
      } finally {
        await own.close()
      }
    },
  )

  it('does not shift, even when the sheet is slow', async () => {
    for (const viewport of [
      { width: 1100, height: 900 },
      { width: 360, height: 740 },
    ]) {
      const ada = await reader(browser, viewport)
      await remember(ada.page)
      // The sheet comes when all that stands before the thread can be read.
      await ada.page.route('**/afterword-*.css', async (route) => {
        await ada.page.locator('article .author').waitFor()
        await route.continue()
      })
      const taken = ada.page.waitForResponse(/\/events\?/)
      await ada.page.goto(`${address()}#comments`)
      await ada.page.locator('afterword-comments').scrollIntoViewIfNeeded()
      await taken
      await ada.page.locator('[part~=vote]').first().waitFor({ state: 'visible' })
      expect(await ada.page.evaluate(() => globalThis.afterwordTestShift)).toBe(0)
      await ada.close()
    }
  })

  it('is laid out as it is seen, and whole when it is alive, and nothing moves', async () => {
    const ada = await reader(browser)
    await remember(ada.page)
    const { promise: wanted, resolve: letThrough } = Promise.withResolvers<void>()
    await ada.page.route('**/interface-*.js', async (route) => {
      await wanted
      await route.continue()
    })
    await ada.page.goto(address())
    const items = ada.page.locator('.list > .item')
    const laidOut = (): Promise<boolean[]> =>
      items.evaluateAll((all) =>
        all.map((item) => item.firstElementChild?.checkVisibility({ contentVisibilityAuto: true }) === true),
      )
    await expect.poll(async () => (await laidOut()).slice(0, 10)).toEqual(Array.from({ length: 10 }, () => true))
    expect((await laidOut()).at(-1)).toBe(false)
    // Who reads on comes to it step by step.
    const top = await items.last().evaluate(async (item) => {
      while (item.getBoundingClientRect().top > innerHeight / 2) {
        scrollBy({ top: 300, behavior: 'instant' })
        await new Promise(requestAnimationFrame)
      }
      return item.getBoundingClientRect().top
    })
    expect((await laidOut()).at(-1)).toBe(true)
    letThrough()
    await expect.poll(async () => (await laidOut()).includes(false)).toBe(false)
    await expect.poll(() => items.evaluateAll((all) => all.filter((item) => item.matches('.unseen')).length)).toBe(0)
    const moved = (await items.last().evaluate((item) => item.getBoundingClientRect().top)) - top
    expect(Math.abs(moved)).toBeLessThan(2)
    expect(await ada.page.evaluate(() => globalThis.afterwordTestShift)).toBe(0)
    await ada.close()
  })

  /** The article in a language, its thread drawn in one, and words that come when they are let through. */
  async function openIn(ada: Reader, lang: string, drawnIn: string | null): Promise<() => void> {
    const { promise: wanted, resolve: letThrough } = Promise.withResolvers<void>()
    const include = /<!--#include virtual="([^"]+)" -->/
    await ada.page.route(example.root, async (route) => {
      const own = await (await ada.page.request.get(example.url)).text()
      const fragment = new URL(include.exec(own)?.[1] ?? '', example.root)
      if (drawnIn !== null) fragment.searchParams.set('lang', drawnIn)
      const drawn = await (await ada.page.request.get(fragment.href)).text()
      // Who draws it in a language need not say so on the element.
      const thread = drawn.replace(` lang="${drawnIn}"`, '')
      const body = own.replace('<html lang="en"', `<html lang="${lang}"`).replace(include, () => thread)
      await route.fulfill({ response: await route.fetch(), body })
    })
    await ada.page.route('**/words-*.js', async (route) => {
      await wanted
      await route.continue()
    })
    await ada.page.addInitScript(() => {
      globalThis.afterwordTestHeadings = []
      const look = (): void => {
        const root = document.querySelector('afterword-comments')?.shadowRoot
        const heading = root?.querySelector('.heading')
        if (root === null || root === undefined || heading === null || heading === undefined) return
        const said = `${getComputedStyle(heading).visibility} ${heading.textContent?.replace(/\d+/, '').trim()}`
        if (globalThis.afterwordTestHeadings.at(-1) !== said) globalThis.afterwordTestHeadings.push(said)
      }
      const follow = (): void => {
        look()
        requestAnimationFrame(follow)
      }
      document.addEventListener('readystatechange', follow, { once: true })
    })
    await ada.page.goto(example.root)
    return letThrough
  }

  it.each([
    ['German', 'de', 'ltr', 'Kommentare', 'Antworten', /jetzt|vor /, null, 'Comments'],
    ['Arabic', 'ar', 'rtl', 'التعليقات', 'رد', /الآن|قبل/, null, 'Comments'],
    ['English, and was not drawn so,', 'en', 'ltr', 'Comments', 'Reply', /now|ago/, 'de', 'Kommentare'],
    ['German, and was drawn so,', 'de', 'ltr', 'Kommentare', 'Antworten', /jetzt|vor /, 'de', 'Kommentare'],
  ] as const)(
    'is in the language of a page that is in %s and nothing flashes and nothing is lost until then',
    async (_name, lang, dir, heading, reply, time, drawnIn, drawnHeading) => {
      const ada = await reader(browser)
      await remember(ada.page)
      const letWordsThrough = await openIn(ada, lang, drawnIn)
      const area = ada.page.locator('.thread > .composer textarea')
      await area.pressSequentially('Ein Wort')
      letWordsThrough()
      await ada.page.locator('.thread > .composer .toolbar').waitFor()
      await area.pressSequentially(' und noch eins')
      const comment = ada.page.locator('.list > .item > .comment').first()
      const button = comment.getByRole('button', { name: reply })
      await button.waitFor()
      expect(await button.textContent()).toBe(reply)
      expect(await comment.locator('time').textContent()).toMatch(time)
      const thread = ada.page.locator('.thread')
      expect([await thread.getAttribute('lang'), await thread.getAttribute('dir')]).toEqual([lang, dir])
      expect(await area.inputValue()).toBe('Ein Wort und noch eins')
      const kept = await ada.page.evaluate(() => ({
        headings: globalThis.afterwordTestHeadings,
        lost: [...globalThis.afterwordTestNodes.values()].filter((node) => !node.isConnected).length,
      }))
      expect(kept.headings).toEqual([...new Set([`visible ${drawnHeading}`, `visible ${heading}`])])
      expect(kept.lost).toBe(0)
      // Those that slept when it was taken over keep nothing from hearing of other words.
      await ada.page.evaluate(() => (document.documentElement.lang = 'fr'))
      await comment.getByRole('button', { name: /^Répondre/ }).waitFor()
      await ada.page.getByRole('heading', { name: 'Commentaires' }).waitFor()
      expect(ada.complaints).toEqual([])
      await ada.close()
    },
  )

  it('keeps what a reader typed before the script was there', async () => {
    const ada = await reader(browser)
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await ada.page.route('**/afterword.js', async (route) => {
      await held
      await route.continue()
    })
    await ada.page.goto(address(), { waitUntil: 'commit' })
    const area = ada.page.locator('.thread > .composer textarea')
    await area.fill('Typed early.')
    release()
    await ada.page.locator('[part~=vote]').first().waitFor({ state: 'visible' })
    await ada.page.getByText('Draft saved').waitFor()
    expect(await area.inputValue()).toBe('Typed early.')
    await ada.close()
  })

  it('is live: what others write comes, and a post is one', async () => {
    const [ada, ben] = await Promise.all([reader(browser), reader(browser)])
    await Promise.all([ada.page.goto(address()), ben.page.goto(address())])
    await Promise.all([ada, ben].map(({ page }) => page.locator('[part~=vote]').first().waitFor({ state: 'visible' })))
    await ada.post('Over what the server drew.', 'Ada')
    await ben.see('Over what the server drew.')
    expect(await ben.page.locator('.comment', { hasText: 'Over what the server drew.' }).count()).toBe(1)
    await Promise.all([ada.close(), ben.close()])
  })
})
