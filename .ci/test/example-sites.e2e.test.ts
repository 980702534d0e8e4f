import { exec } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser } from 'playwright-core'
import { preview } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../../examples/article/test/browsers.ts'

/** Small sites of two notes, "On tea" and "On rain", each with a thread below. */
interface ExampleSite {
  readonly name: string
  /** Where its build goes. */
  readonly out: string
  /** How one goes to the other note: by the site's own route, or to another page. */
  readonly way: 'button' | 'link'
  /** The note that it opens with. */
  readonly first: string
}

const SITES: readonly ExampleSite[] = [
  { name: 'react', out: 'dist', way: 'button', first: '' },
  { name: 'vue', out: 'dist', way: 'button', first: '' },
  { name: 'svelte', out: 'dist', way: 'button', first: '' },
  { name: 'astro', out: 'dist', way: 'link', first: 'tea/' },
  { name: 'eleventy', out: '_site', way: 'link', first: 'tea/' },
]

const WORDS = 'Three times is soup.'

/** The command of its own package.json, as somebody who copied the folder runs it. */
async function build(root: string): Promise<void> {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const PATH = [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter)
  await promisify(exec)(scripts.build, { cwd: root, env: { ...process.env, PATH } })
}

describe('an example site', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  it.each(SITES)('$name builds, and what was written stands below its own note', async ({ name, out, way, first }) => {
    const root = join(import.meta.dirname, '../../examples', name)
    await build(root)
    const server = await preview({
      root,
      configFile: false,
      logLevel: 'warn',
      build: { outDir: out },
      preview: { host: '127.0.0.1', port: 0 },
    })
    const page = await browser.newPage()
    try {
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(String(error)))
      await page.goto(new URL(first, server.resolvedUrls?.local[0]).href)
      await page.locator('.thread textarea').fill(WORDS)
      await page.getByPlaceholder('Your name').fill('Ada')
      await page.getByRole('button', { name: 'Post comment' }).click()
      await page.locator('.comment', { hasText: WORDS }).waitFor()
      // What the element tells its page, where the page shows it.
      if (way === 'button') await page.getByText('1 comment', { exact: true }).waitFor()

      await page.getByRole(way, { name: 'On rain' }).click()
      await page.locator('.empty').waitFor()
      if (way === 'button') await page.getByText('0 comments', { exact: true }).waitFor()
      await page.getByRole(way, { name: 'On tea' }).click()
      await page.locator('.comment', { hasText: WORDS }).waitFor()
      expect(errors).toEqual([])
    } finally {
      await page.close()
      await server.close()
    }
  })
})
