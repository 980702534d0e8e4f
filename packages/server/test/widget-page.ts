import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { codeIn } from './mail-server.ts'
import type { MailServer } from './mail-server.ts'
import { SITE } from './server.ts'
import type { HostPage, TwoSites } from './two-sites.ts'

/** A policy under which nothing but the scripts of the server runs, and nothing makes code of text. */
const policy = (server: string): string =>
  `default-src 'none'; script-src ${server}; connect-src ${server}; style-src 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'`

/** An article with the tag of the widget, as strict as a page can be. */
export function articleWith(
  { server }: Pick<TwoSites, 'server'>,
  page: string,
  attributes = '',
  headers: HostPage['headers'] = {},
): HostPage {
  const html = `<!doctype html><title>Article</title><body><h1>Article</h1><script type="module" src="${server}/afterword.js" data-server="${server}" data-site="${SITE}" data-page="${page}" ${attributes}></script>`
  return { html, headers: { 'Content-Security-Policy': policy(server), ...headers } }
}

/** The widget on a page, as a reader finds their way in it. */
export interface WidgetPage {
  readonly page: Page
  readonly thread: Locator
  readonly area: Locator
  button(name: string | RegExp): Locator
}

export function widgetOn(page: Page): WidgetPage {
  const thread = page.locator('afterword-comments')
  return {
    page,
    thread,
    area: thread.getByRole('textbox', { name: 'Leave a comment' }),
    button: (name) => thread.getByRole('button', { name, exact: typeof name === 'string' }),
  }
}

/** Chooses a way in the dialog, by the keyboard. The window that opens. */
export async function choose({ page, button }: WidgetPage, way: string): Promise<Page> {
  await expect.poll(() => button(way).getAttribute('aria-disabled')).toBe('false')
  const coming = page.context().waitForEvent('page')
  await button(way).press('Enter')
  return coming
}

/** Has a code sent to an address. The window waits for it. */
export async function askForCode(window: Page, mail: MailServer, address: string) {
  const field = window.getByLabel('Your e-mail address')
  // A window that shows something else says what.
  await field.waitFor().catch(async (cause: unknown) => {
    throw new Error(`${window.url()} shows: ${await window.locator('body').innerText()}`, { cause })
  })
  await field.fill(address)
  await window.getByRole('button', { name: 'Send me a code' }).click()
  await window.getByText('A code was sent to').waitFor()
  return mail.newest(address)
}

/** Says yes in the window, with the name that they want to have. */
export async function confirm(window: Page, called: string): Promise<void> {
  await window.getByRole('heading', { name: 'You are signing in to' }).waitFor()
  const name = window.locator('input[name=name]')
  if ((await name.count()) > 0) await name.fill(called)
  await window.locator('main [type=submit]').click()
}

/** By e-mail from the first press to the window that closes. */
export async function signInByMail(widget: WidgetPage, mail: MailServer, address: string): Promise<void> {
  const window = await choose(widget, 'Continue with e-mail')
  const arrived = await askForCode(window, mail, address)
  await window.locator('input[name=code]').fill(codeIn(arrived))
  await window.locator('form:has([name=code]) [type=submit]').click()
  await confirm(window, address.split('@')[0] ?? '')
  await expect.poll(() => window.isClosed()).toBe(true)
  await widget.page.bringToFront()
}
