import type { Browser, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './browsers.ts'
import { type Example, removeFolder, startExample } from './example.ts'
import { type Reader, reader } from './reader.ts'

let example: Example
let browser: Browser

beforeAll(async () => {
  ;[example, browser] = await Promise.all([startExample(), launchChromium()])
})
afterAll(async () => {
  await Promise.all([browser.close(), example.stop()])
  removeFolder(example.folder)
})

const INTERFACE = '**/chunks/interface-*.js'
const SAID = 'A part of this could not be loaded.'

/** A page with little else than a thread, so that the thread is near. */
async function visit(): Promise<Reader> {
  const ada = await reader(browser)
  await ada.page.route(`${example.url}short`, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><html lang="en"><title>Short</title><h1>An article</h1>
        <script type="module" src="/afterword.js" data-site="example" data-page="/open-weights"></script>`,
    }),
  )
  return ada
}

/** Keeps what asks for this until the test lets it go. */
async function hold({ page }: Reader, what: string): Promise<{ readonly asked: Route[]; letGo(): Promise<void> }> {
  const asked: Route[] = []
  let isHeld = true
  await page.route(what, async (route) => {
    asked.push(route)
    if (!isHeld) await route.continue()
  })
  return {
    asked,
    async letGo() {
      isHeld = false
      await Promise.all(asked.map((route) => route.continue()))
    },
  }
}

const HALF_A_MINUTE = 30_000

describe('the script', () => {
  it('that takes half a minute leaves the page alone, and the thread begins when it comes', async () => {
    const ada = await reader(browser)
    const address = `${example.root}slow`
    await ada.page.clock.install()
    await ada.page.route(address, (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: `<!doctype html><html lang="en"><title>Slow</title><h1>An article</h1><button>Subscribe</button>
          <script>
            document.addEventListener('DOMContentLoaded', () => {
              document.querySelector('button').onclick = ({ target }) => (target.textContent = 'Subscribed')
            })
          </script>
          <afterword-comments server="/" site="example" page="/open-weights"><a href="mailto:ada@example.org">Write to me</a></afterword-comments>
          <script async type="module" src="/afterword.js" data-insert="none"></script>
          <p>Written below.</p>`,
      }),
    )
    const script = await hold(ada, '**/afterword.js')
    await ada.page.goto(address, { waitUntil: 'domcontentloaded' })
    await expect.poll(() => script.asked.length).toBe(1)
    await ada.page.clock.fastForward(HALF_A_MINUTE)
    await ada.page.getByRole('button', { name: 'Subscribe' }).click()
    await ada.page.getByRole('button', { name: 'Subscribed' }).waitFor()
    for (const words of ['An article', 'Write to me', 'Written below.'])
      expect(await ada.page.getByText(words).isVisible()).toBe(true)
    await script.letGo()
    await ada.comment('Came for the leak').locator('.reply').click()
    await ada.page.locator('.reply-composer textarea').waitFor()
    expect(await ada.page.getByText('Write to me').isVisible()).toBe(false)
    expect(ada.complaints).toEqual([])
    await ada.close()
  })
})

describe('the interface', () => {
  it('that is gone after a deployment is said where it was wanted, and comes when it is asked for again', async () => {
    const ada = await visit()
    await ada.page.route(INTERFACE, (route) => route.fulfill({ status: 404, body: 'Not found' }))
    await ada.open(`${example.url}short`)
    const comment = ada.comment('Came for the leak')
    await comment.locator('.reply').click()
    const note = ada.page.locator('.item', { has: comment }).getByText(SAID)
    await note.waitFor()
    await ada.page.locator('textarea').fill('Written meanwhile.')
    await ada.page.unroute(INTERFACE)
    await note.getByRole('button', { name: 'Try again' }).click()
    // What was pressed then is done now.
    await ada.page.locator('.reply-composer textarea').waitFor()
    await note.waitFor({ state: 'detached' })
    expect(await ada.page.locator('.thread > .composer textarea').inputValue()).toBe('Written meanwhile.')
    await ada.close()
  })

  it('that takes long is said, and does what was pressed when it comes after all', async () => {
    const ada = await visit()
    await ada.page.clock.install()
    const { asked, letGo } = await hold(ada, INTERFACE)
    await ada.open(`${example.url}short`)
    await ada.comment('Came for the leak').locator('.reply').click()
    await expect.poll(() => asked.length).toBe(1)
    await ada.page.clock.fastForward(HALF_A_MINUTE)
    await ada.page.getByText(SAID).first().waitFor()
    await letGo()
    await ada.page.locator('.reply-composer textarea').waitFor()
    await expect.poll(() => ada.page.getByText(SAID).count()).toBe(0)
    await ada.close()
  })
})

describe('a part', () => {
  it.each([
    ['with the code for writing', '**/chunks/writing-*.js'],
    ['with the hashes of all others', '**/chunks/hashes-*.js'],
  ])(
    '%s that takes half a minute is said and offered again, and what was pressed is done when it comes',
    async (_name, part) => {
      const ada = await visit()
      await ada.page.clock.install()
      const { asked, letGo } = await hold(ada, part)
      await ada.open(`${example.url}short`)
      const words = `Written while a part stalls, ${crypto.randomUUID()}.`
      await ada.post(words, 'Ada')
      await expect.poll(() => asked.length).toBeGreaterThan(0)
      // The interface is there: what says that something is missing stands in the place to write.
      await ada.page.locator('.composer[aria-busy=true]').waitFor()
      await ada.page.clock.fastForward(HALF_A_MINUTE)
      const said = ada.page.locator('.composer').getByText(SAID)
      await said.waitFor()
      expect(await ada.page.locator('textarea').inputValue()).toBe(words)
      await said.getByRole('button', { name: 'Try again' }).click()
      await said.waitFor({ state: 'detached' })
      await letGo()
      await ada.comment(words).locator('.reply').waitFor()
      expect(await ada.page.locator('textarea').inputValue()).toBe('')
      expect(await ada.comment(words).count()).toBe(1)
      await ada.close()
    },
  )
})

describe('comments that do not come', () => {
  it('are offered again after half a minute, and what is written stays', async () => {
    const ada = await visit()
    await ada.page.clock.install()
    const { letGo } = await hold(ada, '**/thread?**')
    await ada.page.goto(`${example.url}short`)
    await ada.page.locator('textarea').fill('Written while they stall.')
    // What one does asks for the interface: the tools come, and it waits for the comments, too.
    await ada.page.getByRole('toolbar').waitFor()
    await ada.page.clock.fastForward(HALF_A_MINUTE)
    const failed = ada.page.locator('.failed')
    await failed.waitFor()
    await letGo()
    await failed.getByRole('button', { name: 'Try again' }).click()
    await ada.page.locator('.list').waitFor()
    expect(await ada.page.locator('textarea').inputValue()).toBe('Written while they stall.')
    await ada.close()
  })

  it('leave a place to write, whose words are kept, and are shown when they come', async () => {
    const ada = await visit()
    const { letGo } = await hold(ada, '**/thread?**')
    await ada.page.goto(`${example.url}short`)
    await ada.page.locator('.thread .skeleton').waitFor()
    await ada.page.locator('textarea').fill('Written while they stall.')
    // What one does asks for the interface: the tools come.
    await ada.page.getByRole('toolbar').waitFor()
    await letGo()
    await ada.page.locator('.list').waitFor()
    expect(await ada.page.locator('textarea').inputValue()).toBe('Written while they stall.')
    await ada.close()
  })
})

describe('a comment that the server does not answer', () => {
  it('is on the screen with the frame after the press, and stands there once when it is answered', async () => {
    const ada = await visit()
    const { asked, letGo } = await hold(ada, '**/comments?**')
    await ada.open(`${example.url}short`)
    const words = `Written while posts stall, ${crypto.randomUUID()}.`
    await ada.page.locator('textarea').fill(words)
    await ada.page.getByPlaceholder('Your name').fill('Ada')
    await ada.page.getByRole('toolbar').waitFor()
    const shown = await ada.page.getByRole('button', { name: 'Post comment' }).evaluate(
      (button: HTMLElement, said) =>
        new Promise((resolve) => {
          const look = (): void => {
            const root = button.getRootNode()
            const comments = root instanceof ShadowRoot ? [...root.querySelectorAll('.comment')] : []
            resolve(comments.filter(({ textContent }) => textContent?.includes(said)).length)
          }
          button.click()
          requestAnimationFrame(() => setTimeout(look))
        }),
      words,
    )
    expect(shown).toBe(1)
    await expect.poll(() => asked.length).toBe(1)
    expect(await ada.page.locator('textarea').inputValue()).toBe('')
    await letGo()
    await ada.comment(words).locator('.reply').waitFor()
    expect(await ada.comment(words).count()).toBe(1)
    await ada.close()
  })
})

describe('news that do not come', () => {
  it('keep nobody from writing, and are not called what they may not be', async () => {
    const ada = await visit()
    const { asked } = await hold(ada, '**/events?**')
    await ada.open(`${example.url}short`)
    await expect.poll(() => asked.length).toBe(1)
    await ada.post('Written while the news stall.', 'Ada')
    await ada.comment('Written while the news stall.').locator('.reply').waitFor()
    expect(await ada.page.locator('[part~=connection]').count()).toBe(0)
    await ada.close()
  })
})

describe('a thread far below the window', () => {
  it('is not asked for before the reader comes near, except by an address that leads to a comment', async () => {
    const ada = await reader(browser)
    const asked: string[] = []
    ada.page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await ada.page.route(`${example.url}far`, (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: `<!doctype html><html lang="en"><title>Far</title><h1>An article</h1><div style="height: 9000px"></div>
          <script type="module" src="/afterword.js" data-site="example" data-page="/nothing-said-here"></script>`,
      }),
    )
    await ada.page.goto(`${example.url}far`)
    await ada.page.locator('.skeleton').waitFor({ state: 'attached' })
    // At rest, what is said on the article is asked for, and nothing of it is drawn.
    await expect.poll(() => asked.filter((path) => path.endsWith('/thread'))).toHaveLength(1)
    await ada.page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
    expect(asked.filter((path) => path.includes('/chunks/'))).toEqual([])
    await ada.page.locator('afterword-comments').scrollIntoViewIfNeeded()
    await ada.page.locator('.empty').waitFor()
    await ada.page.getByRole('toolbar').waitFor()
    // The same answer was enough.
    expect(asked.filter((path) => path.endsWith('/thread'))).toHaveLength(1)
    await ada.close()
  })
})
