import { paths } from '@afterword/storage'
import type { Comment, NewComment } from '@afterword/storage'
import { adminPaths } from '@afterword/storage/admin'
import type { IdentitySettings } from '@afterword/storage/admin'
import { identityPaths } from '@afterword/storage/identity'
import type { Session } from '@afterword/storage/identity'
import { SignJWT, UnsecuredJWT, exportJWK, exportSPKI, generateKeyPair } from 'jose'
import { expect, it } from 'vitest'
import { onEveryDatabase } from './databases.ts'
import { SITE, newComment, newToken, request } from './server.ts'
import type { TestServer } from './server.ts'
import { refresh, send, successor, userToken } from './signing-in.ts'
import { hire } from './staff.ts'
import type { SignedInStaff } from './staff.ts'

const SECRET = 'a secret that both servers know of'
const seconds = (): number => Math.floor(Date.now() / 1_000)

interface Refusal {
  readonly code: string
  readonly detail: string
  readonly field?: string
}

async function enter(server: TestServer, token: string, site = SITE): Promise<Session> {
  const answer = await send(server, identityPaths.session(site), { token })
  if (!answer.ok) throw new Error(await answer.text())
  return (await answer.json()) as Session
}

async function refusal(server: TestServer, token: string, site = SITE): Promise<Refusal> {
  return (await (await send(server, identityPaths.session(site), { token })).json()) as Refusal
}

async function write(server: TestServer, token: string, values: Partial<NewComment> = {}): Promise<Comment | Refusal> {
  const answer = await server.fetch(request(paths.comments(SITE), { method: 'POST', token, json: newComment(values) }))
  return (await answer.json()) as Comment | Refusal
}

/** An owner who has said how the site signs. */
async function owned(server: TestServer, host: IdentitySettings['host']): Promise<SignedInStaff> {
  const owner = await hire(server, 'Olive', SITE, 'owner')
  await owner.ask(adminPaths.identity(SITE), { method: 'PUT', json: { host } })
  return owner
}

const bySecret = { algorithm: 'HS256', key: SECRET } as const

onEveryDatabase((start) => {
  it('lets a user of the site write under the name that the site says, and is the same person each time', async () => {
    const server = await start()
    await owned(server, bySecret)
    const first = await enter(server, await userToken(SECRET))
    expect(first).toMatchObject({ author: { name: 'Ada Lovelace', guest: false }, role: null })
    expect(await write(server, first.access, { name: 'Anybody' })).toMatchObject({ author: first.author })
    const renamed = await enter(server, await userToken(SECRET, { name: 'Ada King' }))
    expect(renamed.author).toEqual({ ...first.author, name: 'Ada King' })
    const other = await enter(server, await userToken(SECRET, { sub: 'user-2' }))
    expect(other.author.id).not.toBe(first.author.id)
  })

  it('takes a signature by a key of which it has the public half, as PEM and as JWK', async () => {
    const server = await start()
    const { publicKey, privateKey } = await generateKeyPair('Ed25519', { extractable: true })
    const token = await new SignJWT({ name: 'Ada' })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setSubject('user-1')
      .setAudience(SITE)
      .setExpirationTime('10 minutes')
      .sign(privateKey)
    const pem = await exportSPKI(publicKey)
    const owner = await owned(server, { algorithm: 'EdDSA', key: pem })
    expect((await enter(server, token)).author.name).toBe('Ada')
    const jwk = JSON.stringify(await exportJWK(publicKey))
    await owner.ask(adminPaths.identity(SITE), { method: 'PUT', json: { host: { algorithm: 'EdDSA', key: jwk } } })
    expect((await enter(server, token)).author.name).toBe('Ada')
    // The public half is no secret that a token could be signed with.
    expect(await refusal(server, await userToken(pem))).toMatchObject({ code: 'unauthorized' })
  })

  it('says of each token that is no good what is wrong with it', async () => {
    const server = await start()
    await server.addSite('elsewhere')
    await owned(server, bySecret)
    const claims = { sub: 'user-1', name: 'Ada', aud: SITE, exp: seconds() + 60 }
    const bad: readonly (readonly [token: string | Promise<string>, why: RegExp])[] = [
      [userToken(SECRET, { exp: seconds() - 60 }), /expired/],
      [userToken(SECRET, { nbf: seconds() + 600 }), /claim nbf/],
      [userToken(SECRET, { exp: seconds() + 90_000 }), /a day ahead/],
      [userToken(SECRET, { aud: 'elsewhere' }), /claim aud/],
      [userToken(SECRET, { aud: undefined }), /claim aud/],
      [userToken(SECRET, { exp: undefined }), /claim exp/],
      [userToken(SECRET, { sub: undefined }), /claim sub/],
      [userToken(SECRET, { sub: '' }), /claim sub/],
      [userToken(SECRET, { sub: 'x'.repeat(300) }), /claim sub/],
      [userToken(SECRET, { name: undefined }), /claim name/],
      [userToken(SECRET, { name: ' ' }), /name/],
      [userToken(SECRET, { name: '\u200B\u2060' }), /name/],
      [userToken(SECRET, { name: 7 }), /claim name/],
      [userToken('another secret, as long as the right one'), /signature/],
      [new UnsecuredJWT(claims).encode(), /cannot be read|algorithm/],
      ['', /cannot be read/],
      ['a.b.c', /cannot be read/],
    ]
    for (const [token, why] of bad) {
      const { code, detail } = await refusal(server, await token)
      expect({ code, detail }).toEqual({ code: 'unauthorized', detail: expect.stringMatching(why) })
    }
    expect(await refusal(server, await userToken(SECRET, { aud: 'elsewhere' }), 'elsewhere')).toMatchObject({
      code: 'unauthorized',
      detail: expect.stringContaining('no users of its own'),
    })
    expect(await refusal(server, 'x'.repeat(9_000))).toMatchObject({ code: 'invalid', field: 'token' })
  })

  it('knows a user of the site for a day at most, however often they refresh', async () => {
    let now = Date.now()
    const server = await start({ clock: () => now })
    await owned(server, bySecret)
    let session = await enter(server, await userToken(SECRET))
    for (let hour = 0; hour < 23; hour++) {
      now += 3_600_000
      const next = successor(session.refresh)
      session = (await (await refresh(server, session.refresh, next)).json()) as Session
    }
    now += 3_600_000
    expect((await refresh(server, session.refresh, successor(session.refresh))).status).toBe(401)
  })

  it('shows a secret to nobody, and keeps it while it is not said anew', async () => {
    const server = await start()
    const owner = await owned(server, bySecret)
    const shown = await owner.ask<IdentitySettings>(adminPaths.identity(SITE))
    expect(shown.host).toEqual({ algorithm: 'HS256', key: null })
    await owner.ask(adminPaths.identity(SITE), { method: 'PUT', json: { host: shown.host } })
    await enter(server, await userToken(SECRET))
    await owner.ask(adminPaths.identity(SITE), { method: 'PUT', json: { host: null } })
    expect(await refusal(server, await userToken(SECRET))).toMatchObject({ code: 'unauthorized' })
    const audit = await owner.ask<readonly { readonly what: string }[]>(adminPaths.audit(SITE))
    expect(audit.map(({ what }) => what)).toContain('changed sign-in')
    expect(JSON.stringify(audit)).not.toContain(SECRET)
  })

  it('refuses what is no key, and keeps the one that there is', async () => {
    const server = await start()
    const owner = await owned(server, bySecret)
    const { privateKey } = await generateKeyPair('ES256', { extractable: true })
    for (const host of [
      { algorithm: 'HS256', key: 'too short' },
      { algorithm: 'EdDSA', key: 'no key' },
      { algorithm: 'EdDSA', key: null },
      { algorithm: 'EdDSA', key: JSON.stringify(await exportJWK(privateKey)) },
      { algorithm: 'RS256', key: SECRET },
    ]) {
      const saving = owner.ask(adminPaths.identity(SITE), { method: 'PUT', json: { host } })
      await expect(saving, JSON.stringify(host)).rejects.toThrow('400')
    }
    await enter(server, await userToken(SECRET))
  })

  it('gives the name of a user or of the staff to no guest, nor one that looks like it', async () => {
    const server = await start()
    await server.addSite('elsewhere')
    await owned(server, bySecret)
    await hire(server, 'Max', 'elsewhere', 'moderator')
    const { access } = await enter(server, await userToken(SECRET))
    for (const name of [
      'Ada Lovelace',
      'ada  lovelace'.replace('  ', ' '),
      '\u0410d\u0430 Lovelace',
      'Ada L0velace',
      'Olive',
      '\u041elive',
    ]) {
      const refused = await write(server, newToken(), { name })
      expect({ name, ...refused }).toMatchObject({ name, code: 'name-taken', field: 'name' })
    }
    // Max moderates elsewhere: here the name is free.
    for (const name of ['Max', 'Ada']) {
      expect(await write(server, newToken(), { name })).toMatchObject({ author: { name, guest: true } })
    }
    expect(await write(server, access)).toMatchObject({ author: { name: 'Ada Lovelace' } })
  })

  it('takes a name from a guest who had it before somebody with an account came', async () => {
    const server = await start()
    await owned(server, bySecret)
    const guest = newToken()
    expect(await write(server, guest, { name: 'Ada Lovelace' })).toMatchObject({ author: { guest: true } })
    await enter(server, await userToken(SECRET))
    expect(await write(server, guest, { name: 'Ada Lovelace' })).toMatchObject({ code: 'name-taken' })
    expect(await write(server, guest, { name: 'Ada of the north' })).toMatchObject({ author: { guest: true } })
  })
})
