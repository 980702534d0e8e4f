import { AxeBuilder } from '@axe-core/playwright'
import { DEFAULT_REACTIONS, newCommentId, paths } from '@afterword/storage'
import { LINK_HASH } from '@afterword/storage/admin'
import type { IdentitySettings } from '@afterword/storage/admin'
import { type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { launchChromium, launchFirefox } from '../../../examples/article/test/browsers.ts'
import { readConfig } from '../src/config.ts'
import { saveSecret } from '../src/database/site-secrets.ts'
import { findSite, listSites, saveAsked, saveModeration, saveSite } from '../src/database/sites.ts'
import { serve } from '../src/host/serve.ts'
import type { RunningServer } from '../src/host/serve.ts'
import { createComments } from '../src/services/comments.ts'
import { signature } from '../src/services/moderation/asked/webhook.ts'
import { setupLink } from '../src/services/staff/setup.ts'
import { localWakeups } from '../src/services/wakeups.ts'
import { createAccounts } from '../src/services/staff/accounts.ts'
import { readMailAddress } from '../src/services/mail/mail-address.ts'
import { queueMail } from '../src/services/mail/mails.ts'
import { signInLetter } from '../src/services/mail/sign-in-letter.ts'
import { wordingIn } from '../src/words/wording.ts'
import { saying, startAnswering } from './answering.ts'
import { codeIn, startMailServer } from './mail-server.ts'
import { CLIENT, startIssuer } from './issuer.ts'
import { copyComment } from './many-comments.ts'
import { newToken } from './server.ts'
import { PASSWORD } from './staff.ts'

const SITE = 'example'
/** Somebody whom a site can ask. */
const answering = await startAnswering()
/** Somebody who vouches for readers. */
const issuer = await startIssuer(['https://comments.example/return'])

let browser: Browser
const contexts: BrowserContext[] = []
const servers: RunningServer[] = []
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(async () => {
  issuer.close()
  await browser.close()
})
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()))
  await Promise.all(servers.splice(0).map((server) => server.stop()))
})

/** A server as an operator runs it, on which so many comments wait. */
async function start(pending = 0, settings: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
  const local = `${answering.local},${issuer.service}`
  const config = readConfig({ PORT: '0', AFTERWORD_LOG: 'silent', AFTERWORD_LOCAL_SERVICES: local, ...settings })
  const server = await serve({ ...config, database: ':memory:' }, { info() {}, warn() {}, error: console.error })
  servers.push(server)
  const { database } = server
  const origins = [`http://localhost:${server.port}`]
  await saveSite(database.queries, { key: SITE, origins, reactions: DEFAULT_REACTIONS, createdAt: 0 })
  const site = await findSite(database.queries, SITE)
  if (site === undefined) throw new Error('There is no site.')
  await saveModeration(database.queries, site.id, JSON.stringify({ mode: 'all' }))
  const held = await findSite(database.queries, SITE)
  const comments = createComments({ database, wakeups: localWakeups(), clock: Date.now })
  if (held === undefined) throw new Error('There is no site.')
  for (let index = 0; index < pending; index++) {
    const input = { id: newCommentId(), parent: null, source: `Waiting ${index}`, name: `Writer ${index}` }
    await comments.create({ site: held, page: '/open-weights', token: newToken() }, input)
  }
  return server
}

async function open(server: RunningServer, path: string, viewport = { width: 1100, height: 800 }): Promise<Page> {
  const context = await browser.newContext({ viewport })
  contexts.push(context)
  const page = await context.newPage()
  await page.goto(`http://localhost:${server.port}${path}`)
  return page
}

/** The first owner, in their dashboard. */
async function enter(server: RunningServer, viewport?: { width: number; height: number }): Promise<Page> {
  return join(await open(server, `/admin${LINK_HASH}${await setupLink(server.database)}`, viewport), 'Olive')
}

/** Somebody who follows a link, in their dashboard. */
async function join(page: Page, name: string): Promise<Page> {
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.getByRole('navigation', { name: 'Dashboard' }).waitFor()
  return page
}

function first<T>([one]: readonly T[]): T {
  if (one === undefined) throw new Error('There is none.')
  return one
}

async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

async function counts(server: RunningServer): Promise<Readonly<Record<string, number>>> {
  const rows = await server.database.queries
    .selectFrom('comments')
    .select(['status', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy('status')
    .execute()
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]))
}

it('lets an owner in by the link, out, and in again', async () => {
  const server = await start()
  const page = await enter(server)
  expect(page.url()).not.toContain('setup')
  await page.getByText('Nothing waits for you.').waitFor()
  await page.getByRole('link', { name: 'Your account' }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByLabel('Your name').fill('Olive')
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('do not go together').waitFor()
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('navigation', { name: 'Dashboard' }).waitFor()
  await page.reload()
  await page.getByRole('navigation', { name: 'Dashboard' }).waitFor()
})

it('says that a link was used, and lets sign in instead', async () => {
  const server = await start()
  await enter(server)
  const page = await open(server, `/admin${LINK_HASH}used`)
  await page.getByRole('heading', { name: 'This link does not work any more' }).waitFor()
  await page.getByRole('button', { name: 'Sign in instead' }).click()
  await page.getByLabel('Password').waitFor()
})

it('adds a passkey and signs in by it', async () => {
  const server = await start()
  const page = await enter(server)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  })
  await page.getByRole('link', { name: 'Your account' }).click()
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByText('Added').waitFor()
  await page.getByRole('button', { name: 'Sign out everywhere' }).click()
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.getByRole('navigation', { name: 'Dashboard' }).waitFor()
})

it('handles 500 pending comments by the keyboard alone', async () => {
  const server = await start(500)
  const page = await enter(server)
  await page.locator('.entry.current').waitFor()
  const keys = ['a', 'a', 's', 'd', 'a']
  for (let index = 0; index < 500; index++) {
    const name = await page.locator('.entry.current .name').first().textContent()
    await page.keyboard.press(keys[index % keys.length] ?? 'a')
    if (index < 499) {
      await page.waitForFunction((before) => {
        const now = document.querySelector('.entry.current .name')?.textContent
        return now !== undefined && now !== before
      }, name)
    }
  }
  await page.getByText('Nothing waits for you.').waitFor()
  expect(await counts(server)).toEqual({ published: 300, spam: 100, removed: 100 })
}, 240_000)

it('searches through many, says how far it is, stops, and goes on', async () => {
  const server = await start(2)
  const [rare, common] = await server.database.queries.selectFrom('comments').select('id').orderBy('seq').execute()
  await server.database.queries
    .updateTable('comments')
    .set({ created_at: Date.UTC(2020, 0, 1) })
    .where('id', '=', rare?.id ?? '')
    .execute()
  await copyComment(server.database, common?.id ?? '', 41_000)
  const page = await enter(server)
  let held: (() => void) | undefined
  await page.route(/queue\?.*cursor/, async (route) => {
    await new Promise<void>((resolve) => {
      held = resolve
    })
    await route.continue()
  })
  await page.getByRole('searchbox').fill('writer 0')
  await page.keyboard.press('Enter')
  await page.getByText('Searched all since').waitFor()
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByRole('button', { name: 'Search further' }).waitFor()
  expect(await page.getByText('Nothing here is like that').count()).toBe(0)
  held?.()
  await page.unrouteAll({ behavior: 'wait' })
  await page.getByRole('button', { name: 'Search further' }).click()
  await page.locator('.entry.current').getByText('Waiting 0').waitFor()
  expect(await page.locator('.entry').count()).toBe(1)
  await page.getByRole('searchbox').fill('absent')
  await page.keyboard.press('Enter')
  await page.getByText('Nothing here is like that').waitFor()
})

it('decides on many at once, and takes it back', async () => {
  const server = await start(40)
  const page = await enter(server)
  await page.getByRole('button', { name: 'Show more' }).click()
  await expect.poll(() => page.locator('.entry').count()).toBe(40)
  await page.getByLabel('Choose all that are shown').check()
  await page.getByRole('button', { name: 'Spam: the chosen comments' }).click()
  await page.getByText('40 comments marked as spam.').waitFor()
  expect(await counts(server)).toEqual({ spam: 40 })
  await page.keyboard.press('z')
  await page.getByText('Undone.').waitFor()
  expect(await counts(server)).toEqual({ pending: 40 })
})

it('tells the second of two moderators who was first', async () => {
  const server = await start(1)
  const one = await enter(server)
  await one.locator('.entry.current').waitFor()
  const site = await findSite(server.database.queries, SITE)
  if (site === undefined) throw new Error('There is no site.')
  const link = await createAccounts({ database: server.database, clock: Date.now }).invite(site, 'moderator')
  const other = await join(await open(server, `/admin${LINK_HASH}${link}`), 'Mona')
  await other.locator('.entry.current').waitFor()
  await one.getByRole('button', { name: 'Approve: the comment by Writer 0' }).click()
  await one.getByText('Comment published.').waitFor()
  await other.getByRole('button', { name: 'Spam: the comment by Writer 0' }).click()
  await other.getByText('Olive decided first: it is published.').waitFor()
  await other.getByText('Nothing waits for you.').waitFor()
  expect(await counts(server)).toEqual({ published: 1 })
})

it('shows the context, bans the author, and lifts the ban', async () => {
  const server = await start(1)
  const page = await enter(server)
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByLabel('A note on the author').fill('Seen before')
  await page.getByRole('button', { name: 'Add note' }).click()
  await page.getByText('Seen before').waitFor()
  await page.getByRole('button', { name: 'Ban Writer 0' }).click()
  await page.getByText('Writer 0 can write no more.').waitFor()
  await page.getByRole('link', { name: 'Banned: see bans' }).click()
  await page.getByRole('button', { name: 'Lift the ban on Writer 0' }).click()
  await page.getByText('Nobody is banned.').waitFor()
})

it('moves a page, merges it with another one, and takes both back', async () => {
  const server = await start(2)
  const site = await findSite(server.database.queries, SITE)
  if (site === undefined) throw new Error('There is no site.')
  const comments = createComments({ database: server.database, wakeups: localWakeups(), clock: Date.now, phases: [] })
  const input = { id: newCommentId(), parent: null, source: 'Elsewhere', name: 'Ada' }
  await comments.create({ site, page: '/other', token: newToken() }, input)
  const page = await enter(server)
  await page.getByRole('link', { name: 'Pages' }).click()
  const dialog = page.getByRole('dialog', { name: 'Move /other' })
  const look = async (to: string): Promise<void> => {
    await page.getByRole('button', { name: 'Move /other' }).click()
    await dialog.getByLabel('Its new address').fill(to)
    await dialog.getByRole('button', { name: 'Look first' }).click()
  }

  await look('/newer/')
  await dialog.getByText('1 comment of /other will stand on /newer.').waitFor()
  await dialog.getByRole('button', { name: 'Move 1 comment' }).click()
  await page.getByText('Moved to /newer.').waitFor()
  await page.getByText('Other addresses: 1').click()
  await page.getByText('/other leads here').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Undone.').waitFor()

  await look('/open-weights')
  await dialog.getByText('/open-weights has 0 comments already.').waitFor()
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Merge 1 comment' }).click()
  await page.getByText('Merged into /open-weights.').waitFor()
  await page.getByText('Other addresses: 1').click()
  await page.getByRole('button', { name: 'Split off /other' }).click()
  await page.getByText('1 comment went back to /other.').waitFor()

  const another = page.getByLabel('Another address that leads to /other')
  await page.getByText('Other addresses of /other').click()
  await another.fill('https://www.site.example/third/')
  await another.press('Enter')
  await page.getByText('site.example/third leads to /other.').waitFor()
  await page.getByRole('button', { name: 'End the redirect from site.example/third' }).click()
  await page.getByText('site.example/third leads nowhere any more.').waitFor()
  await page.getByRole('link', { name: 'History' }).click()
  for (const what of ['moved', 'merged', 'split off', 'redirected', 'ended a redirect']) {
    await page.getByText(`Olive ${what}`).first().waitFor()
  }
})

it('bans an author with all that they have up, and takes it back', async () => {
  const server = await start(3)
  await server.database.queries.updateTable('comments').set({ status: 'published', shown: 1 }).execute()
  const author = await server.database.queries.selectFrom('comments').select('author_id').executeTakeFirst()
  await server.database.queries
    .updateTable('comments')
    .set(author ?? {})
    .execute()
  const page = await enter(server)
  await page.getByRole('link', { name: /^Published/ }).click()
  await page.getByRole('button', { name: 'More' }).first().click()
  await page.getByRole('button', { name: 'Ban and take down 3 comments' }).click()
  await page.getByText('3 comments taken down.').waitFor()
  expect(await counts(server)).toEqual({ removed: 3 })
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Undone.').waitFor()
  expect(await counts(server)).toEqual({ published: 3 })
  expect(await server.database.queries.selectFrom('bans').selectAll().execute()).toEqual([])
})

it('pins a comment and labels its author, and takes both back', async () => {
  const server = await start(1)
  await server.database.queries.updateTable('comments').set({ status: 'published', shown: 1 }).execute()
  const page = await enter(server)
  await page.getByRole('link', { name: /^Published/ }).click()
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('button', { name: 'Pin to the top of its page' }).click()
  await page.getByText('Pinned: it stands before all others.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Not pinned any more.').waitFor()
  const label = page.getByLabel('A label beside the name of Writer 0')
  await label.fill('Publisher')
  await label.press('Enter')
  await page.getByText('Readers see “Publisher” beside Writer 0.').waitFor()
  await page.locator('header .badge', { hasText: 'Publisher' }).waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Writer 0 has no label any more.').waitFor()
  await page.locator('header .badge', { hasText: 'Publisher' }).waitFor({ state: 'detached' })
})

it('keeps what an owner decides of the site', async () => {
  const server = await start()
  const page = await enter(server)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByText(`src="http://localhost:${server.port}/afterword.js" data-site="example"`).waitFor()
  await page.getByLabel('The first comment of each author waits for approval').check()
  await page.getByLabel('Hold comments with these words').fill('casino\nviagra')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved.').waitFor()
  await page.reload()
  expect(await page.getByLabel('Hold comments with these words').inputValue()).toBe('casino\nviagra')
  await page.getByLabel('Origins of its pages').fill('not an origin')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('An origin is written like').waitFor()
})

it('takes the key that the site signs its users with, and shows a secret to nobody', async () => {
  const server = await start()
  const page = await enter(server)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('radio', { name: 'by a secret' }).check()
  const secret = page.getByLabel('Secret', { exact: true })
  await secret.fill('a secret that both servers know of')
  await page.getByRole('button', { name: 'Save who is speaking' }).click()
  await page.getByText('Saved.').waitFor()
  await page.reload()
  await page.getByText('it is shown to nobody').waitFor()
  expect(await secret.inputValue()).toBe('')
  const [site] = await listSites(server.database.queries)
  const { host } = JSON.parse(site?.identity ?? '') as IdentitySettings
  expect(host).toEqual({ algorithm: 'HS256', key: 'a secret that both servers know of' })
  // Whether there are guests is another question: the key stays.
  const guests = page.getByLabel('Guests may write')
  expect(await guests.isChecked()).toBe(true)
  await guests.uncheck()
  await page.getByRole('button', { name: 'Save who is speaking' }).click()
  await page.getByText('Saved.').waitFor()
  await page.reload()
  await expect.poll(() => guests.isChecked()).toBe(false)
  const [closed] = await listSites(server.database.queries)
  expect(JSON.parse(closed?.identity ?? '')).toMatchObject({ guests: false, host })
  await page.getByRole('radio', { name: 'public half' }).check()
  await page.getByLabel('Public key').fill('no key')
  await page.getByRole('button', { name: 'Save who is speaking' }).click()
  await page.getByText('no Ed25519 public key').waitFor()
  expect(await violations(page)).toEqual([])
})

it('lets readers sign in by e-mail, shows which mail waits and why, and tries it again', async () => {
  const mail = await startMailServer()
  const server = await start(0, {
    AFTERWORD_SMTP_URL: mail.url,
    AFTERWORD_MAIL_FROM: 'comments@example.org',
    AFTERWORD_ADDRESS: 'https://comments.example',
  })
  let pressed = false
  mail.recipient = () => (pressed ? 'yes' : { code: 451, text: '4.7.1 greylisted' })
  const { queries } = server.database
  const { id: siteId } = first(await listSites(queries))
  const letter = signInLetter({ host: 'site.example', code: '482913', link: undefined, lives: 15 }, await wordingIn([]))
  const to = readMailAddress('ada@mail.example')
  const now = Date.now()
  await queueMail(queries, { siteId, about: 'sign-in/1', to, expiresAt: now + 900_000, ...letter }, now)
  const page = await enter(server)
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/mails')) pressed = true
  })
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByLabel('Readers can sign in by e-mail').check()
  await page.getByText('Readers can sign in by e-mail.', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Try now' }).waitFor()
  const card = page.getByRole('region', { name: 'E-mail' })
  expect(await card.textContent()).toContain('mail.example')
  expect(await card.textContent()).not.toMatch(/ada@|482/)
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Try now' }).click()
  await card.getByText('No mail waits').waitFor()
  expect(codeIn(await mail.newest('ada@mail.example'))).toBe('482913')
  await page.reload()
  expect(await page.getByLabel('Readers can sign in by e-mail').isChecked()).toBe(true)
  await mail.stop()
})

it('adds somebody with whom readers sign in, once it was tried, and switches them off and removes them', async () => {
  const server = await start()
  const page = await enter(server, { width: 360, height: 720 })
  await page.getByRole('link', { name: 'Settings' }).click()
  const settings = page.getByRole('region', { name: 'Signing in with others' })
  await settings.getByRole('button', { name: 'Add another issuer' }).click()
  await settings.getByText(`http://localhost:${server.port}/v1/sign-in/return`).waitFor()
  await settings.getByLabel('Name on the button').fill('Our staff')
  await settings.getByLabel('Issuer', { exact: true }).fill('http://127.0.0.1:9')
  await settings.getByLabel('Client ID').fill(CLIENT.id)
  await settings.getByLabel('Client secret').fill(CLIENT.secret)
  await settings.getByRole('button', { name: 'Try it' }).click()
  await settings.getByText('within the server’s own network').waitFor()
  await settings.getByLabel('Issuer', { exact: true }).fill(issuer.address)
  await settings.getByRole('button', { name: 'Try it' }).click()
  await settings.getByText('had nothing against the client ID and the secret').waitFor()
  expect(await violations(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await settings.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByText('Added.').waitFor()
  const stored = async (): Promise<unknown> => {
    const [site] = await listSites(server.database.queries)
    return JSON.parse(site?.identity ?? '')
  }
  const provider = { id: 'our-staff', name: 'Our staff', on: true, secret: CLIENT.secret }
  expect(await stored()).toMatchObject({ providers: [provider] })
  await page.reload()
  await settings.getByRole('button', { name: 'Change Our staff' }).click()
  expect(await settings.getByLabel('Client secret').inputValue()).toBe('')
  await settings.getByLabel('Name on the button').fill('Staff')
  await settings.getByRole('button', { name: 'Save' }).click()
  await settings.getByRole('checkbox', { name: 'Offer Staff to readers' }).uncheck()
  await page.getByText('Switched off.').waitFor()
  expect(await stored()).toMatchObject({ providers: [{ ...provider, name: 'Staff', on: false }] })
  expect(await violations(page)).toEqual([])
  await settings.getByRole('button', { name: 'Change Staff' }).click()
  await settings.getByRole('button', { name: 'Remove Staff' }).click()
  await settings.getByText('Nobody yet.').waitFor()
  expect(await stored()).toMatchObject({ providers: [] })
})

it('asks whom the owner chooses, once it was tried out', async () => {
  const server = await start(1)
  const page = await enter(server)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByLabel('Ask a webhook of yours').check()
  await page.getByLabel('Its address').fill(`${answering.url}/judge`)
  await page.getByRole('button', { name: 'Make a secret' }).click()
  const secret = await page.getByLabel('Secret that requests').inputValue()
  await page.getByRole('button', { name: 'Try it: Ask a webhook of yours' }).click()
  await page.getByText('has nothing against a sample of spam').waitFor()
  answering.answer = saying({ verdict: 'spam', why: 'Watches' })
  await page.getByRole('button', { name: 'Try it: Ask a webhook of yours' }).click()
  await page.getByText('It knows a sample of spam: Watches.').waitFor()
  const { headers, body } = first(answering.asked)
  const seconds = Number(headers['webhook-timestamp'])
  expect(headers['webhook-signature']).toBe(signature(secret, String(headers['webhook-id']), seconds, body))
  await page.getByLabel('Ask a language model').check()
  await page.getByLabel('Address of its API').fill('http://127.0.0.1:9/v1')
  await page.getByLabel('What the model is called there').fill('small')
  await page.getByRole('button', { name: 'Try it: Ask a language model' }).click()
  await page.getByText('within the server’s own network').waitFor()
  await page.getByRole('checkbox', { name: 'Ask a language model' }).uncheck()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Save who is asked' }).click()
  await page.getByText('Saved.').waitFor()
  await page.reload()
  await page.getByText('There is one, which nobody is shown again.').waitFor()
  expect(await page.getByLabel('Its address').inputValue()).toBe(`${answering.url}/judge`)
  expect(await page.content()).not.toContain(secret)

  const site = await findSite(server.database.queries, SITE)
  if (site === undefined) throw new Error('There is no site.')
  const asked = answering.asked.length
  const answer = await fetch(`http://localhost:${server.port}${paths.comments(SITE)}?page=/open-weights`, {
    method: 'POST',
    headers: {
      Origin: site.origins[0] ?? '',
      Authorization: `Bearer ${newToken()}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({ id: newCommentId(), parent: null, source: 'Cheap watches', name: 'Wanda' }),
  })
  expect(await answer.json()).toMatchObject({ status: 'pending' })
  await expect.poll(() => counts(server)).toEqual({ pending: 1, spam: 1 })
  expect(answering.asked).toHaveLength(asked + 1)
  await page.getByRole('link', { name: 'Comments' }).click()
  await page.getByRole('link', { name: 'Spam' }).click()
  await page.getByText('webhook').waitFor()
})

it('tells Akismet of a mistake at once when the owner says so, shows how it goes, and keeps what is typed meanwhile', async () => {
  const server = await start(1)
  const { queries } = server.database
  const site = await findSite(queries, SITE)
  if (site === undefined) throw new Error('There is no site.')
  await saveAsked(queries, site.id, JSON.stringify({ akismet: { url: `${answering.url}/1.1/` } }))
  await saveSecret(queries, site.id, 'akismet', 'abc123')
  const comment = await queries.selectFrom('comments').select(['id', 'version']).executeTakeFirstOrThrow()
  const failed = { correction: 'spam', due_at: Date.now() + 3_600_000, attempts: 2, why: 'answered 500' } as const
  const about = { site_id: site.id, comment_id: comment.id, version: comment.version }
  await queries
    .insertInto('akismet_opinions')
    .values({ ...about, says: 'ham', ...failed })
    .execute()
  const page = await enter(server)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByText('1 correction waits.').waitFor()
  await page.getByText('It was tried 2 times in vain: Akismet answered 500.').waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByLabel('Key of Akismet').fill('not saved yet')
  answering.answer = saying('Thanks for making the web a better place.')
  await page.getByRole('button', { name: 'Try now: tell Akismet of its mistakes' }).click()
  await page.getByText('Akismet is being told now.').waitFor()
  await expect.poll(() => answering.asked.map(({ path }) => path)).toEqual(['/1.1/submit-spam'])
  await expect.poll(() => page.getByText('correction waits').count()).toBe(0)
  expect(await page.getByText('in vain').count()).toBe(0)
  expect(await page.getByLabel('Key of Akismet').inputValue()).toBe('not saved yet')
})

it.each([
  ['wide', { width: 1100, height: 800 }],
  ['on a phone', { width: 360, height: 740 }],
] as const)('has nothing that axe finds, and nothing that is cut off, %s', async (_, viewport) => {
  const server = await start(3)
  const page = await enter(server, viewport)
  await page.locator('.entry.current').waitFor()
  await page.getByRole('button', { name: 'More' }).first().click()
  await page.getByText('Add note').waitFor()
  const wide = (): Promise<boolean> =>
    page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
  expect(await violations(page)).toEqual([])
  expect(await wide()).toBe(false)
  for (const name of ['Pages', 'Bans', 'Numbers', 'History', 'Settings', 'People', 'Your account']) {
    await page.getByRole('link', { name, exact: true }).click()
    // A room may load more than one thing.
    await expect.poll(() => page.getByText('Loading…').count()).toBe(0)
    expect(await violations(page), name).toEqual([])
    expect(await wide(), name).toBe(false)
  }
  for (const scheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    expect(await violations(page), scheme).toEqual([])
  }
})

it('writes the tag to paste with what the owner chooses, and shows how it looks', async () => {
  const server = await start()
  const page = await enter(server)
  const refused: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') refused.push(message.text())
  })
  await page.getByRole('link', { name: 'Settings' }).click()
  const tag = page.getByRole('region', { name: 'What to paste' })
  expect(await tag.textContent()).toBe(
    `<script type="module" src="http://localhost:${server.port}/afterword.js"\n        data-site="${SITE}"></script>`,
  )
  await page.getByText('Change what it says').click()
  await page.getByLabel('Order', { exact: true }).selectOption('oldest first')
  await page.getByLabel('Language', { exact: true }).fill('de')
  await page.getByLabel('Direction', { exact: true }).selectOption('right to left')
  const text = await tag.textContent()
  for (const said of ['data-order="oldest"', 'data-lang="de"', 'data-dir="rtl"']) expect(text).toContain(said)
  await page.getByRole('region', { name: 'Preview' }).locator('.thread[lang=de][dir=rtl] textarea').waitFor()
  expect(await violations(page)).toEqual([])
  expect(refused).toEqual([])
})

it('works in Firefox', async () => {
  const server = await start(1)
  const firefox = await launchFirefox()
  try {
    const page = await firefox.newPage()
    await page.goto(`http://localhost:${server.port}/admin${LINK_HASH}${await setupLink(server.database)}`)
    await page.getByLabel('Your name').fill('Olive')
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Begin' }).click()
    await page.getByRole('button', { name: 'Approve: the comment by Writer 0' }).click()
    await page.getByText('Nothing waits for you.').waitFor()
    expect(await counts(server)).toEqual({ published: 1 })
  } finally {
    await firefox.close()
  }
})
