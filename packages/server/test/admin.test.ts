import { parseOpenThread, paths } from '@afterword/storage'
import { adminPaths } from '@afterword/storage/admin'
import type { PageNote, Person, SiteSettings, Staff } from '@afterword/storage/admin'
import { expect, it } from 'vitest'
import { createApp } from '../src/app.ts'
import { closeOldThreads } from '../src/services/closing.ts'
import { createAccounts } from '../src/services/staff/accounts.ts'
import { setupLink } from '../src/services/staff/setup.ts'
import { createThreads } from '../src/services/threads.ts'
import { onEveryDatabase } from './databases.ts'
import { PAGE, SITE, newComment, newToken, post, request } from './server.ts'
import type { TestServer } from './server.ts'
import { PASSWORD, adminRequest, cookieOf, hire } from './staff.ts'

const queue = (status: string, more: Readonly<Record<string, string>> = {}): string =>
  `${adminPaths.queue(SITE)}?${new URLSearchParams({ status, ...more })}`

async function code(server: TestServer, path: string, call: Parameters<typeof adminRequest>[1]): Promise<string> {
  const answer = await server.fetch(adminRequest(path, call))
  return answer.ok ? String(answer.status) : ((await answer.json()) as { code: string }).code
}

const signIn = (server: TestServer, name: string, password: string): Promise<Response> =>
  server.fetch(adminRequest(adminPaths.session, { method: 'POST', json: { name, password } }))

/** What is asked, and what has to be done before each time that it can be. */
type Asked = readonly [method: string, path: string, json: unknown, before?: () => Promise<unknown>]

/** Routes of the dashboard for a site that are not among those that are asked. */
function forgotten(server: TestServer, asked: readonly Asked[]): readonly string[] {
  const ofSite = createApp(server.deps).routes.filter(
    ({ method, path }) => method !== 'ALL' && path.startsWith('/admin/api/sites/:site/'),
  )
  const unasked = ofSite.filter(({ method, path }) => {
    const pattern = new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}(\\?|$)`)
    return !asked.some(([by, at]) => by === method && pattern.test(at))
  })
  return [...new Set(unasked.map(({ method, path }) => `${method} ${path}`))]
}

onEveryDatabase((start) => {
  it('makes the first owner by a link that is good once', async () => {
    const server = await start()
    const first = await setupLink(server.database)
    const link = await setupLink(server.database)
    expect(await code(server, adminPaths.invitation, { method: 'POST', json: { link: first } })).toBe('unauthorized')
    const look = await server.fetch(adminRequest(adminPaths.invitation, { method: 'POST', json: { link } }))
    expect(await look.json()).toEqual({ role: 'owner', site: null })
    const json = { link, name: 'Olive', password: PASSWORD }
    const answer = await server.fetch(adminRequest(adminPaths.staff, { method: 'POST', json }))
    expect(await answer.json()).toMatchObject({ name: 'Olive', sites: [{ key: SITE, role: 'owner' }] })
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Host-afterword-staff=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    )
    expect(await code(server, adminPaths.staff, { method: 'POST', json: { ...json, name: 'Eve' } })).toBe(
      'unauthorized',
    )
    expect(await setupLink(server.database)).toBeUndefined()
  })

  it('lets one of two who follow the same link at once come in', async () => {
    const server = await start()
    const link = await createAccounts(server.deps).invite(null, 'owner')
    const follow = (name: string) =>
      code(server, adminPaths.staff, { method: 'POST', json: { link, name, password: PASSWORD } })
    expect((await Promise.all([follow('Ada'), follow('Bob')])).toSorted()).toEqual(['201', 'unauthorized'])
  })

  it('keeps the link when the name or the password is no good', async () => {
    const server = await start()
    await hire(server, 'Olive')
    const link = await createAccounts(server.deps).invite(null, 'owner')
    const follow = (name: string, password: string) =>
      code(server, adminPaths.staff, { method: 'POST', json: { link, name, password } })
    expect(await follow('Bob', 'too short')).toBe('invalid')
    expect(await follow('\u041elive', PASSWORD)).toBe('invalid')
    expect(await follow('', PASSWORD)).toBe('invalid')
    expect(await follow('Bob', PASSWORD)).toBe('201')
  })

  it('forgets a link after a day and a session after two weeks', async () => {
    let now = 1_000
    const server = await start({ clock: () => now })
    const link = await createAccounts(server.deps).invite(null, 'owner')
    const olive = await hire(server, 'Olive')
    const day = 86_400_000
    now += day
    expect(await code(server, adminPaths.invitation, { method: 'POST', json: { link } })).toBe('unauthorized')
    expect(await olive.ask<Staff>(adminPaths.staff)).toMatchObject({ name: 'Olive' })
    now += 13 * day
    expect(await code(server, adminPaths.staff, { cookie: olive.cookie })).toBe('unauthorized')
  })

  it('signs in by name and password, and out: here, or everywhere', async () => {
    const server = await start()
    await hire(server, 'Olive')
    expect((await signIn(server, 'Olive', 'wrong')).status).toBe(401)
    expect((await signIn(server, 'Nobody', PASSWORD)).status).toBe(401)
    const cookies = [
      cookieOf(await signIn(server, 'olive ', PASSWORD)),
      cookieOf(await signIn(server, 'OLIVE', PASSWORD)),
    ]
    const known = () => Promise.all(cookies.map((cookie) => code(server, adminPaths.staff, { cookie })))
    const leave = (index: number, everywhere: boolean) =>
      code(server, adminPaths.session, { method: 'DELETE', cookie: cookies[index], json: { everywhere } })
    expect(await known()).toEqual(['200', '200'])
    await leave(0, false)
    expect(await known()).toEqual(['unauthorized', '200'])
    cookies[0] = cookieOf(await signIn(server, 'Olive', PASSWORD))
    await leave(0, true)
    expect(await known()).toEqual(['unauthorized', 'unauthorized'])
  })

  it('lets nobody guess on and on', async () => {
    const server = await start({ clientAddress: () => '192.0.2.1' })
    await hire(server, 'Olive')
    const codes: number[] = []
    for (let index = 0; index < 12; index++) codes.push((await signIn(server, 'Olive', `wrong ${index}`)).status)
    expect(codes.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 401))
    expect(codes.at(-1)).toBe(429)
    expect((await signIn(server, 'Olive', PASSWORD)).status).toBe(429)
  })

  it('takes nothing from other pages', async () => {
    const server = await start()
    const { cookie } = await hire(server, 'Olive')
    const json = { role: 'moderator' }
    const from = (headers: Readonly<Record<string, string | null>>) =>
      code(server, adminPaths.people(SITE), { method: 'POST', cookie, json, headers })
    expect(await from({})).toBe('201')
    expect(await from({ Origin: 'https://evil.example' })).toBe('origin-denied')
    expect(await from({ Origin: 'https://comments.example.evil.example' })).toBe('origin-denied')
    expect(await from({ Origin: null })).toBe('origin-denied')
    expect(await from({ Origin: 'null' })).toBe('origin-denied')
    expect(await from({ 'Sec-Fetch-Site': 'same-site' })).toBe('origin-denied')
    expect(await from({ 'Sec-Fetch-Site': 'cross-site' })).toBe('origin-denied')
  })

  it('lets each do what is theirs, on whatever way they ask', async () => {
    const server = await start({ clientAddress: () => `192.0.2.${Math.floor(Math.random() * 250)}` })
    await server.addSite('other')
    const comment = await post(server, newToken())
    const eva = await hire(server, 'Eva')
    const people = {
      nobody: undefined,
      'a moderator of another site': (await hire(server, 'Max', 'other', 'moderator')).cookie,
      'an owner of another site': (await hire(server, 'Oto', 'other', 'owner')).cookie,
      'a moderator': (await hire(server, 'Mia', SITE, 'moderator')).cookie,
      'an owner': (await hire(server, 'Ona', SITE, 'owner')).cookie,
      'the owner of everything': eva.cookie,
      'a guessed session': `__Host-afterword-staff=${'x'.repeat(43)}`,
    }
    const settings = { origins: ['https://site.example'], reactions: [], editWindow: 0 }
    const moderator: readonly Asked[] = [
      ['GET', queue('pending'), undefined],
      ['POST', adminPaths.decisions(SITE), [{ id: comment.id, from: 'published', to: 'published' }]],
      ['GET', adminPaths.comment(SITE, comment.id), undefined],
      ['POST', adminPaths.notes(SITE), { author: comment.author?.id, text: 'Kind' }],
      ['PUT', adminPaths.pins(SITE), { id: comment.id, pinned: true }],
      ['PUT', adminPaths.labels(SITE), { author: comment.author?.id, label: 'Kind' }],
      ['GET', adminPaths.bans(SITE), undefined],
      ['POST', adminPaths.bans(SITE), { kind: 'host', host: 'spam.example' }],
      ['DELETE', adminPaths.bans(SITE), { kind: 'host', value: 'spam.example' }],
      ['GET', adminPaths.pages(SITE), undefined],
      ['PATCH', adminPaths.pages(SITE), { page: PAGE, closed: false }],
      ['GET', adminPaths.audit(SITE), undefined],
      ['GET', adminPaths.numbers(SITE), undefined],
    ]
    const free = { page: '/free', to: PAGE }
    const [leading, ending] = [
      { method: 'POST', json: free },
      { method: 'DELETE', json: { page: '/free' } },
    ]
    const merging = { method: 'POST', json: { page: '/split', to: PAGE, merge: true, redirect: true } }
    await post(server, newToken(), {}, '/split')
    const nobodyAsked = { meanwhile: 'hold', webhook: null, akismet: null, model: null, secrets: {} }
    const inner = { webhook: { url: 'https://10.0.0.1/' }, secrets: { webhook: `whsec_${'A'.repeat(32)}` } }
    const owner: readonly Asked[] = [
      ['GET', adminPaths.settings(SITE), undefined],
      ['PUT', adminPaths.settings(SITE), settings],
      ['GET', adminPaths.identity(SITE), undefined],
      ['PUT', adminPaths.identity(SITE), { host: null }],
      [
        'POST',
        adminPaths.identityTrial(SITE),
        { kind: 'openid', id: 'a', name: 'A', on: true, clientId: 'a', secret: null, issuer: 'https://10.0.0.1' },
      ],
      ['GET', adminPaths.mails(SITE), undefined],
      ['POST', adminPaths.mails(SITE), {}],
      ['POST', adminPaths.corrections(SITE), {}],
      ['GET', adminPaths.asked(SITE), undefined],
      ['PUT', adminPaths.asked(SITE), nobodyAsked],
      ['POST', adminPaths.askedTrial(SITE), { name: 'webhook', change: { ...nobodyAsked, ...inner } }],
      ['GET', adminPaths.people(SITE), undefined],
      ['POST', adminPaths.people(SITE), { role: 'moderator' }],
      ['DELETE', adminPaths.people(SITE), { id: 'nobody' }],
      ['GET', `${adminPaths.moves(SITE)}?page=${PAGE}&to=/moved`, undefined],
      ['POST', adminPaths.moves(SITE), { page: PAGE, to: '/moved', merge: false, redirect: true }],
      ['POST', adminPaths.redirects(SITE), free, () => eva.ask(adminPaths.redirects(SITE), ending).catch(() => null)],
      [
        'DELETE',
        adminPaths.redirects(SITE),
        ending.json,
        () => eva.ask(adminPaths.redirects(SITE), leading).catch(() => null),
      ],
      [
        'POST',
        adminPaths.splits(SITE),
        { page: '/split' },
        () => eva.ask(adminPaths.moves(SITE), merging).catch(() => null),
      ],
    ]
    expect(forgotten(server, [...moderator, ...owner])).toEqual([])
    const ways = (path: string): readonly string[] => [
      path,
      path.replace(/(?=\?|$)/, '/'),
      path.replace('/admin', '//admin'),
      path.replace(SITE, `%65${SITE.slice(1)}`),
      path.replace('/admin', '/%61dmin'),
      path.replace('/sites/', '/Sites/'),
    ]
    for (const [routes, may] of [
      [moderator, ['a moderator', 'an owner', 'the owner of everything']],
      [owner, ['an owner', 'the owner of everything']],
    ] as const) {
      for (const [method, path, json, before] of routes) {
        for (const [who, cookie] of Object.entries(people)) {
          for (const way of ways(path)) {
            const allowed = may.some((name) => name === who)
            if (allowed) await before?.()
            const answer = await server.fetch(adminRequest(way, { method, json, cookie }))
            const what = `${who}: ${method} ${way} ${answer.status}`
            if (allowed && way === path) expect(answer.ok, what).toBe(true)
            if (!allowed) expect([401, 403, 404], what).toContain(answer.status)
          }
        }
      }
    }
  }, 120_000)

  it('closes pages by hand and by age, and opens them again', async () => {
    let now = 1_000
    const server = await start({ clock: () => now })
    const olive = await hire(server, 'Olive')
    await post(server, newToken())
    const write = async () =>
      (await server.fetch(request(paths.comments(SITE), { method: 'POST', token: newToken(), json: newComment() })))
        .status
    const change = (closed: boolean) =>
      olive.ask<PageNote>(adminPaths.pages(SITE), { method: 'PATCH', json: { page: PAGE, closed } })
    expect(await change(true)).toMatchObject({ page: PAGE, closed: true })
    expect(await write()).toBe(403)
    await change(false)
    expect(await write()).toBe(201)

    const settings = await olive.ask<SiteSettings>(adminPaths.settings(SITE))
    await olive.ask(adminPaths.settings(SITE), { method: 'PUT', json: { ...settings, closeAfterDays: 2 } })
    now += 2 * 86_400_000
    expect(await write()).toBe(403)
    expect(await closeOldThreads(server.database, createThreads(server.deps), now)).toBe(1)
    expect(await closeOldThreads(server.database, createThreads(server.deps), now)).toBe(0)
    const open = parseOpenThread(await (await server.fetch(request(paths.thread(SITE)))).json())
    expect(open.thread.closed).toBe(true)
    expect(await olive.ask(`${adminPaths.pages(SITE)}?search=WEIGHTS`)).toMatchObject({ pages: [{ closed: true }] })
    expect(await olive.ask(`${adminPaths.pages(SITE)}?search=nothing`)).toEqual({ pages: [], next: null })
  })

  it('lets an owner invite and dismiss, but nobody dismiss the owner of everything', async () => {
    const server = await start()
    const olive = await hire(server, 'Olive')
    const { link } = await olive.ask<{ link: string }>(adminPaths.people(SITE), {
      method: 'POST',
      json: { role: 'moderator' },
    })
    const json = { link, name: 'Mia', password: PASSWORD }
    const joined = await server.fetch(adminRequest(adminPaths.staff, { method: 'POST', json }))
    const mia = cookieOf(joined)
    const people = await olive.ask<Person[]>(adminPaths.people(SITE))
    expect(people.map(({ name, role }) => `${name} ${role}`)).toEqual(['Mia moderator', 'Olive owner'])
    const dismiss = (id: string | undefined) =>
      code(server, adminPaths.people(SITE), { method: 'DELETE', cookie: olive.cookie, json: { id } })
    expect(await code(server, queue('pending'), { cookie: mia })).toBe('200')
    expect(await dismiss(people[0]?.id)).toBe('200')
    expect(await code(server, queue('pending'), { cookie: mia })).toBe('forbidden')
    expect(await dismiss(people[1]?.id)).toBe('forbidden')
  })

  it('refuses settings that make no sense, and keeps the old ones', async () => {
    const server = await start()
    const olive = await hire(server, 'Olive')
    const settings = await olive.ask<SiteSettings>(adminPaths.settings(SITE))
    for (const wrong of [
      { origins: [] },
      { origins: ['https://site.example/path'] },
      { origins: ['javascript:alert(1)'] },
      { mode: 'never' },
      { mostLinks: -1 },
      { closeAfterDays: 0 },
      { editWindow: 1.5 },
      { heldWords: ['x'] },
      { unknown: true },
    ]) {
      const json = { ...settings, ...wrong }
      expect(await code(server, adminPaths.settings(SITE), { method: 'PUT', cookie: olive.cookie, json })).toBe(
        'invalid',
      )
    }
    expect(await olive.ask(adminPaths.settings(SITE))).toEqual(settings)
  })
})
