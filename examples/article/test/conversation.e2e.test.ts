import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium, launchFirefox } from './browsers.ts'
import { removeFolder, startExample, type Example } from './example.ts'
import { reader } from './reader.ts'

/** Two real browsers, one real server: what one reader posts another sees, and nothing is lost. */
describe('a conversation between two browsers', () => {
  let example: Example
  let chromium: Browser
  let firefox: Browser

  beforeAll(async () => {
    ;[example, chromium, firefox] = await Promise.all([startExample(), launchChromium(), launchFirefox()])
  })
  afterAll(async () => {
    await Promise.all([chromium.close(), firefox.close(), example.stop()])
    removeFolder(example.folder)
  })

  it('shows in one browser what was posted in the other, without a reload', async () => {
    const [ada, ben] = [await reader(chromium), await reader(firefox)]
    await Promise.all([ada.open(example.url), ben.open(example.url)])
    let loads = 0
    ben.page.on('load', () => (loads += 1))
    // Told by the stream that is open: nobody asks for the thread again.
    const asked: string[] = []
    ben.page.on('request', (request) => asked.push(new URL(request.url()).pathname))

    // How long it takes depends on the machine: it is printed, and not asserted.
    const took: number[] = []
    for (const words of ['Posted in Chromium.', 'One more.', 'And another one.']) {
      const posted = performance.now()
      await ada.post(words, 'Ada')
      await ben.see(words)
      took.push(Math.round(performance.now() - posted))
    }
    console.log(`seen in the other browser after ${took.join(', ')} ms`)
    expect(asked.filter((path) => path.endsWith('/thread'))).toEqual([])

    await ben.reply('Posted in Chromium.', 'Answered in Firefox.')
    await ben.page.getByPlaceholder('Your name').last().fill('Ben')
    await ben.page.getByRole('button', { name: 'Post reply' }).click()
    await ada.see('Answered in Firefox.')
    expect(loads).toBe(0)
    expect([...ada.complaints, ...ben.complaints]).toEqual([])
    await Promise.all([ada.close(), ben.close()])
  })

  it('has every acknowledged comment after the server was killed and started again', async () => {
    const ada = await reader(chromium)
    await ada.open(example.url)
    const acknowledged = ada.page.waitForResponse((response) => response.request().method() === 'POST' && response.ok())
    await ada.post('Written before the crash.', 'Ada')
    await acknowledged
    await example.kill()
    example = await startExample({ port: example.port, folder: example.folder })
    await ada.open(example.url)
    await ada.comment('Written before the crash.').waitFor()
    expect(await ada.comment('Written before the crash.').count()).toBe(1)
    expect(example.output()).not.toContain('opening conversation of')
    await ada.close()
  })

  it('sends once, when the server is back, what was posted while it was down', async () => {
    const [ada, ben] = [await reader(chromium), await reader(firefox)]
    await Promise.all([ada.open(example.url), ben.open(example.url)])
    await Promise.all([ada.settled(), ben.settled()])
    await example.kill()
    await ada.post('Written into the dark.', 'Ada')
    await ada.comment('Written into the dark.').getByText('Waiting for the connection').waitFor()
    example = await startExample({ port: example.port, folder: example.folder })
    await ben.see('Written into the dark.')
    await ada.comment('Written into the dark.').getByText('Waiting for the connection').waitFor({ state: 'detached' })
    expect(await ada.comment('Written into the dark.').count()).toBe(1)
    await ben.open(example.url)
    expect(await ben.comment('Written into the dark.').count()).toBe(1)
    await Promise.all([ada.close(), ben.close()])
  })

  it('sends it once, too, when the page was left before the server was back', async () => {
    const [ada, ben] = [await reader(chromium), await reader(chromium)]
    await Promise.all([ada.open(example.url), ben.open(example.url)])
    await ada.settled()
    await example.kill()
    await ada.post('Written, then left.', 'Ada')
    await ada.comment('Written, then left.').getByText('Waiting for the connection').waitFor()
    await ada.page.goto('about:blank')
    example = await startExample({ port: example.port, folder: example.folder })
    await ben.open(example.url)
    expect(await ben.comment('Written, then left.').count()).toBe(0)
    await ada.open(example.url)
    await ada.comment('Written, then left.').locator('.reply').waitFor()
    await ben.open(example.url)
    expect(await ben.comment('Written, then left.').count()).toBe(1)
    await ada.open(example.url)
    expect(await ada.comment('Written, then left.').count()).toBe(1)
    await Promise.all([ada.close(), ben.close()])
  })

  it('shows what waits when the comments cannot be read after a reload', async () => {
    const ada = await reader(chromium)
    await ada.open(example.url)
    await ada.page.route('**/v1/**', (route) => route.abort())
    await ada.post('Written, then reloaded.', 'Ada')
    await ada.comment('Written, then reloaded.').getByText('Waiting for the connection').waitFor()
    await ada.page.reload()
    await ada.page.getByRole('button', { name: 'Try again' }).waitFor()
    await ada.comment('Written, then reloaded.').getByText('Waiting for the connection').waitFor()
    await ada.page.unroute('**/v1/**')
    await ada.page.getByRole('button', { name: 'Try again' }).click()
    await ada.comment('Written, then reloaded.').locator('.reply').waitFor()
    await ada.close()
  })
})
