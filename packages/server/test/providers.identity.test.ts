import { RETURN_PATH } from '@afterword/storage/identity'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { setWays } from '../src/services/identity/set-ways.ts'
import { clientPage, clients } from './client-page.ts'
import { CLIENT, startIssuer } from './issuer.ts'
import type { Issuer } from './issuer.ts'
import { STRICT_BROWSERS } from './strict-browsers.ts'
import { startTwoSites } from './two-sites.ts'
import type { TwoSites } from './two-sites.ts'

let sites: TwoSites
let issuer: Issuer
beforeAll(async () => {
  const redirects: string[] = []
  issuer = await startIssuer(redirects)
  sites = await startTwoSites({ AFTERWORD_LOCAL_SERVICES: issuer.service })
  redirects.push(sites.server + RETURN_PATH)
  await issuer.rotate()
  const corp = { id: 'corp', kind: 'openid', name: 'Corp', on: true, issuer: issuer.address } as const
  await setWays(sites.running.database.queries, sites.site, {
    providers: [{ ...corp, clientId: CLIENT.id, secret: CLIENT.secret }],
  })
  sites.html.set('/clients.js', { html: await clients(), headers: { 'Content-Type': 'text/javascript' } })
  sites.html.set('/', { html: clientPage(sites.server, 'corp') })
  const headers = { 'Cross-Origin-Opener-Policy': 'same-origin' }
  sites.html.set('/severed', { html: clientPage(sites.server, 'corp'), headers })
})
afterAll(async () => {
  issuer.close()
  await sites.stop()
})

describe.each(STRICT_BROWSERS)('in %s', (name, launch) => {
  let browser: Browser
  let context: BrowserContext
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser.close())
  afterEach(() => context.close())

  async function open(path: string): Promise<Page> {
    context = await browser.newContext({ ignoreHTTPSErrors: true })
    const opened = await context.newPage()
    await opened.goto(sites.pages + path)
    await signedIn(opened, 'nobody')
    return opened
  }

  const signedIn = (opened: Page, who: string): Promise<void> =>
    expect.poll(() => opened.locator('b').textContent()).toBe(who)

  /** The window, at the issuer. */
  async function leave(opened: Page): Promise<Page> {
    const coming = context.waitForEvent('page')
    await opened.getByRole('button', { name: 'Sign in' }).click()
    const window = await coming
    await window.getByPlaceholder('Enter any login').waitFor()
    return window
  }

  /** Signs in at the issuer, and leads to the page of our own that asks. */
  async function agree(window: Page, login: string): Promise<void> {
    await window.getByPlaceholder('Enter any login').fill(login)
    await window.getByPlaceholder('and password').fill('any')
    await window.getByRole('button', { name: 'Sign-in' }).click()
    await window.getByRole('button', { name: 'Continue' }).click()
    await window.getByText('You are signing in to').waitFor()
  }

  it('signs a reader in with an issuer, over a reload too, has them write, and signs them out', async () => {
    const opened = await open('/')
    await opened.getByLabel('Draft').fill(`From ${name}`)
    const window = await leave(opened)
    await agree(window, name)
    expect(await window.getByLabel('Your name there').inputValue()).toBe(`${name} of the issuer`)
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
    // The issuer is on the same host, and browsers keep cookies by host.
    const cookies = (await context.cookies(sites.pages)).map(({ name: cookie }) => cookie)
    expect(cookies.filter((cookie) => cookie.includes('afterword'))).toEqual([])
  })

  it('has the code typed where the page is cut off from the window', async () => {
    const opened = await open('/severed')
    const window = await leave(opened)
    await agree(window, `${name} severed`)
    await window.getByRole('button', { name: 'Continue' }).click()
    const code = (await window.locator('.code').textContent()) ?? ''
    await opened.getByLabel('Code').fill(code.replace(' ', ''))
    await opened.getByLabel('Code').press('Enter')
    await signedIn(opened, `${name} severed of the issuer`)
  })

  it('loses nothing when the window is closed half-way, or the reader says no, and lets them try again', async () => {
    const opened = await open('/')
    await opened.getByLabel('Draft').fill('A draft')
    await (await leave(opened)).close()
    const window = await leave(opened)
    await window.getByRole('link', { name: 'Cancel' }).click()
    await window.getByText('Corp did not sign you in').waitFor()
    await signedIn(opened, 'nobody')
    expect(await opened.getByLabel('Draft').inputValue()).toBe('A draft')
    await window.getByRole('link', { name: 'Try again' }).click()
    await agree(window, `${name} again`)
    await window.getByRole('button', { name: 'Continue' }).click()
    await signedIn(opened, `${name} again of the issuer`)
    expect(await opened.getByLabel('Draft').inputValue()).toBe('A draft')
  })
})
