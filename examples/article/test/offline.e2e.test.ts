import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium, launchFirefox } from './browsers.ts'
import { removeFolder, startExample, type Example } from './example.ts'
import { isKept } from './kept.ts'
import { reader } from './reader.ts'

/** The thread is opened once more, as when an app changes its route and comes back. */
async function openedAgain(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const element = document.querySelector('afterword-comments')
    const place = element?.parentElement
    if (element == null || place == null) throw new Error('The thread is not there.')
    element.remove()
    await new Promise((resolve) => setTimeout(resolve))
    place.append(element)
  })
}

/** A busy machine takes its time. */
const PATIENT = { timeout: 60_000 }

describe('a reader who is offline', () => {
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

  it('reads what was read before, writes, sees what waits, and everything goes once when the network is back', async () => {
    const [ada, ben] = [await reader(chromium), await reader(firefox)]
    await Promise.all([ada.open(example.url), ben.open(example.url)])
    await ada.post('Written while there was a network.', 'Ada')
    await ada.comment('Written while there was a network.').locator('.reply').waitFor()
    await expect.poll(() => isKept(ada.page, 'Written while there was a network.'), PATIENT).toBe(true)

    await ada.page.context().setOffline(true)
    await openedAgain(ada.page)
    const note = ada.page.locator('.connection')
    await note.getByText('cannot be reached right now. This is how they were on').waitFor()
    await ada.comment('Written while there was a network.').waitFor()
    expect(await ada.page.locator('.failed').count()).toBe(0)

    await ada.post('Written on a train.')
    await ada.post('And in a tunnel.')
    const waiting = note.locator('.outbox li')
    await expect.poll(() => waiting.count(), PATIENT).toBe(2)
    expect(await waiting.locator('.outbox-words').allTextContents()).toEqual([
      'Written on a train.',
      'And in a tunnel.',
    ])
    // Taken back, and its words are in the composer again.
    await waiting.nth(1).getByRole('button', { name: 'Edit' }).click()
    const area = ada.page.locator('.thread > .composer textarea')
    await expect.poll(() => area.inputValue(), PATIENT).toBe('And in a tunnel.')
    await expect.poll(() => waiting.count(), PATIENT).toBe(1)

    await ben.post('Written meanwhile.', 'Ben')
    await ada.page.context().setOffline(false)
    await note.waitFor({ state: 'detached' })
    await ada.see('Written meanwhile.')
    await ben.see('Written on a train.')
    await ada.comment('Written on a train.').locator('.reply').waitFor()
    expect(await ada.comment('Written on a train.').count()).toBe(1)
    expect(await ben.comment('And in a tunnel.').count()).toBe(0)
    expect(await area.inputValue()).toBe('And in a tunnel.')
    await ben.open(example.url)
    expect(await ben.comment('Written on a train.').count()).toBe(1)
    await Promise.all([ada.close(), ben.close()])
  })

  it('changes a comment, which waits over a reload of the thread and is changed once, for everybody', async () => {
    const [ada, ben] = [await reader(chromium), await reader(firefox)]
    await Promise.all([ada.open(example.url), ben.open(example.url)])
    await ada.post('Said with a network.', 'Ada')
    await ada.comment('Said with a network.').locator('.reply').waitFor()
    await expect.poll(() => isKept(ada.page, 'Said with a network.'), PATIENT).toBe(true)
    await ben.see('Said with a network.')

    await ada.page.context().setOffline(true)
    await ada
      .comment('Said with a network.')
      .getByRole('button', { name: /^More for/ })
      .click()
    await ada.page.getByRole('menuitem', { name: 'Edit' }).click()
    const field = ada.page.locator('.comment .composer textarea')
    await field.fill('Said without one.')
    await field.press('Control+Enter')
    const mine = ada.comment('Said without one.')
    await mine.locator('.delivery', { hasText: 'Waiting for the connection' }).waitFor()
    await openedAgain(ada.page)
    await mine.locator('.delivery', { hasText: 'Waiting for the connection' }).waitFor()
    await ada.page.locator('.outbox-words', { hasText: 'Said without one.' }).waitFor()

    await ada.page.context().setOffline(false)
    await mine.getByText('edited').waitFor()
    await ada.page.locator('.connection').waitFor({ state: 'detached' })
    await ben.comment('Said without one.').getByText('edited').waitFor()
    expect(await ada.comment('Said with').count()).toBe(1)
    await Promise.all([ada.close(), ben.close()])
  })

  it('does not see again what was removed while they could still be told', async () => {
    const [ada, ben] = [await reader(chromium), await reader(chromium)]
    await ben.open(example.url)
    await ben.post('Better not said.', 'Ben')
    await ben.comment('Better not said.').locator('.reply').waitFor()
    await ada.open(example.url)
    await expect.poll(() => isKept(ada.page, 'Better not said.'), PATIENT).toBe(true)
    await ben
      .comment('Better not said.')
      .getByRole('button', { name: /^More for/ })
      .click()
    await ben.page.getByRole('menuitem', { name: 'Remove' }).click()
    await ben.close()
    await ada.comment('Better not said.').waitFor({ state: 'detached' })
    await expect.poll(() => isKept(ada.page, 'Better not said.'), PATIENT).toBe(false)
    await ada.page.context().setOffline(true)
    await openedAgain(ada.page)
    await ada.page.locator('.connection').waitFor()
    expect(await ada.comment('Better not said.').count()).toBe(0)
    await ada.close()
  })
})
