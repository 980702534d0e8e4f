import { newCommentId, paths } from '@afterword/storage'
import type { IdentitySettings } from '@afterword/storage/admin'
import { afterAll, expect, it } from 'vitest'
import { saveSecret } from '../src/database/site-secrets.ts'
import { findSite, listSites, saveAsked } from '../src/database/sites.ts'
import { signature } from '../src/services/moderation/asked/webhook.ts'
import { readMailAddress } from '../src/services/mail/mail-address.ts'
import { queueMail } from '../src/services/mail/mails.ts'
import { signInLetter } from '../src/services/mail/sign-in-letter.ts'
import { wordingIn } from '../src/words/wording.ts'
import { saying, startAnswering } from './answering.ts'
import { SITE, counts, enter, first, start, useDashboards, violations } from './dashboard.ts'
import { codeIn, startMailServer } from './mail-server.ts'
import { CLIENT, startIssuer } from './issuer.ts'
import { newToken } from './server.ts'

/** Somebody whom a site can ask. */
const answering = await startAnswering()
/** Somebody who vouches for readers. */
const issuer = await startIssuer(['https://comments.example/return'])
afterAll(() => issuer.close())
useDashboards(`${answering.local},${issuer.service}`)

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
