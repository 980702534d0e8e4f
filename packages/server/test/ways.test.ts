import { parseOpenThread, paths } from '@afterword/storage'
import { adminPaths } from '@afterword/storage/admin'
import type { IdentitySettings } from '@afterword/storage/admin'
import { expect, it } from 'vitest'
import { onEveryDatabase } from './databases.ts'
import { SITE, request } from './server.ts'
import { hire } from './staff.ts'

onEveryDatabase((start) => {
  it('says who may write when the page is opened, once the owner has decided it, also to who has the answer from before', async () => {
    const server = await start()
    const owner = await hire(server, 'Olive', SITE, 'owner')
    const open = (headers = {}) => server.fetch(request(paths.thread(SITE), { headers }))
    const first = await open()
    expect(await first.json()).not.toHaveProperty('identity')
    await owner.ask(adminPaths.identity(SITE), { method: 'PUT', json: { guests: false } })
    const second = await open({ 'If-None-Match': first.headers.get('ETag') })
    expect(parseOpenThread(await second.json()).identity).toEqual({ guests: false, ways: [] })
  })

  it('changes what the owner says, and leaves the rest as it is', async () => {
    const server = await start()
    const owner = await hire(server, 'Olive', SITE, 'owner')
    const change = (json: object): Promise<IdentitySettings> =>
      owner.ask(adminPaths.identity(SITE), { method: 'PUT', json })
    const key = 'a secret that both servers know of'
    await change({ host: { algorithm: 'HS256', key } })
    await change({ guests: false })
    await change({ host: { algorithm: 'HS256', key: `another ${key}` } })
    expect(await change({})).toMatchObject({ guests: false, host: { algorithm: 'HS256', key: null } })
    const audit = await owner.ask<readonly { readonly what: string; readonly about: string }[]>(adminPaths.audit(SITE))
    expect(audit.filter(({ what }) => what === 'changed sign-in').map(({ about }) => about)).toEqual([
      'users of the site by HS256',
      'no guests',
      'users of the site by HS256',
    ])
  })
})
