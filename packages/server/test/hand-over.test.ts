import { paths } from '@afterword/storage'
import type { Comment, Viewer } from '@afterword/storage'
import { identityPaths } from '@afterword/storage/identity'
import type { HandOver, Session } from '@afterword/storage/identity'
import { adminPaths } from '@afterword/storage/admin'
import { expect, it } from 'vitest'
import { onEveryDatabase } from './databases.ts'
import { ORIGIN, SITE, newComment, newToken, request } from './server.ts'
import type { TestServer } from './server.ts'
import { begin, claim, claimed, openWindow, refresh, send, successor } from './signing-in.ts'
import type { Window } from './signing-in.ts'
import { hire } from './staff.ts'

const open = (server: TestServer, handOver: HandOver, cookie?: string): Promise<Window> =>
  openWindow(server, cookie).go(`${identityPaths.window(SITE, handOver.id)}?way=staff`)

/** One of the staff comes from the dashboard to a page of the site. */
async function moderate(server: TestServer, cookie: string): Promise<Session> {
  const handOver = await begin(server)
  const window = await open(server, handOver, cookie)
  await window.submit(identityPaths.staffWindow(SITE, handOver.id))
  return claimed(server, handOver, { code: window.code })
}

const codeOf = async (answer: Response): Promise<string> => ((await answer.json()) as { code: string }).code

onEveryDatabase((start) => {
  it('hands a moderator who is signed in at the dashboard over to the page, who then is known there by name', async () => {
    const server = await start()
    const { cookie } = await hire(server, 'Mia', SITE, 'moderator')
    const handOver = await begin(server)
    expect(await claim(server, handOver)).toEqual({ state: 'waiting' })
    const window = await open(server, handOver, cookie)
    expect(window.page).toContain('You are signing in to <bdi>site.example</bdi>')
    expect(window.page).toContain('Continue as Mia')
    expect(await claim(server, handOver, { code: window.code })).toEqual({ state: 'waiting' })
    await window.submit(identityPaths.staffWindow(SITE, handOver.id))
    expect(window.status).toBe(200)
    expect(await claim(server, handOver)).toEqual({ state: 'code' })
    const session = await claimed(server, handOver, { code: window.code })
    expect(session).toMatchObject({ role: 'moderator', author: { name: 'Mia', guest: false, badge: 'moderator' } })
    const token = session.access
    const viewer = (await (await server.fetch(request(paths.viewer(SITE), { token }))).json()) as Viewer
    expect(viewer.author).toEqual(session.author)
    const call = { method: 'POST', token, json: newComment({ name: 'Somebody else' }) }
    const answer = await server.fetch(request(paths.comments(SITE), call))
    expect(((await answer.json()) as Comment).author).toEqual(session.author)
  })

  it('is the same author when they come again', async () => {
    const server = await start()
    const { cookie } = await hire(server, 'Mia', SITE, 'moderator')
    const [first, second] = [await moderate(server, cookie), await moderate(server, cookie)]
    expect(second.author).toEqual(first.author)
    expect(second.access).not.toBe(first.access)
  })

  it('asks to sign in at the dashboard first, and forgets nothing meanwhile', async () => {
    const server = await start()
    const handOver = await begin(server)
    const window = await open(server, handOver)
    expect(window.page).toContain('Sign in at the dashboard first')
    const { cookie } = await hire(server, 'Mia', SITE, 'moderator')
    window.cookies.set('staff', cookie)
    await window.go(identityPaths.staffWindow(SITE, handOver.id))
    await window.submit(identityPaths.staffWindow(SITE, handOver.id))
    expect(await claimed(server, handOver, { code: window.code })).toMatchObject({ role: 'moderator' })
  })

  it('lets nobody moderate a site that they do not look after', async () => {
    const server = await start()
    await server.addSite('elsewhere')
    const { cookie } = await hire(server, 'Eve', 'elsewhere', 'owner')
    const handOver = await begin(server)
    const window = await open(server, handOver, cookie)
    await window.submit(identityPaths.staffWindow(SITE, handOver.id))
    expect(window.page).toContain('Sign in at the dashboard first')
    expect(await claim(server, handOver, { code: window.code })).toEqual({ state: 'waiting' })
  })

  it('gives the session to nobody who only knows the address of the window, or only the code', async () => {
    const server = await start()
    const { cookie } = await hire(server, 'Mia', SITE, 'moderator')
    const handOver = await begin(server)
    const window = await open(server, handOver, cookie)
    await window.submit(identityPaths.staffWindow(SITE, handOver.id))
    const other = await begin(server)
    expect(await claim(server, handOver, { code: window.code, secret: other.secret })).toMatchObject({
      code: 'not-found',
    })
    expect(await claim(server, other, { code: window.code })).toEqual({ state: 'waiting' })
    await claimed(server, handOver, { code: window.code })
  })

  it('takes five guesses of a code, however many come at once, and then is over', async () => {
    const server = await start()
    const { cookie } = await hire(server, 'Mia', SITE, 'moderator')
    const handOver = await begin(server)
    const window = await open(server, handOver, cookie)
    await window.submit(identityPaths.staffWindow(SITE, handOver.id))
    const guesses = Array.from({ length: 20 }, (_, index) =>
      String((Number(window.code) + index + 1) % 1_000_000).padStart(6, '0'),
    )
    const answers = await Promise.all(guesses.map((code) => claim(server, handOver, { code })))
    const wrong = answers.filter((answer) => 'field' in answer && answer.field === 'code')
    expect(wrong).toHaveLength(5)
    expect(await claim(server, handOver, { code: window.code })).toMatchObject({ code: 'not-found' })
  })

  it('is claimed once, also when two ask at the same moment', async () => {
    const server = await start()
    const { cookie } = await hire(server, 'Mia', SITE, 'moderator')
    const handOver = await begin(server)
    const window = await open(server, handOver, cookie)
    await window.submit(identityPaths.staffWindow(SITE, handOver.id))
    const both = await Promise.all([1, 2].map(() => claim(server, handOver, { code: window.code })))
    expect(both.filter((answer) => 'state' in answer && answer.state === 'done')).toHaveLength(1)
  })

  it('goes on in the browser that it was begun in, and in no other', async () => {
    const server = await start()
    const { cookie } = await hire(server, 'Mia', SITE, 'moderator')
    const handOver = await begin(server)
    await open(server, handOver)
    const other = await open(server, handOver, cookie)
    expect(other.status).toBe(403)
    expect(other.page).toContain('another browser')
    await other.submit(identityPaths.staffWindow(SITE, handOver.id))
    expect(other.status).toBe(403)
    expect(await claim(server, handOver)).toEqual({ state: 'waiting' })
  })

  it('takes a yes from its own page only, not from a page of the site or another one', async () => {
    const server = await start()
    const { cookie } = await hire(server, 'Mia', SITE, 'moderator')
    const handOver = await begin(server)
    const window = await open(server, handOver, cookie)
    for (const Origin of [ORIGIN, 'https://evil.example', 'null']) {
      await window.submit(identityPaths.staffWindow(SITE, handOver.id), {}, { Origin })
      expect(window.status).toBe(403)
    }
    expect(await claim(server, handOver)).toEqual({ state: 'waiting' })
  })

  it('is over after a quarter of an hour', async () => {
    let now = 1_000
    const server = await start({ clock: () => now })
    const handOver = await begin(server)
    now += handOver.expiresIn
    expect(await claim(server, handOver)).toMatchObject({ code: 'not-found' })
    expect((await open(server, handOver)).status).toBe(404)
  })

  it('shows its pages in no frame, and runs nothing in them but its own script', async () => {
    const server = await start()
    const { id } = await begin(server)
    const answer = await server.fetch(
      request(identityPaths.window(SITE, id), { headers: { Origin: null }, query: { way: 'staff' } }),
    )
    expect(answer.status).toBe(400)
    const path = `${identityPaths.window(SITE, id)}?way=staff`
    const { headers } = await server.fetch(new Request(`https://comments.example${path}`))
    const policy = headers.get('Content-Security-Policy') ?? ''
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(headers.get('Cache-Control')).toBe('no-store')
    expect(headers.getSetCookie()[0]).toMatch(
      /^__Host-afterword-window=[\w-]{43}; Max-Age=3600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
  })

  it('keeps a session going by ever new refresh tokens', async () => {
    let now = 1_000
    const server = await start({ clock: () => now })
    const { cookie } = await hire(server, 'Mia', SITE, 'moderator')
    const session = await moderate(server, cookie)
    now += session.expiresIn
    const late = await server.fetch(request(paths.viewer(SITE), { token: session.access }))
    expect(await codeOf(late)).toBe('unauthorized')
    const next = successor(session.refresh)
    const renewed = (await (await refresh(server, session.refresh, next)).json()) as Session
    expect(renewed).toMatchObject({ refresh: next, author: session.author, role: 'moderator' })
    expect((await server.fetch(request(paths.viewer(SITE), { token: renewed.access }))).status).toBe(200)
  })

  it('answers a refresh again whose answer was lost', async () => {
    const server = await start()
    const { cookie } = await hire(server, 'Mia', SITE, 'moderator')
    const session = await moderate(server, cookie)
    const next = successor(session.refresh)
    expect((await refresh(server, session.refresh, next)).status).toBe(200)
    expect((await refresh(server, session.refresh, next)).status).toBe(200)
    expect((await refresh(server, next, successor(next))).status).toBe(200)
  })

  it('ends the session for everybody when an old refresh token comes back', async () => {
    const server = await start()
    const { cookie } = await hire(server, 'Mia', SITE, 'moderator')
    const session = await moderate(server, cookie)
    const next = successor(session.refresh)
    const renewed = (await (await refresh(server, session.refresh, next)).json()) as Session
    expect(await codeOf(await refresh(server, session.refresh, successor(next)))).toBe('unauthorized')
    expect(await codeOf(await refresh(server, next, successor(next)))).toBe('unauthorized')
    for (const token of [session.access, renewed.access]) {
      const answer = await server.fetch(request(paths.viewer(SITE), { token }))
      expect(await codeOf(answer)).toBe('unauthorized')
    }
  })

  it('lets one of two thieves who refresh at once have it for a moment, and then none', async () => {
    const server = await start()
    const { cookie } = await hire(server, 'Mia', SITE, 'moderator')
    const session = await moderate(server, cookie)
    const both = [successor(session.refresh), successor(session.refresh)]
    const answers = await Promise.all(both.map((next) => refresh(server, session.refresh, next)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401])
    const again = await Promise.all(both.map((next) => refresh(server, next, successor(next))))
    expect(again.map(({ status }) => status)).toEqual([401, 401])
  })

  it('knows a token of one site on no other', async () => {
    const server = await start()
    await server.addSite('elsewhere')
    const { cookie } = await hire(server, 'Mia')
    const session = await moderate(server, cookie)
    const foreign = await server.fetch(request(paths.viewer('elsewhere'), { token: session.access }))
    expect(await codeOf(foreign)).toBe('unauthorized')
    const moved = await refresh(server, session.refresh, successor(session.refresh), 'elsewhere')
    expect(await codeOf(moved)).toBe('unauthorized')
    expect(await claim(server, await begin(server), { site: 'elsewhere' })).toMatchObject({ code: 'not-found' })
  })

  it('signs out here, or on every device', async () => {
    const server = await start()
    const { cookie } = await hire(server, 'Mia', SITE, 'moderator')
    const [here, there, elsewhere] = [
      await moderate(server, cookie),
      await moderate(server, cookie),
      await moderate(server, cookie),
    ]
    const end = ({ access }: Session, everywhere: boolean): Promise<Response> =>
      send(server, identityPaths.session(SITE), { everywhere }, { method: 'DELETE', token: access })
    const works = async ({ access }: Session): Promise<boolean> =>
      (await server.fetch(request(paths.viewer(SITE), { token: access }))).ok
    expect((await end(here, false)).status).toBe(200)
    expect([await works(here), await works(there), await works(elsewhere)]).toEqual([false, true, true])
    expect((await end(there, true)).status).toBe(200)
    expect([await works(there), await works(elsewhere)]).toEqual([false, false])
  })

  it('leaves a moderator nothing on the pages once they are dismissed, or have signed out of the dashboard everywhere', async () => {
    const server = await start()
    const olive = await hire(server, 'Olive')
    const mia = await hire(server, 'Mia', SITE, 'moderator')
    const ed = await hire(server, 'Ed', SITE, 'owner')
    const [hers, his] = [await moderate(server, mia.cookie), await moderate(server, ed.cookie)]
    await olive.ask(adminPaths.people(SITE), { method: 'DELETE', json: { id: mia.staff.id } })
    await ed.ask(adminPaths.session, { method: 'DELETE', json: { everywhere: true } })
    for (const { access } of [hers, his]) {
      expect((await server.fetch(request(paths.viewer(SITE), { token: access }))).status).toBe(401)
    }
  })

  it('keeps secrets and tokens by their hashes only', async () => {
    const server = await start()
    const { cookie } = await hire(server, 'Mia', SITE, 'moderator')
    const waiting = await begin(server)
    const session = await moderate(server, cookie)
    const kept = JSON.stringify([
      await server.database.queries.selectFrom('hand_overs').selectAll().execute(),
      await server.database.queries.selectFrom('reader_sessions').selectAll().execute(),
      await server.database.queries.selectFrom('access_tokens').selectAll().execute(),
    ])
    for (const secret of [waiting.secret, session.access.slice(4), session.refresh.split('.')[1] ?? '']) {
      expect(kept).not.toContain(secret)
    }
  })

  it('refuses what is no token, and asks a guest to sign in where an account is needed', async () => {
    const server = await start()
    const strange = await server.fetch(request(paths.viewer(SITE), { token: 'awa_short' }))
    expect(await codeOf(strange)).toBe('unauthorized')
    const guest = await send(server, identityPaths.session(SITE), {}, { method: 'DELETE', token: newToken() })
    expect(await codeOf(guest)).toBe('unauthorized')
  })
})
