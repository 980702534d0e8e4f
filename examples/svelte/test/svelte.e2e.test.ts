import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { expect, it } from 'vitest'
import { build, preview } from 'vite'

const CHROMIUM = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
)

it('builds, and its thread follows the route: what was written stands under its own note', async () => {
  const root = join(import.meta.dirname, '..')
  await build({ root, logLevel: 'warn' })
  const server = await preview({ root, logLevel: 'warn', preview: { host: '127.0.0.1', port: 0 } })
  const browser = await chromium.launch({
    ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  try {
    const page = await browser.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(String(error)))
    await page.goto(server.resolvedUrls?.local[0] ?? '')
    await page.locator('.thread textarea').fill('Three times is soup.')
    await page.getByPlaceholder('Your name').fill('Ada')
    await page.getByRole('button', { name: 'Post comment' }).click()
    await page.locator('.comment', { hasText: 'Three times is soup.' }).waitFor()
    await page.getByText('1 comment', { exact: true }).waitFor()

    await page.getByRole('button', { name: 'On rain' }).click()
    await page.locator('.empty').waitFor()
    await page.getByText('0 comments', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'On tea' }).click()
    await page.locator('.comment', { hasText: 'Three times is soup.' }).waitFor()
    expect(errors).toEqual([])
  } finally {
    await browser.close()
    await server.close()
  }
})
