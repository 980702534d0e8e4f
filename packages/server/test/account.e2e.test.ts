import { type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { axeOn } from '../../../examples/article/test/axe.ts'
import { launchChromium } from '../../../examples/article/test/browsers.ts'
import { findSite } from '../src/database/sites.ts'
import { setWays } from '../src/services/identity/set-ways.ts'
import { createThreads } from '../src/services/threads.ts'
import { localWakeups } from '../src/services/wakeups.ts'
import { startMailServer } from './mail-server.ts'
import { SITE } from './server.ts'
import { startTwoSites } from './two-sites.ts'
import type { TwoSites } from './two-sites.ts'
import { articleWith, choose, signInByMail, widgetOn } from './widget-page.ts'
import type { WidgetPage } from './widget-page.ts'

const mail = await startMailServer()
let sites: TwoSites
let browser: Browser
let context: BrowserContext
beforeAll(async () => {
  sites = await startTwoSites({ AFTERWORD_SMTP_URL: mail.url, AFTERWORD_MAIL_FROM: 'comments@example.org' })
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await sites.stop()
  await mail.stop()
})
beforeEach(async () => {
  context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1000, height: 800 } })
})
afterEach(() => context.close())

/** What the owner lets be said by whom, from now on. */
async function allow(change: { readonly guests: boolean; readonly email: boolean }): Promise<void> {
  const { queries } = sites.running.database
  const site = await findSite(queries, SITE)
  if (site === undefined) throw new Error('There is no site.')
  await setWays(queries, site, change)
}

let pages = 0
/** A page of its own for each test, so that none sees the words of another. */
async function open(path = `/account-${(pages += 1)}`): Promise<WidgetPage> {
  sites.html.set(path, articleWith(sites, path))
  const page = await context.newPage()
  await page.goto(sites.pages + path)
  return widgetOn(page)
}

async function isAccessible(page: Page): Promise<void> {
  const { violations } = await axeOn(page).include('afterword-comments').analyze()
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([])
}

it('signs a reader in without losing a word, keeps them signed in, and takes their account away when they want that', async () => {
  await allow({ guests: true, email: true })
  const opened = await open()
  const { page, thread, area, button } = opened
  await area.fill('Words from before')
  await button('Sign in').press('Enter')
  await isAccessible(page)
  await signInByMail(opened, mail, 'ada@mail.example')
  await button('ada, your account').waitFor()
  expect(await area.inputValue()).toBe('Words from before')
  await expect.poll(() => area.evaluate((field) => field.matches(':focus'))).toBe(true)
  expect(await thread.locator('input[name=name]').count()).toBe(0)
  await button('Post comment').click()
  const comment = thread.locator('.comment', { hasText: 'Words from before' })
  await comment.waitFor()
  expect(await comment.textContent()).toContain('ada')

  await page.reload()
  await button('ada, your account').click()
  await isAccessible(page)
  const download = page.waitForEvent('download')
  await thread.getByRole('menuitem', { name: 'Download my data' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('comments.json')
  await thread.getByRole('menuitem', { name: 'Saved as a file' }).waitFor()
  await thread.getByRole('menuitem', { name: 'Delete my account' }).click()
  await isAccessible(page)
  await thread.getByRole('radio', { name: 'Keep the words, without my name' }).check()
  await button('Delete for good').click()
  await button('Sign in').waitFor()
  await thread.locator('.comment', { hasText: 'Former reader' }).waitFor()
  await expect.poll(() => thread.getByRole('status').allTextContents()).toContain('Your account is deleted.')
})

it('asks who may not write as a guest to sign in, on the page and without a script, and keeps the words', async () => {
  await allow({ guests: false, email: true })
  const opened = await open()
  const { page, thread, area, button } = opened
  await thread.getByText('Please sign in to take part here.').waitFor()
  expect(await thread.locator('input[name=name]').isVisible()).toBe(false)
  await area.fill('Not as a guest')
  await button('Post comment').click()
  await isAccessible(page)
  await thread.getByRole('button', { name: 'Cancel' }).click()
  expect(await area.inputValue()).toBe('Not as a guest')
  await button('Sign in').click()
  await signInByMail(opened, mail, 'ben@mail.example')
  await button('Post comment').click()
  await thread.locator('.comment', { hasText: 'Not as a guest' }).waitFor()

  const form = `${sites.server}/v1/sites/${SITE}/form?page=/open-weights`
  const answer = await fetch(form.replace(sites.server, sites.running.address), {
    method: 'POST',
    headers: { Origin: sites.pages, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ source: 'Kept words', name: 'Eve' }),
  })
  const text = await answer.text()
  expect(answer.status).toBe(401)
  expect(text).toContain('Please sign in')
  expect(text).toContain('Kept words')
})

it('speaks as the page does in the dialog, the window and the mail, and with the words that the owner has put there', async () => {
  await allow({ guests: true, email: true })
  const opened = await open()
  const { page, button } = opened
  await page.evaluate(() => {
    document.documentElement.lang = 'he'
    const element = document.querySelector('afterword-comments')
    if (element !== null) Object.assign(element, { messages: { account: { signIn: 'Join the circle' } } })
  })
  await button('Join the circle').click()
  const window = await choose(opened, 'המשך בדואר אלקטרוני')
  await window.getByRole('heading', { name: 'התחברות אל' }).waitFor()
  expect(await window.evaluate(() => [document.documentElement.lang, document.dir])).toEqual(['he', 'rtl'])
  await window.locator('input[name=email]').fill('dana@mail.example')
  await window.locator('main [type=submit]').click()
  await window.getByText('קוד נשלח אל').waitFor()
  const { violations } = await axeOn(window).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  expect((await mail.newest('dana@mail.example')).headers.get('content-language')).toBe('he')
})

it('leads to an account where the thread is closed, too, and tells the page who is signed in', async () => {
  await allow({ guests: true, email: true })
  const opened = await open('/closed')
  const { page, thread, area, button } = opened
  await area.fill('The last word')
  await thread.locator('input[name=name]').fill('Gustav')
  await button('Post comment').click()
  await thread.locator('.comment.sent', { hasText: 'The last word' }).waitFor()
  const { database } = sites.running
  await createThreads({ database, wakeups: localWakeups(), clock: Date.now }).setClosed(sites.site, '/closed', true)
  await page.reload()
  await thread.getByText('This conversation is closed.').waitFor()
  await page.evaluate(() => {
    const heard: string[] = []
    Object.assign(document, { heard })
    document.addEventListener('afterword-account', (event) => {
      if (!(event instanceof CustomEvent) || !(event.target instanceof Element)) return
      heard.push(`${event.target.localName}: ${event.detail.author?.name ?? null}`)
    })
  })
  const heard = () => page.evaluate(() => (document as Document & { heard?: readonly string[] }).heard)
  await button('Sign in').press('Enter')
  await isAccessible(page)
  await signInByMail(opened, mail, 'fay@mail.example')
  await button('fay, your account').press('Enter')
  await expect.poll(heard).toEqual(['afterword-comments: fay'])
  await thread.getByRole('menuitem', { name: 'Sign out', exact: true }).press('Enter')
  await button('Sign in').waitFor()
  await expect.poll(heard).toEqual(['afterword-comments: fay', 'afterword-comments: null'])
})

it('follows in other tabs, and says once that a session has ended elsewhere', async () => {
  await allow({ guests: true, email: true })
  const first = await open('/two-tabs')
  const second = await open('/two-tabs')
  await first.button('Sign in').click()
  await signInByMail(first, mail, 'cleo@mail.example')
  await second.button('cleo, your account').waitFor()
  await second.area.fill('Half a sentence')
  await sites.running.database.queries.deleteFrom('access_tokens').execute()
  await sites.running.database.queries.deleteFrom('reader_sessions').execute()
  await second.button('Post comment').click()
  await second.thread.locator('.note', { hasText: 'You are not signed in any more.' }).waitFor()
  await expect.poll(() => second.area.inputValue()).toBe('Half a sentence')
  await first.button('Sign in').waitFor()
  await second.button('Close').click()
  await second.thread.locator('.note', { hasText: 'You are not signed in any more.' }).waitFor({ state: 'detached' })
})

it('opens the door for who looks after the site on an address of its own, lets them moderate there, and signs them out again', async () => {
  await allow({ guests: true, email: false })
  const owner = await sites.signInOwner('Olive')
  await context.addCookies([
    { ...owner, domain: 'localhost', path: '/', secure: true, httpOnly: true, sameSite: 'Strict' },
  ])
  const { page, thread, area, button } = await open()
  await area.fill('Words of a guest')
  await thread.locator('input[name=name]').fill('Gustav')
  await button('Post comment').click()
  await thread.locator('.comment.sent', { hasText: 'Words of a guest' }).waitFor()
  const entries = async (): Promise<readonly string[]> => {
    await button('More for the comment by Gustav').press('Enter')
    await thread.getByRole('menuitem', { name: 'Copy link' }).waitFor()
    const names = await thread.getByRole('menuitem').allTextContents()
    await page.keyboard.press('Escape')
    return names
  }
  expect(await entries()).not.toContain('Pin to the top')
  expect(await button('Sign in').count()).toBe(0)
  await page.evaluate(() => void (location.hash = 'moderate'))
  await button('I moderate this site').waitFor()
  await expect.poll(() => button('I moderate this site').getAttribute('aria-disabled')).toBe('false')
  const coming = context.waitForEvent('page')
  await button('I moderate this site').click()
  await (await coming).getByRole('button', { name: 'Continue as Olive' }).click()
  await button('Olive, your account').waitFor()
  await page.bringToFront()
  await expect.poll(entries).toContain('Pin to the top')
  await button('Olive, your account').press('Enter')
  await thread.getByRole('menuitem', { name: 'Sign out', exact: true }).press('Enter')
  await thread.locator('input[name=name]').waitFor()
  await expect.poll(entries).not.toContain('Pin to the top')
})

it('says where to go on when the browser opens no window, or the window is closed half-way', async () => {
  await allow({ guests: true, email: true })
  const { page, thread, button } = await open()
  await page.setViewportSize({ width: 360, height: 700 })
  await page.evaluate(() => {
    const { open: real } = window
    // As a blocker does, once.
    window.open = () => ((window.open = real), null)
  })
  await button('Sign in').click()
  await expect.poll(() => button('Continue with e-mail').getAttribute('aria-disabled')).toBe('false')
  await button('Continue with e-mail').click()
  const coming = context.waitForEvent('page')
  await thread.getByRole('link', { name: 'Open the window' }).click()
  await (await coming).close()
  await button('Choose again').click()
  const again = context.waitForEvent('page')
  await button('Continue with e-mail').click()
  await (await again).close()
  await thread.getByLabel('Code from the window').waitFor()
  await thread.getByLabel('Code from the window').fill('123456')
  await isAccessible(page)
  await page.keyboard.press('Escape')
  await thread.getByRole('dialog').waitFor({ state: 'detached' })
})
