import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { pageKey } from '@afterword/storage'
import { httpAdapter } from '@afterword/storage/http'
import { httpIdentity } from '@afterword/storage/http/identity'
import { findSite, setHostKey } from '@afterword/server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { becomeBrowser, listen } from '../../../packages/server/test/listening.ts'
import { SITE, newComment } from '../../../packages/server/test/server.ts'
import { createSite } from '../site.ts'

const SECRET = 'a secret that is long enough for both'
const PAGE = pageKey('/who-is-speaking')

let comments: Awaited<ReturnType<typeof listen>>
let pages: ReturnType<typeof createSite>
let address: string
let beNode: () => void
beforeAll(async () => {
  comments = await listen(':memory:')
  const site = await findSite(comments.database.queries, SITE)
  if (site === undefined) throw new Error('There is no site.')
  await setHostKey(comments.database.queries, site, { host: { algorithm: 'HS256', key: SECRET } })
  pages = createSite({ server: comments.address, site: SITE, secret: SECRET })
  pages.listen(0, '127.0.0.1')
  await once(pages, 'listening')
  address = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`
  beNode = becomeBrowser()
})
afterAll(async () => {
  beNode()
  pages.close()
  await comments.stop()
})

/** The token in the page, as somebody sees it who is signed in to the site or not. */
async function tokenFor(cookie: string): Promise<string | undefined> {
  const page = await (await fetch(address, { headers: { Cookie: cookie } })).text()
  return /data-user-token="([^"]+)"/.exec(page)?.[1]
}

it('lets a user of the site comment under the name that they have there', async () => {
  const userToken = await tokenFor('user=user-1')
  if (userToken === undefined) throw new Error('The page has no token.')
  const target = { server: comments.address, site: SITE }
  const adapter = httpAdapter({ ...target, access: httpIdentity({ ...target, userToken }) })
  const { author } = await adapter.create(PAGE, newComment({ name: 'Anybody' }))
  expect(author).toMatchObject({ name: 'Ada Lovelace', guest: false })
  expect((await adapter.viewer(PAGE)).author).toEqual(author)
})

it('says nothing of somebody who is not signed in', async () => {
  expect(await tokenFor('')).toBeUndefined()
  expect(await tokenFor('user=user-9')).toBeUndefined()
})
