import { adminPaths } from '@afterword/storage/admin'
import type { AuditLine, IdentityAnswer, ProviderSettings, ProviderTrial } from '@afterword/storage/admin'
import { afterAll, expect, it } from 'vitest'
import { onEveryDatabase } from './databases.ts'
import { CLIENT } from './issuer.ts'
import { SITE } from './server.ts'
import { REDIRECT, oAuth, openId, signIn, startVouching } from './vouching.ts'

const { issuer, liar, owned, close } = await startVouching()
afterAll(close)

onEveryDatabase((start) => {
  it('shows a secret to no owner, and keeps it only for whom it was given for', async () => {
    const { server, owner, save } = await owned(start, [openId(issuer.address), oAuth(liar.address)])
    const shown = await owner.ask<IdentityAnswer>(adminPaths.identity(SITE))
    expect(JSON.stringify(shown)).not.toContain(CLIENT.secret)
    expect(shown.returnAddress).toBe(REDIRECT)
    await save(shown.providers.map((provider) => ({ ...provider, name: `${provider.name} & co.` })))
    await signIn(server, 'ada', 'Ada')
    const stored = async (): Promise<number> => {
      const { identity } = await server.database.queries
        .selectFrom('sites')
        .select('identity')
        .executeTakeFirstOrThrow()
      return identity.split(CLIENT.secret).length - 1
    }
    expect(await stored()).toBe(2)
    await save([openId(liar.address, { secret: null }), { ...oAuth(issuer.address), secret: null }])
    expect(await stored()).toBe(0)
    const audit = await owner.ask<readonly AuditLine[]>(adminPaths.audit(SITE))
    expect(audit.map(({ about }) => about)).toContain('with Corp & co., Forge & co.')
    expect(JSON.stringify(audit)).not.toContain(CLIENT.secret)
  })

  it('tries a provider before it is saved, and says what is wrong with it', async () => {
    const { owner } = await owned(start, [openId(issuer.address)])
    const trial = (provider: ProviderSettings): Promise<ProviderTrial> =>
      owner.ask(adminPaths.identityTrial(SITE), { method: 'POST', json: provider })
    expect(await trial(openId(issuer.address, { secret: null }))).toMatchObject({
      works: true,
      why: expect.stringContaining('nothing against'),
    })
    expect(await trial(openId(issuer.address, { secret: 'wrong' }))).toMatchObject({
      works: false,
      why: expect.stringContaining('does not know the client ID'),
    })
    liar.says({ document: { issuer: issuer.address } })
    expect(await trial(openId(liar.address))).toMatchObject({ works: false })
    liar.says({ document: { jwks_uri: `${liar.address}/none` } })
    expect(await trial(openId(liar.address))).toMatchObject({ works: false, why: expect.stringContaining('keys') })
    const refusal = '{"error":"bad_verification_code"}'
    liar.says({
      token: (response) => void response.writeHead(200, { 'Content-Type': 'application/json' }).end(refusal),
    })
    expect(await trial(oAuth(liar.address))).toMatchObject({ works: true })
    liar.says({ token: (response) => void response.writeHead(404).end() })
    expect(await trial(oAuth(liar.address))).toMatchObject({ works: false })
    expect(await trial(openId('https://10.0.0.1'))).toMatchObject({
      works: false,
      why: expect.stringContaining('own network'),
    })
  })

  it('takes no provider that could not work, and says which field is wrong', async () => {
    const { save } = await owned(start, [])
    const bad: readonly (readonly [object, string])[] = [
      [{ id: 'email' }, 'id'],
      [{ id: 'staff' }, 'id'],
      [{ id: 'Ä' }, 'id'],
      [{ name: ' ' }, 'name'],
      [{ clientId: '' }, 'clientId'],
      [{ issuer: 'javascript:alert(1)' }, 'issuer'],
      [{ issuer: 'https://user:password@issuer.example' }, 'issuer'],
      [{ issuer: 'https://issuer.example/?a' }, 'issuer'],
      [{ extra: true }, 'extra'],
      [{ kind: 'saml' }, 'kind'],
    ]
    for (const [values, field] of bad) {
      await expect(save([openId(issuer.address, values)]), JSON.stringify(values)).rejects.toThrow(field)
    }
    await expect(save([openId(issuer.address), openId(issuer.address)])).rejects.toThrow('same id')
    await expect(
      save(Array.from({ length: 11 }, (_, index) => openId(issuer.address, { id: `p${index}` }))),
    ).rejects.toThrow('at most 10')
    const document = `${issuer.address}/.well-known/openid-configuration`
    expect((await save([openId(document)])).providers).toMatchObject([{ issuer: issuer.address }])
  })
})
