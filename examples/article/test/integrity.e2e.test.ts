import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EMBED } from '../build-widget.ts'
import { launchChromium, launchFirefox } from './browsers.ts'
import { removeFolder, startExample, type Example } from './example.ts'
import { reader } from './reader.ts'

declare global {
  /** Set by a part that is not ours. */
  var afterwordTestEvil: true | undefined
  /** What was put into the page, or taken out of it. */
  var afterwordTestWritten: string[]
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
  const { parts } = (await import(join(EMBED, 'chunks', list))) as { parts: Record<string, [string, ...string[]]> }
  expect(Object.keys(parts).toSorted()).toEqual(files.filter((file) => file !== list && file !== first).toSorted())
  for (const [name, [hash, ...before]] of Object.entries(parts)) {
    expect(hash).toBe(hashOf(`chunks/${name}`))
    const names = [...before, name]
    // Whatever one imports is checked before it, but the interface, which is there.
    for (const [index, file] of names.entries()) {
      const code = readFileSync(join(EMBED, 'chunks', file), 'utf8')
      const imported = [...code.matchAll(/(?:from|import)\s*[`'"]\.\/([\w.-]+)[`'"]/g)].map(([, other]) => other)
      expect(names.slice(0, index)).toEqual(expect.arrayContaining(imported.filter((other) => other !== first)))
    }
  }
})

// Side by side: what is asked for again after a pause is most of the time.
describe.concurrent.each([
  ['Chromium', launchChromium],
  ['Firefox', launchFirefox],
])('in %s', (name, launch) => {
  let own: Browser
  beforeAll(async () => {
    own = await launch()
  })
  afterAll(() => own.close())

  it.for([
    ['a part', 'writing-'],
    ['what a part imports', 'characters-'],
  ] as const)('%s that was changed on its way is not run, and the console says why', async ([, file], test) => {
    const ada = await reader(own)
    // The second time it is as it was built: what the browser would fetch by itself is not taken for what was checked.
    const changed = new Set<string>()
    await ada.page.route(`**/chunks/${file}*.js`, async (route) => {
      const response = await route.fetch()
      const address = route.request().url()
      const body = changed.has(address) ? '' : 'globalThis.afterwordTestEvil = true\n'
      changed.add(address)
      const headers = { ...response.headers(), 'cache-control': 'no-store' }
      await route.fulfill({ response, headers, body: body + (await response.text()) })
    })
    await ada.open(example.url)
    await test.expect.poll(() => changed.size).toBeGreaterThan(0)
    if (name === 'Firefox') {
      // It remembers what failed, so the reader is asked to try again.
      await ada.page.locator('.composer').getByRole('button', { name: 'Try again' }).waitFor()
    } else {
      await ada.post(`Written when ${file} came as it was built.`, 'Ada')
      await ada.comment(`Written when ${file} came as it was built.`).waitFor()
    }
    expect(await ada.page.evaluate(() => globalThis.afterwordTestEvil)).toBe(undefined)
    const said = (): boolean =>
      ada.complaints.some((complaint) => /digest|integrity/i.test(complaint) && complaint.includes(file))
    await test.expect.poll(said).toBe(true)
    await ada.close()
  })

  it('a part that stays changed is not run, however often the reader asks for it', async (test) => {
    const ada = await reader(own)
    await ada.page.route('**/chunks/writing-*.js', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, body: `globalThis.afterwordTestEvil = true\n${await response.text()}` })
    })
    await ada.open(example.url)
    const again = ada.page.locator('.composer').getByRole('button', { name: 'Try again' })
    await again.waitFor()
    await again.click()
    await again.waitFor({ state: 'detached' })
    await again.waitFor()
    expect(await ada.page.evaluate(() => globalThis.afterwordTestEvil)).toBe(undefined)
    const said = (): boolean =>
      ada.complaints.some((complaint) => complaint.includes('a part of the interface could not be loaded'))
    await test.expect.poll(said).toBe(true)
    await ada.close()
  })

  it('checking writes nothing into the page, and asks for each file once', async () => {
    const ada = await reader(own)
    const asked: string[] = []
    ada.page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await ada.page.addInitScript(() => {
      const written: string[] = []
      Object.defineProperty(globalThis, 'afterwordTestWritten', { value: written, enumerable: false })
      const start = (): void =>
        new MutationObserver((records) => {
          for (const { addedNodes, removedNodes } of records) {
            for (const node of [...addedNodes, ...removedNodes]) written.push(node.nodeName.toLowerCase())
          }
        }).observe(document, { subtree: true, childList: true })
      document.addEventListener('DOMContentLoaded', start)
    })
    await ada.open(example.url)
    await ada.post(`Checked on the quiet in ${name}.`, 'Ada')
    await ada.comment(`Checked on the quiet in ${name}.`).waitFor()
    const parts = asked.filter((path) => path.startsWith('/chunks/'))
    expect(parts.length).toBeGreaterThan(5)
    expect(parts.toSorted()).toEqual([...new Set(parts)].toSorted())
    expect(await ada.page.evaluate(() => globalThis.afterwordTestWritten)).toEqual([])
    expect(await ada.page.locator('link[rel=modulepreload]').count()).toBe(0)
    expect(ada.complaints).toEqual([])
    await ada.close()
  })
})

it.concurrent('a tag with the hash of the script pins all that is run, at addresses that never change', async () => {
  const named = readdirSync(EMBED).find((file) => /^afterword-[\w-]{10}\.js$/.test(file)) ?? ''
  const ada = await reader(browser)
  const kept = new Map<string, string | undefined>()
  ada.page.on('response', (response) => {
    if (response.url().endsWith('.js')) kept.set(new URL(response.url()).pathname, response.headers()['cache-control'])
  })
  await ada.page.route(example.url, async (route) => {
    const response = await route.fetch()
    const tag = `<script type="module" src="/${named}" integrity="${hashOf(named, 'sha384')}" crossorigin data-site="example" data-page="/open-weights"></script>`
    // The page runs no script that is not checked, either.
    const headers = { ...response.headers(), 'integrity-policy': 'blocked-destinations=(script)' }
    const body = (await response.text()).replace(/<script\s[^>]*><\/script>/, tag)
    await route.fulfill({ response, body, headers })
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

it.concurrent('a page whose policy knows scripts by their nonce alone has them checked, too', async () => {
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
