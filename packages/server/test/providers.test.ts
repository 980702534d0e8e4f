import { parseOpenThread, paths } from '@afterword/storage'
import { adminPaths } from '@afterword/storage/admin'
import { RETURN_PATH, identityPaths } from '@afterword/storage/identity'
import { UnsecuredJWT } from 'jose'
import { afterAll, expect, it } from 'vitest'
import { onEveryDatabase } from './databases.ts'
import { CLIENT, visit } from './issuer.ts'
import type { Lies } from './liar.ts'
import { SITE, request } from './server.ts'
import type { TestServer } from './server.ts'
import { claim, claimed, openWindow } from './signing-in.ts'
import type { Window } from './signing-in.ts'
import { hire } from './staff.ts'
import { REDIRECT, back, leave, oAuth, openId, signIn, startVouching } from './vouching.ts'

const { issuer, liar, owned, close } = await startVouching()
afterAll(close)

const parameter = (address: string, name: string): string => new URL(address).searchParams.get(name) ?? ''

/** Comes back as a browser does that a provider sent with any code. */
function returning(window: Window, values: Readonly<Record<string, string>> = {}): Promise<Window> {
  const query = new URLSearchParams({ code: 'any', state: parameter(window.next, 'state'), ...values })
  return window.go(`${RETURN_PATH}?${query}`)
}

const accounts = (server: TestServer) =>
  server.database.queries.selectFrom('identities').selectAll().where('provider', 'like', 'http%').execute()

onEveryDatabase((start) => {
  it('signs a reader in with an issuer: by PKCE and a nonce, under the name that they choose, and knows them again', async () => {
    const { server } = await owned(start, [openId(issuer.address)])
    const open = await server.fetch(request(paths.thread(SITE)))
    const ways = [{ id: 'corp', kind: 'provider', name: 'Corp' }]
    expect(parseOpenThread(await open.json()).identity).toEqual({ guests: true, ways })
    const { handOver, window } = await leave(server, 'corp')
    expect(window.code).toMatch(/^\d{6}$/)
    const left = window.next
    expect(parameter(left, 'code_challenge_method')).toBe('S256')
    for (const name of ['state', 'nonce', 'code_challenge']) expect(parameter(left, name)).toMatch(/^[\w.-]{43,}$/)
    expect(left).not.toContain(CLIENT.secret)
    await window.go(back(await visit(left, 'ada')))
    expect(window.page).toContain('value="ada of the issuer"')
    expect(await claim(server, handOver, { code: window.code })).toEqual({ state: 'waiting' })
    await window.submit(identityPaths.confirmWindow(SITE, handOver.id), { name: 'Ada' })
    const first = await claimed(server, handOver, { code: window.code })
    expect(first).toMatchObject({ author: { name: 'Ada', guest: false }, role: null })
    expect((await signIn(server, 'ada')).author).toEqual(first.author)
    expect((await signIn(server, 'ben', 'Ben')).author.id).not.toBe(first.author.id)
  })

  it('keeps an address that the issuer has verified, and no other, and shows it to nobody', async () => {
    const { server } = await owned(start, [openId(issuer.address)])
    const sessions = [await signIn(server, 'ada', 'Ada'), await signIn(server, 'eve', 'Eve')]
    expect((await accounts(server)).map(({ subject, email }) => [subject, email]).toSorted()).toEqual([
      ['ada', 'ada@example.org'],
      ['eve', null],
    ])
    expect(JSON.stringify(sessions)).not.toContain('@')
    const liars = await owned(start, [openId(liar.address)])
    const { handOver, window } = await leave(liars.server, 'corp')
    const email = 'ada@example.org\r\nBcc: eve@example.org'
    liar.says({ claims: { email, email_verified: true } }, parameter(window.next, 'nonce'))
    await returning(window)
    await window.submit(identityPaths.confirmWindow(SITE, handOver.id), { name: 'Ada' })
    expect((await accounts(liars.server)).map((account) => account.email)).toEqual([null])
  })

  it('knows a reader again when the issuer signs with other keys, or is called something else here', async () => {
    const { server, save } = await owned(start, [openId(issuer.address)])
    const first = await signIn(server, 'ada', 'Ada')
    await issuer.rotate()
    expect((await signIn(server, 'ada')).author).toEqual(first.author)
    await save([openId(issuer.address, { id: 'company', name: 'Company' })])
    const { handOver, window } = await leave(server, 'company')
    await window.go(back(await visit(window.next, 'ada')))
    expect(window.page).toContain('Continue as Ada')
    expect(await claim(server, handOver)).toEqual({ state: 'waiting' })
  })

  it('signs a reader in with a server that speaks OAuth 2 only', async () => {
    const { server } = await owned(start, [oAuth(liar.address)])
    liar.says({
      token: (response) =>
        void response
          .writeHead(200, { 'Content-Type': 'application/json' })
          .end('{"access_token":"at","token_type":"bearer","scope":""}'),
    })
    const { handOver, window } = await leave(server, 'forge')
    expect(parameter(window.next, 'scope')).toBe('read')
    await returning(window)
    expect(window.page).toContain('value="ada"')
    await window.submit(identityPaths.confirmWindow(SITE, handOver.id), { name: 'Ada' })
    await claimed(server, handOver, { code: window.code })
    const [known] = await accounts(server)
    expect(known).toMatchObject({ provider: `${liar.address}/user`, subject: '7', email: null })
  })

  it('says what happened when the reader says no, and lets them try again', async () => {
    const { server } = await owned(start, [openId(issuer.address)])
    const { handOver, window, path } = await leave(server, 'corp')
    await window.go(back(await visit(window.next, null)))
    expect(window.status).toBe(502)
    expect(window.page).toContain('Corp did not sign you in, because you said no or may not.')
    expect(window.page).toContain(`href="${path}"`)
    await window.go(path)
    await window.go(back(await visit(window.next, 'ada')))
    await window.submit(identityPaths.confirmWindow(SITE, handOver.id), { name: 'Ada' })
    await claimed(server, handOver, { code: window.code })
  })

  it('takes what a provider sends once, in the browser that left, and with the state that it left with', async () => {
    const { server } = await owned(start, [openId(issuer.address)])
    const { handOver, window } = await leave(server, 'corp')
    const came = back(await visit(window.next, 'ada'))
    const stranger = (await leave(server, 'corp')).window
    const strange = parameter(stranger.next, 'state')
    expect((await openWindow(server).go(came)).status).toBe(403)
    expect((await stranger.go(came)).status).toBe(403)
    const state = parameter(REDIRECT + came.slice(RETURN_PATH.length), 'state')
    for (const other of ['', 'x', `${handOver.id}.x`, strange, state.slice(0, -1)]) {
      const wrong = new URL(came, REDIRECT)
      wrong.searchParams.set('state', other)
      expect([403, 404]).toContain((await window.go(wrong.pathname + wrong.search)).status)
    }
    expect((await window.go(came)).page).toContain('value="ada of the issuer"')
    expect((await window.go(came)).status).toBe(404)
    expect(await accounts(server)).toEqual([])
  })

  it('takes one of two answers that come at the same moment', async () => {
    const { server } = await owned(start, [openId(liar.address)])
    const { window } = await leave(server, 'corp')
    liar.says({}, parameter(window.next, 'nonce'))
    const [left, before] = [window.next, liar.exchanges()]
    const cookie = [...window.cookies.values()].join('; ')
    const path = `${RETURN_PATH}?${new URLSearchParams({ code: 'any', state: parameter(left, 'state') })}`
    const both = await Promise.all([1, 2].map(() => openWindow(server, cookie).go(path)))
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 404])
    expect(liar.exchanges() - before).toBe(1)
  })

  it('takes no answer for a sign-in that was begun anew meanwhile, or is over', async () => {
    let now = Date.now()
    const { server } = await owned(start, [openId(liar.address)], { clock: () => now })
    const { window, path } = await leave(server, 'corp')
    const first = parameter(window.next, 'state')
    await window.go(path)
    expect((await returning(window, { state: first })).status).toBe(404)
    await window.go(path)
    now += 15 * 60_000
    expect((await returning(window)).status).toBe(404)
  })

  it('lets in nobody for whom what an issuer says is not right, and says so in words with a way back', async () => {
    const { server } = await owned(start, [openId(liar.address)])
    const seconds = Math.floor(Date.now() / 1_000)
    const answer =
      (status: number, body: string, headers: Readonly<Record<string, string>> = {}): NonNullable<Lies['token']> =>
      (response) =>
        void response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(body)
    const lies: Readonly<Record<string, Lies>> = {
      'a token for another client': { claims: { aud: 'another' } },
      'a token of another issuer': { claims: { iss: issuer.address } },
      'a token for another sign-in': { claims: { nonce: 'another' } },
      'a token without a nonce': { claims: { nonce: undefined } },
      'a token of yesterday': { claims: { iat: seconds - 90_000, exp: seconds - 86_400 } },
      'a token that is not signed': {
        idToken: new UnsecuredJWT({
          iss: liar.address,
          aud: CLIENT.id,
          sub: 'ada',
          iat: seconds,
          exp: seconds + 60,
        }).encode(),
      },
      'a token that another key has signed': { otherKey: true },
      'a token that is none': { idToken: 'a.b.c' },
      'a token of nobody': { claims: { sub: '' } },
      'a token of somebody with a name without end': { claims: { sub: 'x'.repeat(300) } },
      'no token': { token: answer(200, '{"access_token":"at","token_type":"bearer"}') },
      'no JSON': { token: answer(200, '<html>', { 'Content-Type': 'text/html' }) },
      'an error that is no code': { token: answer(400, '{"error":"<script>alert(1)</script>"}') },
      'a refusal': { token: answer(401, '{"error":"invalid_client"}') },
      'a failure': { token: answer(500, 'broken') },
      'a redirect into the network': { token: answer(302, '', { Location: 'http://127.0.0.1:22/' }) },
      'ten million bytes': { token: answer(200, `{"access_token":"${'x'.repeat(10_000_000)}"}`) },
      'half an answer': { token: (response) => void response.writeHead(200, { 'Content-Length': '9' }).end('{') },
    }
    for (const [name, lie] of Object.entries(lies)) {
      const { handOver, window } = await leave(server, 'corp')
      liar.says(lie, parameter(window.next, 'nonce'))
      await returning(window)
      expect({ name, status: window.status }).toEqual({ name, status: 502 })
      expect(window.page, name).toContain('Try again')
      expect(window.page, name).not.toContain('<script>alert')
      const asked = await window.go(identityPaths.confirmWindow(SITE, handOver.id))
      expect({ name, status: asked.status }).toEqual({ name, status: 404 })
      expect(await claim(server, handOver)).toEqual({ state: 'waiting' })
    }
    expect(await accounts(server)).toEqual([])
    expect(server.errors).toEqual([])
    const { window } = await leave(server, 'corp')
    liar.says({}, parameter(window.next, 'nonce'))
    expect((await returning(window, { iss: issuer.address })).status).toBe(502)
  })

  it('goes nowhere with an issuer that is down, or says what cannot be about itself', async () => {
    const { server } = await owned(start, [openId(liar.address)])
    const documents: readonly object[] = [
      { issuer: 'https://accounts.google.com' },
      { issuer: undefined },
      { authorization_endpoint: 'javascript:alert(1)' },
      { authorization_endpoint: 'data:text/html,x' },
      { authorization_endpoint: undefined },
    ]
    for (const document of documents) {
      liar.says({ document: document as Readonly<Record<string, unknown>> })
      const { window } = await leave(server, 'corp')
      expect({ document, status: window.status, next: window.next }).toEqual({ document, status: 502, next: '' })
    }
    liar.says({})
    const down = await owned(start, [openId('https://issuer.invalid')])
    const { window } = await leave(down.server, 'corp')
    expect(window.status).toBe(502)
    expect(window.page).toContain('Corp cannot be reached')
    expect(window.page).toContain('What you wrote is still where you wrote it.')
  })

  it('asks nobody within its own network, wherever the address of it stands, and tells the owner alone why', async () => {
    const server = await start()
    const owner = await hire(server, 'Olive', SITE, 'owner')
    const inner = ['https://127.0.0.1:22', 'https://169.254.169.254', 'https://[::1]', 'https://localhost']
    for (const address of [liar.address, ...inner]) {
      const provider = openId(address)
      const trial = await owner.ask(adminPaths.identityTrial(SITE), { method: 'POST', json: provider })
      expect(trial).toMatchObject({ works: false, why: expect.stringMatching(/own network|https only/) })
      await owner.ask(adminPaths.identity(SITE), { method: 'PUT', json: { providers: [provider] } })
      const { window } = await leave(server, 'corp')
      expect({ address, status: window.status }).toEqual({ address, status: 502 })
      expect(window.page).toContain('Corp cannot be reached at the moment.')
      expect(window.page).not.toContain(new URL(address).host)
    }
    // An issuer outside may not lead inside either.
    const led = await owned(start, [openId(liar.address)])
    liar.says({ document: { token_endpoint: 'http://127.0.0.1:22/', jwks_uri: 'http://169.254.169.254/' } })
    const { window } = await leave(led.server, 'corp')
    await returning(window)
    expect(window.page).toContain('Corp cannot be reached at the moment.')
  })

  it('offers and takes what is switched on only, also of a sign-in that is under way', async () => {
    const { server, save } = await owned(start, [openId(issuer.address)])
    const { window } = await leave(server, 'corp')
    const came = back(await visit(window.next, 'ada'))
    await save([openId(issuer.address, { on: false })])
    expect((await window.go(came)).status).toBe(404)
    expect((await leave(server, 'corp')).window.status).toBe(404)
    expect((await leave(server, 'nobody')).window.status).toBe(404)
    const open = await server.fetch(request(paths.thread(SITE)))
    expect(await open.json()).not.toHaveProperty('identity')
  })

  it('lets a provider be asked so often, and not more often', async () => {
    const { server } = await owned(start, [openId(liar.address)], { clientAddress: () => '192.0.2.1' })
    liar.says({})
    const { window, path } = await leave(server, 'corp')
    const statuses: number[] = []
    for (let tries = 0; tries < 20; tries++) statuses.push((await window.go(path)).status)
    expect(statuses.slice(0, 19).every((status) => status === 200)).toBe(true)
    expect(statuses.at(-1)).toBe(429)
  })
})
