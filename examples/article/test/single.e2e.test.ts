import { createHash } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium } from './browsers.ts'
import { removeFolder, startExample, type Example } from './example.ts'
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

const single = (): string => new URL('afterword.single.js', example.url).href

/** Opens the example with another script tag in the place of its own; what is loaded from the server is noted. */
async function withTag(attributes: string): Promise<Reader & { readonly loaded: string[] }> {
  const ada = await reader(browser)
  const loaded: string[] = []
  ada.page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
  await ada.page.route(example.url, async (route) => {
    const response = await route.fetch()
    const tag = `<script ${attributes} src="/afterword.single.js" data-site="example" data-page="/open-weights"></script>`
    const html = await response.text()
    await route.fulfill({ response, body: html.replace(/<script\s+type="module"[^>]*><\/script>/, tag) })
  })
  return { ...ada, loaded }
}

async function hash(): Promise<string> {
  const bytes = Buffer.from(await (await fetch(single())).arrayBuffer())
  return `sha384-${createHash('sha384').update(bytes).digest('base64')}`
}

it.each([
  ['a classic script', 'defer'],
  ['a module', 'type="module"'],
])('one file as %s, checked by its hash, is all that is loaded to read and to write', async (_kind, kind) => {
  const ada = await withTag(`${kind} integrity="${await hash()}" crossorigin`)
  await ada.open(example.url)
  await ada.post('By one file.', 'Ada')
  await ada.comment('By one file.').first().waitFor()
  expect(ada.loaded.filter((path) => path.endsWith('.js'))).toEqual(['/afterword.single.js'])
  expect(ada.complaints).toEqual([])
  await ada.close()
})

it('one file with another hash than its own is not run', async () => {
  const ada = await withTag(`defer integrity="sha384-${'A'.repeat(64)}" crossorigin`)
  await ada.page.goto(example.url)
  await expect.poll(() => ada.complaints.some((complaint) => /integrity|digest/i.test(complaint))).toBe(true)
  expect(await ada.page.locator('afterword-comments').count()).toBe(0)
  await ada.close()
})
