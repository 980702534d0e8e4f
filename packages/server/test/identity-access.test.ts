import { paths } from '@afterword/storage'
import { RETURN_PATH, identityPaths } from '@afterword/storage/identity'
import { expect, it } from 'vitest'
import { findSite } from '../src/database/sites.ts'
import type { Person } from '../src/services/identity/people.ts'
import { setWays } from '../src/services/identity/set-ways.ts'
import { newSecret } from '../src/services/staff/secrets.ts'
import { onEveryDatabase } from './databases.ts'
import { ORIGIN, SITE, newComment, newToken, post, request } from './server.ts'
import { asPerson, begin, claim, foundOut, openWindow, tokenOn } from './signing-in.ts'
import { hire } from './staff.ts'

const OTHER = 'other'
const ADA: Person = { provider: 'host', subject: 'user-1', name: 'Ada', staffId: null }

/** Ways to write an address that may not lead to more than the address itself. */
const spellings = (path: string): readonly string[] => [
  path,
  `${path}/`,
  `/${path}`,
  path.replace(SITE, `%65${SITE.slice(1)}`),
  path.replace('/sites/', '/Sites/'),
  path.replace('/v1', '/%761'),
]

onEveryDatabase((start) => {
  it('lets each use what is theirs with a token, on whatever way they ask', async () => {
    let asked = 0
    const server = await start({ clientAddress: () => `192.${Math.floor((asked += 1) / 200)}.${asked % 200}.1` })
    await server.addSite(OTHER)
    const [max, mia, ona] = [
      await hire(server, 'Max', OTHER, 'moderator'),
      await hire(server, 'Mia', SITE, 'moderator'),
      await hire(server, 'Ona', SITE, 'owner'),
    ]
    const kinds: Readonly<Record<string, () => Promise<string | undefined>>> = {
      'no token': async () => undefined,
      'a guest': async () => newToken(),
      'a reader of another site': () => tokenOn(server.database, OTHER, ADA),
      'a reader': () => tokenOn(server.database, SITE, ADA),
      'a moderator of another site': () => tokenOn(server.database, OTHER, asPerson(max)),
      'a moderator': () => tokenOn(server.database, SITE, asPerson(mia)),
      'an owner': () => tokenOn(server.database, SITE, asPerson(ona)),
      'somebody who guesses': async () => `awa_${'x'.repeat(43)}`,
    }
    const here = ['a reader', 'a moderator', 'an owner']
    const staff = ['a moderator', 'an owner']
    const { id } = await post(server, newToken())
    const inPlace = (json: object) =>
      ({ method: 'POST', path: paths.moderation(SITE, id), may: staff, json: () => json }) as const
    const routes = [
      { method: 'GET', path: paths.viewer(SITE), may: ['no token', 'a guest', ...here] },
      {
        method: 'POST',
        path: paths.comments(SITE),
        may: ['a guest', ...here],
        json: () => newComment({ name: 'Eve' }),
      },
      { method: 'GET', path: paths.unpublished(SITE), may: staff },
      inPlace({ type: 'decide', from: 'published', to: 'published' }),
      inPlace({ type: 'pin', pinned: true }),
      inPlace({ type: 'pin', pinned: false }),
      inPlace({ type: 'label', label: 'Publisher' }),
      inPlace({ type: 'ban', hide: false }),
      inPlace({ type: 'unban', restore: [] }),
      { method: 'DELETE', path: identityPaths.session(SITE), may: here, json: () => ({}) },
      { method: 'DELETE', path: identityPaths.session(SITE), may: here, json: () => ({ everywhere: true }) },
      { method: 'GET', path: identityPaths.account(SITE), may: here },
      { method: 'DELETE', path: identityPaths.account(SITE), may: here, json: () => ({ comments: 'remove' }) },
    ] as const
    for (const { method, path, may, ...rest } of routes) {
      for (const [who, tokenOf] of Object.entries(kinds)) {
        for (const way of spellings(path)) {
          const token = await tokenOf()
          const json = 'json' in rest ? { json: rest.json() } : {}
          const call = { method, ...json, ...(token === undefined ? {} : { token }) }
          const { status } = await server.fetch(request(way, call))
          const what = `${who}: ${method} ${way} ${status}`
          const allowed = may.some((name) => name === who)
          if (allowed && way === path) expect([200, 201], what).toContain(status)
          if (!allowed) expect([401, 403, 404], what).toContain(status)
        }
      }
    }
  })

  it('lets those into the window for staff who look after the site, on whatever way they ask', async () => {
    let asked = 0
    const server = await start({ clientAddress: () => `192.0.${(asked += 1)}.1` })
    await server.addSite(OTHER)
    const kinds = {
      'nobody who is signed in': undefined,
      'a moderator of another site': (await hire(server, 'Max', OTHER, 'moderator')).cookie,
      'an owner of another site': (await hire(server, 'Oto', OTHER, 'owner')).cookie,
      'a moderator': (await hire(server, 'Mia', SITE, 'moderator')).cookie,
      'an owner': (await hire(server, 'Ona', SITE, 'owner')).cookie,
      'the owner of everything': (await hire(server, 'Eva')).cookie,
    }
    for (const [who, cookie] of Object.entries(kinds)) {
      const allowed = ['a moderator', 'an owner', 'the owner of everything'].includes(who)
      for (const spelling of spellings(identityPaths.staffWindow(SITE, 'ID')).keys()) {
        const { id } = await begin(server)
        const window = await openWindow(server, cookie).go(`${identityPaths.window(SITE, id)}?way=staff`)
        expect(window.page.includes('You are signing in'), who).toBe(allowed)
        const way = spellings(identityPaths.staffWindow(SITE, id))[spelling] ?? ''
        await window.submit(way)
        const done = window.page.includes('Almost done')
        if (spelling === 0) expect(done, `${who}: ${way}`).toBe(allowed)
        if (!allowed) expect(done, `${who}: ${way}`).toBe(false)
      }
    }
  })

  it('lets the browser that began go on by e-mail, and nobody else, on whatever way they ask', async () => {
    let asked = 0
    const clientAddress = () => `192.0.${(asked += 1)}.1`
    const server = await start({ clientAddress, mails: { wake() {} } })
    const site = await findSite(server.database.queries, SITE)
    if (site === undefined) throw new Error('There is no site.')
    await setWays(server.database.queries, site, { email: true })
    const cookieOf = async (id: string): Promise<string> => {
      const { cookies } = await openWindow(server).go(`${identityPaths.window(SITE, id)}?way=email`)
      return [...cookies.values()].join('; ')
    }
    const { id } = await begin(server)
    const kinds = {
      'a browser that keeps no cookies': undefined,
      'a browser with a sign-in of its own': await cookieOf((await begin(server)).id),
      'a moderator who is signed in to the dashboard': (await hire(server, 'Mia', SITE, 'moderator')).cookie,
      'the browser that began': await cookieOf(id),
    }
    const routes = [
      ['GET', identityPaths.emailWindow(SITE, id), {}],
      ['GET', identityPaths.emailState(SITE, id), {}],
      ['POST', identityPaths.emailWindow(SITE, id), { email: 'ada@mail.example' }],
      ['POST', identityPaths.emailCode(SITE, id), { code: 'no code' }],
    ] as const
    for (const [method, path, fields] of routes) {
      for (const [who, cookie] of Object.entries(kinds)) {
        for (const way of spellings(path)) {
          const window = openWindow(server, cookie)
          await (method === 'GET' ? window.go(way) : window.submit(way, fields))
          const what = `${who}: ${method} ${way} ${window.status}`
          const allowed = who === 'the browser that began'
          if (allowed && way === path) expect([200, 401], what).toContain(window.status)
          if (!allowed) expect([403, 404], what).toContain(window.status)
        }
      }
    }
  })

  it('lets nobody go on with a sign-in outside of its own browser, on whatever way they ask', async () => {
    const server = await start()
    const kinds = {
      'no browser of ours': undefined,
      'another browser': `__Host-afterword-window=${newSecret()}`,
      'an owner, from the dashboard': (await hire(server, 'Ona', SITE, 'owner')).cookie,
    }
    const eve = { provider: 'https://id.example', subject: 'eve', name: 'Eve', staffId: null }
    const { handOver, path } = await foundOut(server, eve)
    const back = `${RETURN_PATH}?${new URLSearchParams({ state: `${handOver.id}.${newSecret()}`, code: 'any' })}`
    for (const [who, cookie] of Object.entries(kinds)) {
      for (const way of [...spellings(path), ...spellings(back)]) {
        const other = await openWindow(server, cookie).go(way)
        expect([403, 404], `${who}: GET ${way} ${other.status}`).toContain(other.status)
        await other.submit(way, { name: 'Eve' })
        expect([403, 404], `${who}: POST ${way} ${other.status}`).toContain(other.status)
        expect(other.page).not.toContain('Eve')
      }
    }
    expect(await claim(server, handOver)).toEqual({ state: 'waiting' })
  })

  it('begins and ends nothing for a page of another origin, or for none', async () => {
    const server = await start()
    const handOver = await begin(server)
    const routes = [
      ['POST', identityPaths.handOvers(SITE), {}],
      ['POST', identityPaths.handOver(SITE, handOver.id), { secret: handOver.secret }],
      ['POST', identityPaths.session(SITE), { token: 'any' }],
      ['PUT', identityPaths.session(SITE), { refresh: 'any', next: 'any' }],
      ['DELETE', identityPaths.session(SITE), {}],
      ['POST', paths.moderation(SITE, 'any'), { type: 'pin', pinned: true }],
      ['DELETE', identityPaths.account(SITE), { comments: 'remove' }],
    ] as const
    for (const [method, path, json] of routes) {
      for (const Origin of ['https://evil.example', `${ORIGIN}.evil.example`, 'null', null]) {
        const answer = await server.fetch(request(path, { method, json, headers: { Origin } }))
        expect({ method, path, Origin, ...((await answer.json()) as object) }).toMatchObject({ code: 'origin-denied' })
      }
    }
  })
})
