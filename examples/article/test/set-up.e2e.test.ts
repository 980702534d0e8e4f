import { scriptTag } from '@afterword/storage/script-tag'
import type { Browser, ConsoleMessage, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './browsers.ts'
import { removeFolder, startExample, type Example } from './example.ts'

let example: Example
let browser: Browser

beforeAll(async () => {
  ;[example, browser] = await Promise.all([startExample(), launchChromium()])
})
afterAll(async () => {
  await Promise.all([browser.close(), example.stop()])
  removeFolder(example.folder)
})

const OURS = '<afterword-comments>'

interface Developer {
  readonly page: Page
  /** What we said on the console. */
  readonly said: string[]
  /** Resolves with the first that matches. */
  hears(message: RegExp): Promise<string>
}

async function developer(): Promise<Developer> {
  const page = await browser.newPage()
  const said: string[] = []
  page.on('console', (message) => {
    if (message.text().startsWith(OURS)) said.push(message.text())
  })
  return {
    page,
    said,
    async hears(message) {
      const heard = said.find((line) => message.test(line))
      if (heard !== undefined) return heard
      const predicate = (line: ConsoleMessage): boolean => line.text().startsWith(OURS) && message.test(line.text())
      return (await page.waitForEvent('console', { predicate, timeout: 60_000 })).text()
    },
  }
}

/** Serves the example's page under another policy. */
async function policy(page: Page, value: string): Promise<void> {
  await page.route(example.url, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': value } })
  })
}

// Side by side, each on a page of its own.
describe.concurrent('a policy that forbids us', () => {
  it('is told by its directive, once, when the server may not be asked', async () => {
    const { page, said, hears } = await developer()
    await policy(page, "default-src 'self'; connect-src 'none'")
    await page.goto(example.url)
    const origin = new URL(example.url).origin
    await hears(/Content-Security-Policy/)
    await page.locator('.failed').waitFor()
    const told = said.filter((line) => line.includes('Content-Security-Policy'))
    expect(told).toHaveLength(1)
    expect(told[0]).toContain(`forbids us ${origin}: add it to connect-src.`)
    await page.close()
  })

  it('is told by its directive when the script may not load its chunks, and the thread can be read nevertheless', async () => {
    const { page, hears } = await developer()
    await policy(page, `default-src 'self'; script-src ${example.root}afterword.js`)
    await page.goto(example.url)
    const message = await hears(/the interface could not be loaded/)
    expect(message).toMatch(/forbids it: add http:\/\/localhost:\d+\/ to script-src(-elem)?\./)
    await page.locator('.list').waitFor()
    await page.locator('.thread').getByRole('button', { name: 'Try again' }).waitFor()
    await page.close()
  })
})

describe.concurrent('a script and a server of different versions', () => {
  it('say so when the server does not know the address, and the reader can try again', async () => {
    const { page, hears } = await developer()
    await page.route('**/v1/**', (route) =>
      route.fulfill({
        status: 404,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: 'urn:afterword:problem:not-found',
          title: 'There is nothing here',
          status: 404,
          detail: 'Nothing answers GET /v1/sites/example/thread. See /v2/openapi.json.',
          code: 'not-found',
        }),
      }),
    )
    await page.goto(example.url)
    await hears(/Nothing answers GET .* Is the script from that server, and of its version\?/)
    await page.getByRole('button', { name: 'Try again' }).waitFor()
    await page.close()
  })

  it('say so when the answer is of another shape', async () => {
    const { page, hears } = await developer()
    await page.route('**/v1/**/thread?**', (route) => route.fulfill({ json: { conversation: { messages: [] } } }))
    await page.goto(example.url)
    await hears(/no answer of Afterword, or of another version/)
    await page.getByRole('button', { name: 'Try again' }).waitFor()
    await page.close()
  })

  it('say so when an old script asks for chunks that are gone', async () => {
    const { page, hears } = await developer()
    await page.route('**/chunks/writing-*.js', (route) => route.fulfill({ status: 404, body: 'Not found' }))
    await page.goto(example.url)
    await hears(/could not be loaded\. Is all of dist\/embed served, as built with this script\?/)
    await page.close()
  })
})

it.concurrent('two tags of the script for one page are told, and a misspelt data-* with them', async () => {
  const { page, hears } = await developer()
  await page.route(example.url, async (route) => {
    const response = await route.fetch()
    const tag = /<script\s+type="module"[^>]*><\/script>/.exec(await response.text())?.[0] ?? ''
    const body = (await response.text()).replace(
      tag,
      `${tag}${tag.replace('data-site', 'data-pagesize="5" data-site')}`,
    )
    await route.fulfill({ response, body })
  })
  await page.goto(example.url)
  await hears(/The same thread stands on this page twice/)
  await hears(/data-pagesize is no attribute of ours\. Is data-page-size meant\?/)
  expect(await page.locator('afterword-comments').count()).toBe(2)
  await page.close()
})

it.concurrent('the tag that the dashboard and the docs write does what it says, as it is pasted', async () => {
  const { page, said } = await developer()
  const tag = scriptTag(new URL('/', example.url).href, {
    site: 'example',
    page: '/open-weights',
    article: 'main > article',
    order: 'oldest',
    'page-size': '2',
    'passage-shortcut': 'none',
    lang: 'de',
    dir: 'rtl',
  })
  await page.route(example.url, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: (await response.text()).replace(/<script\s[^>]*><\/script>/, () => tag) })
  })
  await page.goto(example.url)
  await page.locator('.thread[lang=de][dir=rtl] > .list > .item').nth(1).waitFor()
  expect(await page.locator('.thread > .list > .item').count()).toBe(2)
  expect(await page.locator('.thread select').inputValue()).toBe('oldest')
  expect(said).toEqual([])
  await page.close()
})
