import { paths } from '@afterword/storage'
import type { Comment, Viewer } from '@afterword/storage'
import { identityPaths } from '@afterword/storage/identity'
import type { Session } from '@afterword/storage/identity'
import { expect, it } from 'vitest'
import type { Person } from '../src/services/identity/people.ts'
import { newSecret } from '../src/services/staff/secrets.ts'
import { onEveryDatabase } from './databases.ts'
import { ORIGIN, SITE, newComment, newToken, request } from './server.ts'
import type { TestServer } from './server.ts'
import { claim, claimed, foundOut, openWindow } from './signing-in.ts'
import { hire } from './staff.ts'

const ISSUER = 'https://id.example'
const ada = (values: Partial<Person> = {}): Person => ({
  provider: ISSUER,
  subject: 'ada',
  name: 'Ada Lovelace',
  staffId: null,
  ...values,
})

async function signIn(server: TestServer, person: Person, name = person.name): Promise<Session> {
  const { handOver, window, path } = await foundOut(server, person)
  await window.submit(path, { name })
  return claimed(server, handOver, { code: window.code })
}

const valueOf = (page: string): string => /name="name"\s+value="([^"]*)"/.exec(page)?.[1] ?? ''

onEveryDatabase((start) => {
  it('asks who is new for a name, offers one, and has them write under the one that they choose', async () => {
    const server = await start()
    const { handOver, window, path } = await foundOut(server, ada())
    expect(window.page).toContain('You are signing in to <bdi>site.example</bdi>')
    expect(valueOf(window.page)).toBe('Ada Lovelace')
    expect(await claim(server, handOver, { code: window.code })).toEqual({ state: 'waiting' })
    await window.submit(path, { name: '  Ada\u202E  King ' })
    const { author, access, role } = await claimed(server, handOver, { code: window.code })
    expect({ ...author, role }).toMatchObject({ name: 'Ada King', guest: false, role: null })
    const call = { method: 'POST', token: access, json: newComment({ name: 'Anybody' }) }
    const written = (await (await server.fetch(request(paths.comments(SITE), call))).json()) as Comment
    expect(written.author).toEqual(author)
  })

  it('knows who comes again by what the provider calls them, under the name that they chose', async () => {
    const server = await start()
    const first = await signIn(server, ada(), 'Countess')
    const { handOver, window, path } = await foundOut(server, ada({ name: 'Renamed elsewhere' }))
    expect(window.page).toContain('Continue as Countess')
    await window.submit(path)
    expect((await claimed(server, handOver, { code: window.code })).author).toEqual(first.author)
  })

  it('takes nobody for somebody else: not by an address, not by what another provider calls them', async () => {
    const server = await start()
    const email = 'ada@example.org'
    const first = await signIn(server, ada({ email }))
    for (const other of [ada({ subject: 'ben', email }), ada({ provider: 'https://other.example', email })]) {
      const { window, path, handOver } = await foundOut(server, other)
      expect(valueOf(window.page)).not.toBe('')
      await window.submit(path, { name: valueOf(window.page) })
      const session = await claimed(server, handOver, { code: window.code })
      expect(session.author.id).not.toBe(first.author.id)
      expect(JSON.stringify([session, window.page])).not.toContain(email)
    }
  })

  it('gives nobody a name that somebody with an account or of the staff has, or that looks like it', async () => {
    const server = await start()
    await hire(server, 'Olive', SITE, 'owner')
    await signIn(server, ada(), 'Ben')
    const { handOver, window, path } = await foundOut(server, ada({ subject: 'eve', name: 'Ben' }))
    expect(valueOf(window.page)).toBe('Ben 2')
    for (const [name, status] of [
      ['Ben', 422],
      ['Bеn', 422],
      ['0live', 422],
      ['\u200B', 400],
      ['', 400],
      ['x'.repeat(65), 422],
    ] as const) {
      await window.submit(path, { name })
      expect({ name, status: window.status }).toEqual({ name, status })
      expect(window.page).toContain('role="alert"')
    }
    expect(await claim(server, handOver, { code: window.code })).toEqual({ state: 'waiting' })
    await window.submit(path, { name: 'Eve <b>"&' })
    expect(await claimed(server, handOver, { code: window.code })).toMatchObject({ author: { name: 'Eve <b>"&' } })
  })

  it('gives a name to one of two who choose it at the same moment', async () => {
    const server = await start()
    const both = await Promise.all(['one', 'two'].map((subject) => foundOut(server, ada({ subject }))))
    await Promise.all(both.map(({ window, path }) => window.submit(path, { name: 'Ada' })))
    expect(both.map(({ window }) => window.status).toSorted()).toEqual([200, 422])
  })

  it('makes one account for one who says yes twice at the same moment', async () => {
    const server = await start()
    const both = await Promise.all([1, 2].map(() => foundOut(server, ada())))
    await Promise.all(both.map(({ window, path }) => window.submit(path, { name: 'Ada' })))
    const sessions = await Promise.all(
      both.map(({ handOver, window }) => claimed(server, handOver, { code: window.code })),
    )
    expect(new Set(sessions.map(({ author }) => author.id)).size).toBe(1)
  })

  it('lets a guest take no name of theirs', async () => {
    const server = await start()
    await signIn(server, ada(), 'Ada')
    const call = { method: 'POST', token: newToken(), json: newComment({ name: 'Αda' }) }
    const answer = await server.fetch(request(paths.comments(SITE), call))
    expect(await answer.json()).toMatchObject({ code: 'name-taken', field: 'name' })
  })

  it('keeps a reader signed in for as long as they come back', async () => {
    let now = Date.now()
    const server = await start({ clock: () => now })
    const { author, refresh } = await signIn(server, ada(), 'Ada')
    now += 29 * 86_400_000
    const next = `${refresh.split('.')[0]}.${newSecret()}`
    const call = { method: 'PUT', json: { refresh, next } }
    const { access } = (await (await server.fetch(request(identityPaths.session(SITE), call))).json()) as Session
    const viewer = await server.fetch(request(paths.viewer(SITE), { token: access }))
    expect(((await viewer.json()) as Viewer).author).toEqual(author)
  })

  it('takes the yes of its own page in its own browser only, and shows the end of it again', async () => {
    const server = await start()
    const { handOver, window, path } = await foundOut(server, ada())
    const stranger = await openWindow(server, `__Host-afterword-window=${newSecret()}`).go(path)
    expect(stranger.status).toBe(403)
    expect((await openWindow(server).go(path)).status).toBe(403)
    expect(stranger.page).not.toContain('Ada')
    await stranger.submit(path, { name: 'Eve' })
    for (const Origin of [ORIGIN, 'https://evil.example', 'null']) {
      await window.submit(path, { name: 'Eve' }, { Origin })
      expect(window.status).toBe(403)
    }
    expect(await claim(server, handOver)).toEqual({ state: 'waiting' })
    await window.go(path)
    await window.submit(path, { name: 'Ada' })
    expect((await window.go(path)).page).toContain('Almost done')
    await claimed(server, handOver, { code: window.code })
    expect((await window.go(path)).status).toBe(404)
  })
})
