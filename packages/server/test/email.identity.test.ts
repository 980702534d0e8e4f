import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { setWays } from '../src/services/identity/set-ways.ts'
import { clientPage, clients } from './client-page.ts'
import { codeIn, linkIn, startMailServer } from './mail-server.ts'
import type { MailServer } from './mail-server.ts'
import { STRICT_BROWSERS } from './strict-browsers.ts'
import { startTwoSites } from './two-sites.ts'
import type { TwoSites } from './two-sites.ts'

let mail: MailServer
let sites: TwoSites
beforeAll(async () => {
  mail = await startMailServer()
  sites = await startTwoSites({ AFTERWORD_SMTP_URL: mail.url, AFTERWORD_MAIL_FROM: 'Comments <comments@example.org>' })
  await setWays(sites.running.database.queries, sites.site, { email: true })
  const html = clientPage(sites.server, 'email')
  sites.html.set('/clients.js', { html: await clients(), headers: { 'Content-Type': 'text/javascript' } })
  sites.html.set('/', { html })
  sites.html.set('/severed', { html, headers: { 'Cross-Origin-Opener-Policy': 'same-origin' } })
})
afterAll(async () => {
  await sites.stop()
  await mail.stop()
})

describe.each(STRICT_BROWSERS)('by e-mail, in %s', (name, launch) => {
  let browser: Browser
  const contexts: BrowserContext[] = []
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser.close())
  afterEach(() => Promise.all(contexts.splice(0).map((context) => context.close())))

  async function newPage(): Promise<Page> {
    const context = await browser.newContext({ ignoreHTTPSErrors: true })
    contexts.push(context)
    return context.newPage()
  }

  const signedIn = (opened: Page, who: string): Promise<void> =>
    expect.poll(() => opened.locator('b').textContent()).toBe(who)

  /** Opens a page of the site, and the window, where an address is typed. */
  async function ask(path: string, address: string): Promise<{ readonly opened: Page; readonly window: Page }> {
    const opened = await newPage()
    await opened.goto(sites.pages + path)
    await signedIn(opened, 'nobody')
    const coming = opened.context().waitForEvent('page')
    await opened.getByRole('button', { name: 'Sign in' }).click()
    const window = await coming
    await window.getByLabel('Your e-mail address').fill(address)
    await window.getByRole('button', { name: 'Send me a code' }).click()
    await window.getByText('A code was sent to').waitFor()
    return { opened, window }
  }

  it('signs a reader in by the code, over a reload too, has them write, and signs them out', async () => {
    const address = `ada.${name.toLowerCase()}@mail.example`
    const { opened, window } = await ask('/', address)
    await opened.getByLabel('Draft').fill(`From ${name}`)
    await window.getByLabel('Code').fill(codeIn(await mail.newest(address)))
    await window.getByRole('button', { name: 'Continue' }).click()
    await window.getByLabel('Your name there').fill(`Ada in ${name}`)
    await window.getByRole('button', { name: 'Continue' }).click()
    await signedIn(opened, `Ada in ${name}`)
    await expect.poll(() => window.isClosed()).toBe(true)
    expect(await opened.getByLabel('Draft').inputValue()).toBe(`From ${name}`)
    await opened.reload()
    await signedIn(opened, `Ada in ${name}`)
    await opened.getByLabel('Draft').fill(`From ${name}`)
    await opened.getByRole('button', { name: 'Post' }).click()
    await expect.poll(() => opened.locator('output').textContent()).toBe(`Ada in ${name}`)
    await opened.getByRole('button', { name: 'Sign out' }).click()
    await signedIn(opened, 'nobody')
    await opened.reload()
    await signedIn(opened, 'nobody')
    expect(await opened.context().cookies(sites.pages)).toEqual([])
  })

  it('goes on where the link of the mail leads, in that browser only, also where the page is cut off from its window', async () => {
    const address = `ben.${name.toLowerCase()}@mail.example`
    const { opened, window } = await ask('/severed', address)
    const arrived = await mail.newest(address)

    const stranger = await newPage()
    await stranger.goto(linkIn(arrived))
    await stranger.getByRole('heading', { name: 'Go on where you began' }).waitFor()
    expect(await stranger.getByLabel('Code').count()).toBe(0)

    const tab = await opened.context().newPage()
    await tab.goto(linkIn(arrived))
    await expect.poll(() => tab.getByLabel('Code').inputValue()).toBe(codeIn(arrived))
    await expect.poll(() => tab.url()).not.toContain('#')
    await tab.getByRole('button', { name: 'Continue' }).click()
    await tab.getByLabel('Your name there').fill(`Ben in ${name}`)
    await tab.getByRole('button', { name: 'Continue' }).click()
    const code = (await tab.locator('.code').textContent()) ?? ''
    // The window hears of it, and shows the same.
    await window.getByText(code).waitFor()
    await opened.getByLabel('Code').fill(code.replace(' ', ''))
    await opened.getByLabel('Code').press('Enter')
    await signedIn(opened, `Ben in ${name}`)
  })
})
