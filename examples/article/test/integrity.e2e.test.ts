import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { EMBED } from '../build-widget.ts'
import { launchChromium, launchFirefox } from './browsers.ts'
import { removeFolder, startExample, type Example } from './example.ts'
import { reader } from './reader.ts'

declare global {
  /** Set by a part that is not ours. */
  var afterwordTestEvil: true | undefined
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

const hashOf = (file: string, algorithm = 'sha256'): string =>
  `${algorithm}-${createHash(algorithm)
    .update(readFileSync(join(EMBED, file)))
    .digest('base64')}`

it('the script knows the hash of a list that has every part with its hash, and that of the interface', async () => {
  const files = readdirSync(join(EMBED, 'chunks'))
  const named = (start: string): string => files.find((file) => file.startsWith(start)) ?? ''
  const [list, first] = [named('hashes-'), named('interface-')]
  const script = readFileSync(join(EMBED, 'afterword.js'), 'utf8')
  for (const file of [list, first]) expect(script).toContain(hashOf(`chunks/${file}`))
  expect(readFileSync(join(EMBED, 'chunks', first), 'utf8')).toContain(hashOf(`chunks/${list}`))
  const { parts } = (await import(join(EMBED, 'chunks', list))) as { parts: Record<string, [string, string][]> }
  expect(Object.keys(parts).toSorted()).toEqual(files.filter((file) => file !== list && file !== first).toSorted())
  for (const [name, needed] of Object.entries(parts)) {
    const names = needed.map(([address]) => address.slice(address.lastIndexOf('/') + 1))
    expect(names[0]).toBe(name)
    expect(needed.map(([, hash]) => hash)).toEqual(names.map((file) => hashOf(`chunks/${file}`)))
    // Whatever it imports is checked with it, but the interface, which is there.
    const code = readFileSync(join(EMBED, 'chunks', name), 'utf8')
    const imported = [...code.matchAll(/(?:from|import)\s*[`'"]\.\/([\w.-]+)[`'"]/g)].map(([, file]) => file)
    expect(names).toEqual(expect.arrayContaining(imported.filter((file) => file !== first)))
  }
})

it.each([
  ['Chromium', launchChromium],
  ['Firefox', launchFirefox],
])(
  'a part that was changed on its way is not run, and the reader can ask for it again, in %s',
  async (_name, launch) => {
    const own = await launch()
    try {
      const ada = await reader(own)
      await ada.page.route('**/chunks/writing-*.js', async (route) => {
        const response = await route.fetch()
        await route.fulfill({ response, body: `globalThis.afterwordTestEvil = true\n${await response.text()}` })
      })
      await ada.open(example.url)
      await ada.page.locator('.composer').getByRole('button', { name: 'Try again' }).waitFor()
      expect(await ada.page.evaluate(() => globalThis.afterwordTestEvil)).toBe(undefined)
      // What it was checked with is not left in the page.
      expect(await ada.page.locator('link[rel=modulepreload]').count()).toBe(0)
      await ada.close()
    } finally {
      await own.close()
    }
  },
)

it('a tag with the hash of the script pins all that is run, at addresses that never change', async () => {
  const named = readdirSync(EMBED).find((file) => /^afterword-[\w-]{10}\.js$/.test(file)) ?? ''
  const ada = await reader(browser)
  const kept = new Map<string, string | undefined>()
  ada.page.on('response', (response) => {
    if (response.url().endsWith('.js')) kept.set(new URL(response.url()).pathname, response.headers()['cache-control'])
  })
  await ada.page.route(example.url, async (route) => {
    const response = await route.fetch()
    const tag = `<script type="module" src="/${named}" integrity="${hashOf(named, 'sha384')}" crossorigin data-site="example" data-page="/open-weights"></script>`
    await route.fulfill({ response, body: (await response.text()).replace(/<script\s[^>]*><\/script>/, tag) })
  })
  await ada.open(example.url)
  await ada.post('Pinned to the last byte.', 'Ada')
  await ada.comment('Pinned to the last byte.').waitFor()
  expect([...kept.keys()][0]).toBe(`/${named}`)
  expect(kept.has('/afterword.js')).toBe(false)
  expect(kept.size).toBeGreaterThan(3)
  for (const [path, control] of kept) expect(control, path).toContain('immutable')
  expect(ada.complaints).toEqual([])
  await ada.close()
})

it('a page whose policy knows scripts by their nonce alone has them checked, too', async () => {
  const ada = await reader(browser)
  await ada.page.route(example.url, async (route) => {
    const response = await route.fetch()
    const body = (await response.text()).replace('type="module"', 'type="module" nonce="n0nce"')
    const headers = { ...response.headers(), 'content-security-policy': "script-src 'nonce-n0nce'" }
    await route.fulfill({ response, body, headers })
  })
  await ada.open(example.url)
  await ada.post('Known by a nonce.', 'Ada')
  await ada.comment('Known by a nonce.').waitFor()
  expect(ada.complaints).toEqual([])
  await ada.close()
})
