import { httpAdapter, type TokenStore } from '@afterword/storage/http'
import { type Decision, adminPaths } from '@afterword/storage/admin'
import { type Outbox, outbox } from '@afterword/storage/outbox'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { findSite, saveModeration } from '../../server/src/database/sites.ts'
import type { RunningServer } from '../../server/src/host/serve.ts'
import { setupLink } from '../../server/src/services/staff/setup.ts'
import { becomeBrowser, listen, memoryTokens } from '../../server/test/listening.ts'
import { SITE } from '../../server/test/server.ts'
import { createStore } from '../src/store/create-store.ts'
import { memoryDraftStore } from '../src/store/memory-draft-store.ts'
import type { CommentModel, Store } from '../src/store/models.ts'
import { post, ready, sourceOf, until, words } from './reader.ts'

let server: RunningServer
let dashboard: (decision: Decision) => Promise<void>
let stopBeing: () => void
const open: { readonly store: Store; readonly box: Outbox }[] = []

beforeAll(async () => {
  server = await listen(':memory:')
  dashboard = await moderator(server)
  stopBeing = becomeBrowser()
})
afterEach(async () => {
  for (const { store, box } of open.splice(0)) {
    store.dispose()
    await box.close()
  }
})
afterAll(async () => {
  stopBeing()
  await server.stop()
})

/** Somebody in the dashboard, who decides by its own requests. */
async function moderator({ address, database }: RunningServer): Promise<typeof dashboard> {
  const { fetch } = globalThis
  const headers = { Origin: address, 'Content-Type': 'application/json' }
  const body = JSON.stringify({ link: await setupLink(database), name: 'Olive', password: 'correct horse battery' })
  const joined = await fetch(address + adminPaths.staff, { method: 'POST', headers, body })
  const cookie = joined.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  return async (decision) => {
    const call = { method: 'POST', headers: { ...headers, Cookie: cookie }, body: JSON.stringify([decision]) }
    const answer = await fetch(address + adminPaths.decisions(SITE), call)
    expect(await answer.json()).toMatchObject([{ done: true }])
  }
}

async function mode(is: 'publish' | 'all'): Promise<void> {
  const site = await findSite(server.database.queries, SITE)
  if (site !== undefined) await saveModeration(server.database.queries, site.id, JSON.stringify({ mode: is }))
}

/** One reader, or the same one again, by what their browser keeps. */
async function reading(page: string, tokens: TokenStore): Promise<Store> {
  const box = outbox(httpAdapter({ server: server.address, site: SITE, tokens }))
  const store = createStore({ source: sourceOf(box), page, drafts: memoryDraftStore() })
  open.push({ store, box })
  await ready(store)
  return store
}

const shown = (store: Store): string[] => words(store.thread.comments.value)
const status = ({ value }: CommentModel): string => value.value.status

describe('a comment that is held', () => {
  it('stays with its writer, while news come and after a reload, until it is approved', async () => {
    await mode('all')
    const tokens = memoryTokens()
    const [ada, ben] = [await reading('/held', tokens), await reading('/held', memoryTokens())]
    const comment = await post(ada, 'Words that wait.')
    await until(() => comment.delivery.value === 'sent')
    // The news of it have come through when those of the next one have.
    await mode('publish')
    await post(ben, 'Words of somebody else.')
    await until(() => shown(ada).includes('Words of somebody else.'))
    expect(shown(ada)).toContain('Words that wait.')
    expect(status(comment)).toBe('pending')
    expect(ada.thread.state.value.count).toBe(1)
    expect(shown(ben)).toEqual(['Words of somebody else.'])

    const again = await reading('/held', tokens)
    await until(() => shown(again).includes('Words that wait.'))
    const there = again.thread.find(comment.id)
    expect({ own: there?.own.value, status: there && status(there) }).toEqual({ own: true, status: 'pending' })
    await again.thread.showAll()
    expect(shown(again)).toContain('Words that wait.')

    await dashboard({ id: comment.id, from: 'pending', to: 'published' })
    await until(() => shown(ben).includes('Words that wait.'))
    await until(() => status(comment) === 'published')
    expect(shown(ada)).toHaveLength(2)
  })

  it('stays with its writer when it was public before, and goes when it is removed', async () => {
    await mode('publish')
    const [ada, ben] = [await reading('/hidden', memoryTokens()), await reading('/hidden', memoryTokens())]
    const comment = await post(ada, 'Words that were public.')
    await until(() => shown(ben).length === 1)
    await dashboard({ id: comment.id, from: 'published', to: 'spam' })
    await until(() => shown(ben).length === 0)
    await until(() => status(comment) === 'pending')
    expect(shown(ada)).toEqual(['Words that were public.'])
    await dashboard({ id: comment.id, from: 'spam', to: 'published' })
    await until(() => status(comment) === 'published')
    await dashboard({ id: comment.id, from: 'published', to: 'removed' })
    await until(() => shown(ada).length === 0)
  })
})
