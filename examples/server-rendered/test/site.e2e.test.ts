import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLogger, readConfig, saveSite, serve } from '@afterword/server'
import { DEFAULT_REACTIONS } from '@afterword/storage'
import { expect, it } from 'vitest'
import { launchChromium } from '../../article/test/browsers.ts'
import { notes } from '../site.ts'

it('renders its notes with what readers wrote, which a script then goes on with', async () => {
  const data = mkdtempSync(join(tmpdir(), 'afterword-rendered-'))
  const config = readConfig({ PORT: '0', AFTERWORD_DATA: data, AFTERWORD_LOG: 'silent' })
  const comments = await serve(config, createLogger(config.log))
  const site = notes(comments.address, 'notes').listen(0, '127.0.0.1')
  await once(site, 'listening')
  const origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
  const entry = { key: 'notes', origins: [origin], reactions: DEFAULT_REACTIONS, createdAt: Date.now() }
  await saveSite(comments.database.queries, entry)
  const browser = await launchChromium()
  try {
    const page = await browser.newPage()
    await page.goto(`${origin}/tea`)
    await page.locator('.thread textarea').fill('Three times is soup.')
    await page.getByPlaceholder('Your name').fill('Ada')
    await page.getByRole('button', { name: 'Post comment' }).click()
    await page.locator('.comment.sent', { hasText: 'Three times is soup.' }).waitFor()
    await expect.poll(async () => (await fetch(`${origin}/tea`)).text()).toContain('Three times is soup.')

    const without = await browser.newContext({ javaScriptEnabled: false })
    const reading = await without.newPage()
    await reading.goto(`${origin}/tea`)
    await reading.locator('.comment', { hasText: 'Three times is soup.' }).waitFor()
    await reading.goto(`${origin}/rain`)
    await reading.locator('.empty').waitFor()
    expect((await fetch(`${origin}/nothing`)).status).toBe(404)
  } finally {
    await browser.close()
    site.closeAllConnections()
    site.close()
    await comments.stop()
    rmSync(data, { recursive: true, force: true })
  }
  // Without its comments the note can be read nevertheless.
  const alone = notes('http://127.0.0.1:9', 'notes').listen(0, '127.0.0.1')
  await once(alone, 'listening')
  const answer = await fetch(`http://127.0.0.1:${(alone.address() as AddressInfo).port}/rain`)
  expect(await answer.text()).toContain('It is only weather')
  alone.closeAllConnections()
  alone.close()
})
