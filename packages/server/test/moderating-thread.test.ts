import type { Moderation, Status } from '@afterword/storage'
import { httpAdapter } from '@afterword/storage/http'
import { outbox } from '@afterword/storage/outbox'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createStore } from '../../widget/src/store/create-store.ts'
import { memoryDraftStore } from '../../widget/src/store/memory-draft-store.ts'
import type { CommentModel, ModeratingModel, Store } from '../../widget/src/store/models.ts'
import { until, written } from '../../widget/test/reader.ts'
import type { RunningServer } from '../src/host/serve.ts'
import { becomeBrowser, listen, memoryTokens } from './listening.ts'
import { SITE } from './server.ts'
import { moderatorToken } from './signing-in.ts'

/** A thread of the widget, of somebody who moderates, over HTTP to a server. */

let server: RunningServer
let beNode: () => void
let pages = 0
const open: { dispose(): void }[] = []

beforeAll(async () => {
  server = await listen(':memory:')
  beNode = becomeBrowser()
})
afterEach(() => {
  for (const each of open.splice(0)) each.dispose()
})
afterAll(async () => {
  beNode()
  await server.stop()
})

interface Ways {
  readonly wouldMove?: boolean
}

/** A page, with a reader who writes and a moderator who looks at it. */
async function page({ wouldMove = false }: Ways = {}) {
  const name = `/article-${(pages += 1)}`
  const reader = httpAdapter({ server: server.address, site: SITE, tokens: memoryTokens() })
  const staff = async (who: string) => {
    const token = await moderatorToken(server.database, who)
    return httpAdapter({
      server: server.address,
      site: SITE,
      access: { token: async () => token, renew: async () => token },
      tokens: memoryTokens(),
    })
  }
  const mia = await staff('Mia')
  const other = await staff('Max')
  open.push({ dispose: () => void [reader, mia, other].forEach((adapter) => void adapter.close()) })
  return {
    name,
    reader,
    mia,
    other,
    decide: (id: string, from: Status, to: Status) => other.moderate(name, id, { type: 'decide', from, to }),
    write: (source: string, parent: string | null = null) => reader.create(name, written({ source, parent })),
    async look(): Promise<{ readonly store: Store; readonly moderating: ModeratingModel }> {
      const box = outbox(mia)
      const source = { supports: box.supports, open: box.open, whole: async () => box }
      const store = createStore({ source, page: name, drafts: memoryDraftStore(), wouldMove: () => wouldMove })
      open.push(store)
      await until(() => store.thread.status.value === 'ready')
      await store.loadRest()
      await until(() => store.viewer.moderates.value)
      const moderating = await (await store.writing.load()).moderating.load()
      return { store, moderating }
    },
  }
}

const shown = (models: readonly CommentModel[]): readonly string[] =>
  models.map(({ value }) => {
    const { body, status } = value.value
    return `${body !== null && 'source' in body ? body.source : '(gone)'} ${status}`
  })

const roots = (store: Store): readonly string[] => shown(store.thread.comments.value)

describe('a moderator’s thread', () => {
  it('has what readers do not see where it stands, with its words and why', async () => {
    const { write, decide, look } = await page()
    const first = await write('first')
    const hidden = await write('hidden')
    const parent = await write('parent')
    const reply = await write('reply', parent.id)
    const held = await write('held')
    await decide(hidden.id, 'published', 'removed')
    await decide(parent.id, 'published', 'spam')
    await decide(held.id, 'published', 'pending')
    const { store, moderating } = await look()
    await until(() => roots(store).length === 4)
    expect(roots(store)).toEqual(['held pending', 'parent spam', 'hidden removed', 'first published'])
    expect(shown(store.thread.find(parent.id)?.replies.value ?? [])).toEqual(['reply published'])
    expect(moderating.standing(hidden.id).value.verdict).toMatchObject({ status: 'removed', by: 'Max' })
    expect(store.thread.count.value).toBe(2)
    expect([first.id, reply.id].map((id) => moderating.standing(id).value.verdict)).toEqual([null, null])
  })

  it('keeps what is hidden while it is open, and follows what others decide', async () => {
    const { write, decide, look } = await page()
    const { id } = await write('words')
    const { store } = await look()
    const status = () => store.thread.find(id)?.value.value.status
    for (const [from, to] of [
      ['published', 'pending'],
      ['pending', 'spam'],
      ['spam', 'removed'],
      ['removed', 'published'],
    ] as const) {
      await decide(id, from, to)
      // Between two verdicts on what nobody reads there is nothing to tell: only its reading brings it.
      if (from === 'published' || to === 'published') await until(() => status() === to)
    }
    expect(roots(store)).toEqual(['words published'])
  })

  it('lets go of what its writer removes, hidden or not, with replies or without', async () => {
    const { name, write, decide, look, reader } = await page()
    const [lone, answered] = [await write('lone'), await write('answered')]
    await write('reply', answered.id)
    for (const { id } of [lone, answered]) await decide(id, 'published', 'removed')
    const { store } = await look()
    await until(() => roots(store).length === 2)
    for (const { id } of [lone, answered]) await reader.remove(name, id)
    await store.thread.retry()
    await until(() => roots(store).join() === '(gone) removed')
  })

  it('decides, pins, labels and bans, each with its way back', async () => {
    const { name, write, look, reader } = await page()
    const { id } = await write('words')
    const { store, moderating } = await look()
    const comment = () => store.thread.find(id)?.value.value
    const both = async (moderation: Moderation, then: () => unknown, before: () => unknown) => {
      const done = await moderating.moderate(id, moderation)
      expect(then(), moderation.type).toBe(true)
      expect([done?.late, moderating.standing(id).value.done]).toEqual([false, done])
      expect(store.thread.find(id)?.moderated.value).toBe(true)
      await moderating.moderate(id, done?.undo ?? { type: 'pin', pinned: false })
      expect(before(), `${moderation.type}, undone`).toBe(true)
    }
    const is = (status: Status) => () => comment()?.status === status
    await both({ type: 'decide', from: 'published', to: 'spam' }, is('spam'), is('published'))
    await both(
      { type: 'pin', pinned: true },
      () => comment()?.pinned === true,
      () => comment()?.pinned === undefined,
    )
    await both(
      { type: 'label', label: 'Publisher' },
      () => comment()?.author?.label === 'Publisher',
      () => comment()?.author?.label === undefined,
    )
    await write('more')
    const refused = () => reader.create(name, written({})).catch(({ code }: { code: string }) => code)
    await both({ type: 'ban', hide: true }, is('removed'), is('published'))
    await moderating.moderate(id, { type: 'ban', hide: true })
    expect(moderating.standing(id).value.done?.hidden).toBe(1)
    expect(await refused()).toBe('refused')
  })

  it('says that somebody else decided first, and shows their verdict', async () => {
    const { write, other, name, look } = await page()
    const { id } = await write('words')
    const { store, moderating } = await look()
    await other.moderate(name, id, { type: 'decide', from: 'published', to: 'spam' })
    const done = await moderating.moderate(id, { type: 'decide', from: 'published', to: 'removed' })
    expect(done).toMatchObject({ late: true, undo: null })
    expect(store.thread.find(id)?.value.value.status).toBe('spam')
    expect(moderating.standing(id).value.verdict).toMatchObject({ status: 'spam', by: 'Max' })
  })

  it('holds back what would move what is being read, and shows it when that is asked for', async () => {
    const { name, write, look } = await page({ wouldMove: true })
    const { id } = await write('words')
    const { store } = await look()
    const { queries } = server.database
    const held = { mode: 'all' }
    await queries
      .updateTable('sites')
      .set({ moderation: JSON.stringify(held) })
      .where('key', '=', SITE)
      .execute()
    try {
      const late = await write('held')
      await until(() => store.thread.arrived.value === 1)
      expect(roots(store)).toEqual(['words published'])
      store.thread.showArrived()
      expect(roots(store)).toEqual(['held pending', 'words published'])
      expect([late.status, store.thread.state.value.page]).toEqual(['pending', name])
    } finally {
      await queries.updateTable('sites').set({ moderation: '{}' }).where('key', '=', SITE).execute()
    }
    expect(store.thread.find(id)?.value.value.status).toBe('published')
  })

  it('takes away all that a moderator saw when they are dismissed', async () => {
    const { write, decide, look } = await page()
    const [kept, hidden] = [await write('kept'), await write('hidden')]
    await decide(hidden.id, 'published', 'removed')
    const { store } = await look()
    await until(() => roots(store).length === 2)
    await server.database.queries.deleteFrom('roles').execute()
    await decide(kept.id, 'published', 'published').catch(() => undefined)
    await store.thread.setOrder('oldest')
    await until(() => roots(store).join() === 'kept published')
    expect(store.viewer.moderates.value).toBe(false)
  })
})
