import { newCommentId } from '@afterword/storage'
import { LINK_HASH } from '@afterword/storage/admin'
import { expect, it } from 'vitest'
import { launchFirefox } from '../../../examples/article/test/browsers.ts'
import { findSite } from '../src/database/sites.ts'
import { createComments } from '../src/services/comments.ts'
import { setupLink } from '../src/services/staff/setup.ts'
import { localWakeups } from '../src/services/wakeups.ts'
import { createAccounts } from '../src/services/staff/accounts.ts'
import { SITE, counts, enter, join, open, start, useDashboards, violations } from './dashboard.ts'
import { copyComment } from './many-comments.ts'
import { newToken } from './server.ts'
import { PASSWORD } from './staff.ts'

useDashboards()

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
  /** Who wrote the comment that comes after one of somebody. */
  const nameAfter = (before: string): Promise<string> =>
    page.evaluate(
      (was) =>
        new Promise<string>((resolve) => {
          const look = (): void => {
            const now = document.querySelector('.entry.current .name')?.textContent ?? was
            if (now === was) requestAnimationFrame(look)
            else resolve(now)
          }
          look()
        }),
      before,
    )
  const keys = ['a', 'a', 's', 'd', 'a']
  for (let index = 0, name = await nameAfter(''); index < 500; index++) {
    await page.keyboard.press(keys[index % keys.length] ?? 'a')
    if (index < 499) name = await nameAfter(name)
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
  await expect.poll(() => held).toBeDefined()
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
    await page.locator('[aria-current=page]', { hasText: name }).waitFor()
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
