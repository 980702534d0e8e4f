import { httpAdapter } from '@afterword/storage/http'
import { httpIdentity } from '@afterword/storage/http/identity'
import type { IdentityClient, SessionChange, SessionStore } from '@afterword/storage/http/identity'
import { identityPaths } from '@afterword/storage/identity'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { findSite } from '../src/database/sites.ts'
import { setHostKey } from '../src/services/identity/host-key.ts'
import { ORIGIN, PAGE, SITE, newComment, startServer } from './server.ts'
import type { TestServer } from './server.ts'
import { openWindow, userToken } from './signing-in.ts'
import { hire } from './staff.ts'
import type { SignedInStaff } from './staff.ts'

const SERVER = 'https://comments.example'
const realFetch = globalThis.fetch

let now: number
let server: TestServer
let mia: SignedInStaff
/** What the network does with the answer of the next requests. */
let network: 'works' | 'loses answers' | 'is down'
const clients: IdentityClient[] = []

beforeEach(async () => {
  now = Date.now()
  network = 'works'
  server = await startServer(':memory:', { clock: () => now })
  mia = await hire(server, 'Mia', SITE, 'moderator')
  globalThis.fetch = async (input, init) => {
    if (network === 'is down') throw new TypeError('failed to fetch')
    const request = new Request(input, init)
    request.headers.set('Origin', ORIGIN)
    const answer = await server.fetch(request)
    if (network === 'loses answers') throw new TypeError('failed to fetch')
    return answer
  }
})
afterEach(async () => {
  globalThis.fetch = realFetch
  for (const client of clients.splice(0)) client.close()
  await server.close()
})

/** What one browser keeps; each of its tabs is told of what the others change. */
function browser(): () => SessionStore {
  const kept = new Map<string, string>()
  const watching = new Map<SessionStore, () => void>()
  return () => {
    const tab: SessionStore = {
      get: (key) => kept.get(key) ?? null,
      set: (key, value) => change(() => kept.set(key, value)),
      delete: (key) => change(() => kept.delete(key)),
      watch(_key, changed) {
        watching.set(tab, changed)
        return () => void watching.delete(tab)
      },
    }
    function change(run: () => void): void {
      run()
      for (const [store, changed] of watching) if (store !== tab) changed()
    }
    return tab
  }
}

function open(sessions: SessionStore): IdentityClient {
  const client = httpIdentity({ server: SERVER, site: SITE, sessions })
  clients.push(client)
  return client
}

async function signIn(client: IdentityClient): Promise<void> {
  const handOver = await client.begin()
  const window = openWindow(server, mia.cookie)
  await window.go(client.windowAddress(handOver, 'staff').slice(SERVER.length))
  await window.submit(identityPaths.staffWindow(SITE, handOver.id))
  await client.claim(handOver, { code: window.code })
}

const adapterOf = (access: IdentityClient) => httpAdapter({ server: SERVER, site: SITE, access })

it('is still signed in after a reload, and writes under the name of the account', async () => {
  const tab = browser()
  await signIn(open(tab()))
  const reloaded = open(tab())
  expect(reloaded.current()).toMatchObject({ author: { name: 'Mia', guest: false }, role: 'moderator' })
  const { author } = await adapterOf(reloaded).create(PAGE, newComment({ name: 'Guest' }))
  expect(author).toEqual(reloaded.current()?.author)
})

it('leaves to who signs in what they wrote as a guest in this browser, and nothing of anybody else', async () => {
  const kept = new Map<string, string>()
  const tokens = {
    get: (key: string) => kept.get(key) ?? null,
    set: (key: string, value: string) => kept.set(key, value),
  }
  const client = open(browser()())
  const adapter = httpAdapter({ server: SERVER, site: SITE, access: client, tokens })
  const guest = await adapter.create(PAGE, newComment({ name: 'Gustav' }))
  const gone = await adapter.create(PAGE, newComment({ name: 'Gustav' }))
  const stranger = await adapterOf(open(browser()())).create(PAGE, newComment({ name: 'Eve' }))
  await signIn(client)
  const own = await adapter.create(PAGE, newComment())

  const viewer = await adapter.viewer(PAGE)
  expect(viewer.author?.name).toBe('Mia')
  expect(viewer.own.map(({ id }) => id).toSorted()).toEqual([guest.id, gone.id, own.id].toSorted())
  const edited = await adapter.edit(PAGE, guest.id, { source: 'Better words', version: 1 })
  expect(edited).toMatchObject({ version: 2, author: { name: 'Gustav', guest: true } })
  await adapter.remove(PAGE, gone.id)
  expect((await adapter.viewer(PAGE)).own).toHaveLength(2)
  await expect(adapter.edit(PAGE, stranger.id, { source: 'Mine', version: 1 })).rejects.toMatchObject({
    code: 'forbidden',
  })
  // New words are the account's, however often it was a guest before.
  expect((await adapter.create(PAGE, newComment())).author?.name).toBe('Mia')
})

it('asks for a new token when the old one is refused, and does again what was refused', async () => {
  const client = open(browser()())
  await signIn(client)
  const adapter = adapterOf(client)
  const { id } = await adapter.create(PAGE, newComment())
  await server.database.queries.updateTable('access_tokens').set({ expires_at: now }).execute()
  expect((await adapter.viewer(PAGE)).own).toMatchObject([{ id }])
})

it('stays signed in when the answer to a refresh is lost', async () => {
  const tab = browser()
  await signIn(open(tab()))
  const reloaded = open(tab())
  network = 'loses answers'
  await expect(reloaded.token()).rejects.toMatchObject({ code: 'offline' })
  expect(reloaded.current()).not.toBeNull()
  network = 'works'
  expect(await reloaded.token()).toMatch(/^awa_/)
})

it('lets two tabs be signed in at once, each with a token of its own', async () => {
  const tab = browser()
  await signIn(open(tab()))
  const both = [open(tab()), open(tab())]
  const [first, second] = await Promise.all(both.map((client) => client.token()))
  expect(first).not.toBe(second)
  const views = await Promise.all(both.map((client) => adapterOf(client).viewer(PAGE)))
  expect(views.map(({ author }) => author?.name)).toEqual(['Mia', 'Mia'])
})

it('signs in and out in every tab at once', async () => {
  const tab = browser()
  const [first, second] = [open(tab()), open(tab())]
  const told: (readonly [string | undefined, SessionChange])[] = []
  second.subscribe((who, why) => told.push([who?.author.name, why]))
  await signIn(first)
  await first.signOut()
  expect(told).toEqual([
    ['Mia', 'signed-in'],
    [undefined, 'signed-out'],
  ])
  expect(second.current()).toBeNull()
  expect(await second.token()).toBeUndefined()
})

it('says that a session is over which the server has ended, and goes on as a guest', async () => {
  const client = open(browser()())
  await signIn(client)
  const told: SessionChange[] = []
  client.subscribe((_who, why) => told.push(why))
  await server.database.queries.deleteFrom('access_tokens').execute()
  await server.database.queries.deleteFrom('reader_sessions').execute()
  const adapter = adapterOf(client)
  await expect(adapter.create(PAGE, newComment())).rejects.toMatchObject({ code: 'unauthorized' })
  expect(told).toEqual(['over'])
  expect((await adapter.create(PAGE, newComment({ name: 'Ada' }))).author).toMatchObject({ name: 'Ada', guest: true })
})

it('leaves nothing behind when somebody signs out without a network', async () => {
  const tab = browser()
  const client = open(tab())
  await signIn(client)
  network = 'is down'
  await expect(client.signOut()).rejects.toMatchObject({ code: 'offline' })
  expect(client.current()).toBeNull()
  expect(open(tab()).current()).toBeNull()
})

it('is who the page says, keeps nothing of it in the browser, and asks once however many need it', async () => {
  const secret = 'a secret that both servers know of'
  const site = await findSite(server.database.queries, SITE)
  if (site === undefined) throw new Error('There is no site.')
  await setHostKey(server.database.queries, site, { host: { algorithm: 'HS256', key: secret } })
  const client = httpIdentity({ server: SERVER, site: SITE, userToken: await userToken(secret) })
  clients.push(client)
  const adapter = adapterOf(client)
  const written = await Promise.all([adapter.create(PAGE, newComment()), adapter.create(PAGE, newComment())])
  expect(written.map(({ author }) => author?.name)).toEqual(['Ada Lovelace', 'Ada Lovelace'])
  expect(await server.database.queries.selectFrom('reader_sessions').selectAll().execute()).toHaveLength(1)
  const again = httpIdentity({ server: SERVER, site: SITE })
  clients.push(again)
  expect(again.current()).toBeNull()
})

it('tells why a page’s token was not taken, and writes nothing under another name', async () => {
  const client = httpIdentity({ server: SERVER, site: SITE, userToken: 'none' })
  clients.push(client)
  await expect(adapterOf(client).create(PAGE, newComment())).rejects.toMatchObject({ code: 'unauthorized' })
})

it('takes what is kept and cannot be read for nothing', async () => {
  const store = browser()()
  store.set(`afterword:session:${SERVER}:${SITE}`, '{"refresh":"awr_no","next":null}')
  const client = open(store)
  expect(client.current()).toBeNull()
  expect((await adapterOf(client).viewer(PAGE)).author).toBeNull()
})
