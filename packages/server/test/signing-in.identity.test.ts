import { identityPaths } from '@afterword/storage/identity'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { setHostKey } from '../src/services/identity/host-key.ts'
import { SITE } from './server.ts'
import { userToken } from './signing-in.ts'
import { STRICT_BROWSERS } from './strict-browsers.ts'
import { startTwoSites } from './two-sites.ts'
import type { TwoSites } from './two-sites.ts'

const SECRET = 'a secret that both servers know of'

/** A page that takes a session over, by nothing but the protocol. */
const page = (server: string): string => `<!doctype html>
<title>Page</title>
<button>Sign in</button> <form><input name="code" aria-label="Code"></form> <output></output>
<script type="module">
  const at = '${server}${identityPaths.handOvers(SITE)}'
  const said = document.querySelector('output')
  const post = async (address, body) => {
    const headers = { 'Content-Type': 'application/json' }
    return (await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) })).json()
  }
  const { id, secret } = await post(at, {})
  async function claim(code) {
    const { state, code: problem, session } = await post(at + '/' + id, { secret, code })
    said.textContent = session ? session.author.name + ' is ' + session.role : (state ?? problem)
    return state
  }
  let isIn = false
  addEventListener('message', async ({ origin, data, source }) => {
    if (origin !== '${server}' || data.id !== id) return
    if (!isIn && (await claim(data.code)) === 'done') isIn = true
    // Also to its last page, where an earlier one had told enough.
    if (isIn) source.postMessage('afterword-sign-in-received', '${server}')
  })
  document.querySelector('form').addEventListener('submit', (event) => {
    event.preventDefault()
    claim(new FormData(event.target).get('code'))
  })
  document.querySelector('button').addEventListener('click', () =>
    open('${server}${identityPaths.handOvers(SITE).replace('hand-overs', 'sign-in')}/' + id + '?way=staff', '', 'popup'),
  )
  said.textContent = 'ready'
</script>`

/** A page of somebody else, to which the address of a window was sent. */
const strange = (address: string): string => `<!doctype html>
<title>Strange</title>
<button>Open</button> <output>nothing heard</output>
<script type="module">
  addEventListener('message', () => (document.querySelector('output').textContent = 'heard'))
  document.querySelector('button').addEventListener('click', () => open('${address}', '', 'popup'))
</script>`

let sites: TwoSites
let owner: { readonly name: string; readonly value: string }
beforeAll(async () => {
  sites = await startTwoSites()
  owner = await sites.signInOwner('Olive')
  await setHostKey(sites.running.database.queries, sites.site, { host: { algorithm: 'HS256', key: SECRET } })
  sites.html.set('/', { html: page(sites.server) })
  const headers = { 'Cross-Origin-Opener-Policy': 'same-origin' }
  sites.html.set('/severed', { html: page(sites.server), headers })
})
afterAll(() => sites.stop())

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
    const kept = { ...owner, domain: 'localhost', path: '/', secure: true, httpOnly: true, sameSite: 'Strict' } as const
    await context.addCookies([kept])
    const opened = await context.newPage()
    await opened.goto(sites.pages + path)
    return opened
  }

  async function press(opened: Page): Promise<Page> {
    await expect.poll(() => opened.locator('output').textContent()).toBe('ready')
    const coming = context.waitForEvent('page')
    await opened.getByRole('button', { name: 'Sign in' }).click()
    return coming
  }

  it('hands a moderator over to the page, and closes the window', async () => {
    const opened = await open('/')
    const window = await press(opened)
    await window.getByRole('button', { name: 'Continue as Olive' }).click()
    await expect.poll(() => opened.locator('output').textContent()).toBe('Olive is owner')
    await expect.poll(() => window.isClosed()).toBe(true)
  })

  it('has the code typed where the page is cut off from the window', async () => {
    const opened = await open('/severed')
    const window = await press(opened)
    await window.getByRole('button', { name: 'Continue as Olive' }).click()
    const code = (await window.locator('.code').textContent()) ?? ''
    await opened.getByLabel('Code').fill(code.replace(' ', ''))
    await opened.getByLabel('Code').press('Enter')
    await expect.poll(() => opened.locator('output').textContent()).toBe('Olive is owner')
  })

  it('tells nothing to a page of somebody else, even when somebody says yes there', async () => {
    const begun = await fetch(sites.running.address + identityPaths.handOvers(SITE), {
      method: 'POST',
      headers: { Origin: sites.pages, 'Content-Type': 'application/json' },
      body: '{}',
    })
    const { id } = (await begun.json()) as { id: string }
    const address = `${sites.server}${identityPaths.window(SITE, id)}?way=staff`
    // The same certificate, another origin.
    sites.html.set('/strange', { html: strange(address) })
    context = await browser.newContext({ ignoreHTTPSErrors: true })
    const kept = { ...owner, domain: 'localhost', path: '/', secure: true, httpOnly: true, sameSite: 'Strict' } as const
    await context.addCookies([kept])
    const opened = await context.newPage()
    await opened.goto(`${sites.pages.replace('127.0.0.1', 'localhost')}/strange`)
    const coming = context.waitForEvent('page')
    await opened.getByRole('button', { name: 'Open' }).click()
    const window = await coming
    await window.getByRole('button', { name: 'Continue as Olive' }).click()
    await window.locator('.code').waitFor()
    expect(await opened.locator('output').textContent()).toBe('nothing heard')
  })

  it('lets a user of the site write under their name, also after a reload', async () => {
    const token = await userToken(SECRET)
    const html = `<!doctype html><title>Article</title><body><h1>Article</h1><script type="module" src="${sites.server}/afterword.js" data-server="${sites.server}" data-site="${SITE}" data-page="/article" data-user-token="${token}"></script>`
    sites.html.set('/article', { html })
    const opened = await open('/article')
    const thread = opened.locator('afterword-comments')
    await thread.locator('textarea').fill(`From ${name}`)
    await thread.locator('input[name=name]').waitFor({ state: 'detached' })
    await thread.getByRole('button', { name: 'Post comment' }).click()
    const comment = thread.locator('.comment', { hasText: `From ${name}` })
    await comment.waitFor()
    expect(await comment.textContent()).toContain('Ada Lovelace')
    await opened.reload()
    await comment.waitFor()
    await thread.locator('input[name=name]').waitFor({ state: 'detached' })
  })
})
