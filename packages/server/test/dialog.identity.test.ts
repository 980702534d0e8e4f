import { RETURN_PATH } from '@afterword/storage/identity'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { setWays } from '../src/services/identity/set-ways.ts'
import { CLIENT, startIssuer } from './issuer.ts'
import type { Issuer } from './issuer.ts'
import { codeIn, linkIn, startMailServer } from './mail-server.ts'
import type { MailServer } from './mail-server.ts'
import { userToken } from './signing-in.ts'
import { STRICT_BROWSERS } from './strict-browsers.ts'
import { startTwoSites } from './two-sites.ts'
import type { TwoSites } from './two-sites.ts'
import { articleWith, askForCode, choose, confirm, signInByMail, widgetOn } from './widget-page.ts'
import type { WidgetPage } from './widget-page.ts'

const SECRET = 'a secret that both servers know of'

let mail: MailServer
let issuer: Issuer
let sites: TwoSites
beforeAll(async () => {
  const redirects: string[] = []
  issuer = await startIssuer(redirects)
  mail = await startMailServer()
  sites = await startTwoSites({
    AFTERWORD_LOCAL_SERVICES: issuer.service,
    AFTERWORD_SMTP_URL: mail.url,
    AFTERWORD_MAIL_FROM: 'Comments <comments@example.org>',
  })
  redirects.push(sites.server + RETURN_PATH)
  await issuer.rotate()
  const corp = { id: 'corp', kind: 'openid', name: 'Corp', on: true, issuer: issuer.address } as const
  const providers = [{ ...corp, clientId: CLIENT.id, secret: CLIENT.secret }]
  const host = { algorithm: 'HS256', key: SECRET } as const
  await setWays(sites.running.database.queries, sites.site, { email: true, providers, host })
})
afterAll(async () => {
  issuer.close()
  await sites.stop()
  await mail.stop()
})

/** Every way to take part, from the widget’s own dialog, where browsers keep no cookies of third parties. */
describe.each(STRICT_BROWSERS)('in the widget, in %s', (name, launch) => {
  let browser: Browser
  let context: BrowserContext
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser.close())
  afterEach(() => context.close())

  let opened = 0
  /** Strict pages of their own: also such as are cut off from the windows that they open. */
  async function open(severed = false, attributes = ''): Promise<WidgetPage> {
    const path = `/${name.toLowerCase()}-${(opened += 1)}`
    const headers = severed ? { 'Cross-Origin-Opener-Policy': 'same-origin' } : {}
    sites.html.set(path, articleWith(sites, path, attributes, headers))
    context = await browser.newContext({ ignoreHTTPSErrors: true })
    const page = await context.newPage()
    await page.goto(sites.pages + path)
    return widgetOn(page)
  }

  async function post({ thread, area, button }: WidgetPage, words: string, by: string): Promise<void> {
    await area.fill(words)
    await button('Post comment').click()
    const comment = thread.locator('.comment.sent', { hasText: words })
    await comment.waitFor()
    expect(await comment.textContent()).toContain(by)
  }

  /** Reloads, is still signed in, posts, signs out, and is signed out after a reload, too. */
  async function staysUntilSignedOut(widget: WidgetPage, called: string): Promise<void> {
    const { page, thread, button } = widget
    await page.reload()
    await button(`${called}, your account`).waitFor()
    await post(widget, `After a reload by ${called}`, called)
    await button(`${called}, your account`).press('Enter')
    await thread.getByRole('menuitem', { name: 'Sign out', exact: true }).press('Enter')
    await button('Sign in').waitFor()
    await page.reload()
    await button('Sign in').waitFor()
    // The issuer is on the same host, and browsers keep cookies by host.
    const cookies = (await context.cookies(sites.pages)).map(({ name: cookie }) => cookie)
    expect(cookies.filter((cookie) => cookie.includes('afterword'))).toEqual([])
  }

  /** Types the code that the window shows into the dialog. */
  async function typeCode({ page, thread }: WidgetPage, window: Page): Promise<void> {
    const code = (await window.locator('.code').textContent()) ?? ''
    await page.bringToFront()
    await thread.getByLabel('Code from the window').fill(code.replace(' ', ''))
    await thread.getByLabel('Code from the window').press('Enter')
  }

  async function agree(window: Page, login: string): Promise<void> {
    await window.getByPlaceholder('Enter any login').fill(login)
    await window.getByPlaceholder('and password').fill('any')
    await window.getByRole('button', { name: 'Sign-in' }).click()
    await window.getByRole('button', { name: 'Continue' }).click()
    await confirm(window, login)
  }

  it('signs a reader in by the code of a mail', async () => {
    const widget = await open()
    const called = `ada-${name.toLowerCase()}`
    await widget.area.fill('A draft')
    await widget.button('Sign in').press('Enter')
    await signInByMail(widget, mail, `${called}@mail.example`)
    await widget.button(`${called}, your account`).waitFor()
    expect(await widget.area.inputValue()).toBe('A draft')
    await staysUntilSignedOut(widget, called)
  })

  it('signs a reader in by the link of a mail, on a page that is cut off from its window', async () => {
    const widget = await open(true)
    const called = `ben-${name.toLowerCase()}`
    await widget.button('Sign in').press('Enter')
    const window = await choose(widget, 'Continue with e-mail')
    const arrived = await askForCode(window, mail, `${called}@mail.example`)
    const tab = await context.newPage()
    await tab.goto(linkIn(arrived))
    await expect.poll(() => tab.getByLabel('Code').inputValue()).toBe(codeIn(arrived))
    await tab.getByRole('button', { name: 'Continue' }).click()
    await confirm(tab, called)
    await typeCode(widget, tab)
    await widget.button(`${called}, your account`).waitFor()
    await staysUntilSignedOut(widget, called)
  })

  it.each([
    ['that hears from its window', false],
    ['that is cut off from its window', true],
  ])('signs a reader in with an issuer of OpenID Connect, on a page %s', async (_, severed) => {
    const widget = await open(severed)
    const called = `${severed ? 'dora' : 'cleo'}-${name.toLowerCase()}`
    await widget.button('Sign in').press('Enter')
    const window = await choose(widget, 'Continue with Corp')
    await agree(window, called)
    if (severed) await typeCode(widget, window)
    else await expect.poll(() => window.isClosed()).toBe(true)
    await widget.button(`${called}, your account`).waitFor()
    await staysUntilSignedOut(widget, called)
  })

  it('knows the site’s own users by their token, over a reload, and offers them no sign-in', async () => {
    const widget = await open(false, `data-user-token="${await userToken(SECRET)}"`)
    const { page, thread, button } = widget
    await thread.locator('input[name=name]').waitFor({ state: 'detached' })
    await post(widget, 'By a token', 'Ada Lovelace')
    await page.reload()
    await thread.locator('input[name=name]').waitFor({ state: 'detached' })
    await post(widget, 'By a token again', 'Ada Lovelace')
    expect(await button('Sign in').count()).toBe(0)
  })

  it('lets a guest write, and change their words after a reload and after signing in', async () => {
    const widget = await open()
    const { page, thread, button } = widget
    const edit = async (words: string): Promise<void> => {
      await button('More for the comment by Gustav').press('Enter')
      await thread.getByRole('menuitem', { name: 'Edit' }).press('Enter')
      await thread.getByRole('textbox', { name: 'Edit your comment' }).fill(words)
      await button('Save').click()
      await thread.locator('.comment', { hasText: words }).waitFor()
    }
    await thread.locator('input[name=name]').fill('Gustav')
    await post(widget, 'Words of a guest', 'Gustav')
    await page.reload()
    await edit('Better words')
    expect(await context.cookies()).toEqual([])
    await button('Sign in').press('Enter')
    await signInByMail(widget, mail, `gustav-${name.toLowerCase()}@mail.example`)
    await button(`gustav-${name.toLowerCase()}, your account`).waitFor()
    await edit('The best words')
  })
})
