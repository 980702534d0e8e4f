import type { Passage } from '@afterword/storage'
import { memoryStore } from '@afterword/storage/memory'
import { describe, expect, it } from 'vitest'
import { memoryDraftStore } from '../src/store/memory-draft-store.ts'
import { PAGE, composerOf, read, ready, until, written } from './reader.ts'

describe('a comment on a passage', () => {
  const passage: Passage = {
    quote: 'the weights got out',
    selectors: [{ type: 'TextQuoteSelector', exact: 'the weights got out', prefix: 'One night ' }],
  }

  it('keeps its draft under its passage, through a reload, until it is sent with it', async () => {
    const drafts = memoryDraftStore()
    const first = read({ drafts })
    await ready(first.store)
    first.store.drafts.text(null, passage).value = 'About those words'
    first.store.saveDrafts()
    expect(first.store.drafts.text(null).value).toBe('')
    const second = read({ drafts })
    await ready(second.store)
    expect(second.store.drafts.passages.value).toEqual([passage])
    const composer = await composerOf(second.store, null, passage)
    expect(composer.text.value).toBe('About those words')
    composer.name.value = 'Ada'
    const model = await composer.submit()
    await until(() => model?.delivery.value === 'sent')
    expect(model?.value.value.passage).toEqual(passage)
    await until(() => second.store.drafts.passages.value.length === 0)
    expect(drafts.read().map(({ text }) => text)).toEqual([''])
  })

  it('is among the passages of the page from the moment it is posted, and those of others when they come', async () => {
    const { store, other } = read()
    await ready(store)
    const theirs = await other.create(PAGE, written({ passage }))
    await until(() => store.passages.all.value.length === 1)
    const composer = await composerOf(store, null, {
      quote: 'got out',
      selectors: [{ type: 'TextQuoteSelector', exact: 'got out' }],
    })
    composer.text.value = 'Mine.'
    composer.name.value = 'Ada'
    await composer.submit()
    expect(store.passages.all.value.map((each) => each.passage.quote)).toEqual(['the weights got out', 'got out'])
    await other.remove(PAGE, theirs.id)
    await until(() => store.passages.all.value.length === 1)
    expect(store.passages.all.value[0]?.passage.quote).toBe('got out')
  })

  it('counts what is replied to it, and what is taken back', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const { id } = await other.create(PAGE, written({ passage }))
    await other.create(PAGE, written({ parent: id }))
    const { store } = read({ threads })
    await ready(store)
    const replies = () => store.passages.all.value.map((each) => each.replies)
    expect(replies()).toEqual([1])
    const second = await other.create(PAGE, written({ parent: id }))
    await until(() => replies()[0] === 2)
    await other.remove(PAGE, second.id)
    await until(() => replies()[0] === 1)
  })

  it('has the right number when a reply goes that was never loaded', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const { id } = await other.create(PAGE, written({ passage }))
    const replies = []
    for (let i = 0; i < 12; i++) replies.push(await other.create(PAGE, written({ parent: id })))
    const { store } = read({ threads })
    await ready(store)
    const last = replies[11]
    if (last === undefined) throw new Error('There is no reply.')
    expect([store.thread.find(last.id), store.passages.all.value[0]?.replies]).toEqual([undefined, 12])
    await other.remove(PAGE, last.id)
    await until(() => store.passages.all.value[0]?.replies === 11)
  })

  it('returns with its words to its own composer when it is refused', async () => {
    const { store } = read({ cut: [['create', 'too-long']] })
    await ready(store)
    const composer = await composerOf(store, null, passage)
    composer.text.value = 'Refused.'
    composer.name.value = 'Ada'
    await composer.submit()
    await until(() => composer.problem.value !== null)
    expect(composer.text.value).toBe('Refused.')
    expect(store.drafts.text(null).value).toBe('')
    expect(store.passages.all.value).toEqual([])
  })

  it('is read when it is wanted and was not loaded', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const far = await other.create(PAGE, written({ passage, source: 'Far down.' }))
    for (let i = 0; i < 30; i++) await other.create(PAGE, written())
    const { store } = read({ threads, limit: 5 })
    await ready(store)
    expect(store.thread.find(far.id)).toBeUndefined()
    expect(await store.passages.load([far.id])).toBeNull()
    expect(store.thread.find(far.id)?.value.value.passage).toEqual(passage)
    expect(store.thread.comments.value).toHaveLength(5)
  })

  it('is told to be unreachable when it cannot be read', async () => {
    const threads = memoryStore()
    const { other } = read({ threads })
    const far = await other.create(PAGE, written({ passage }))
    for (let i = 0; i < 30; i++) await other.create(PAGE, written())
    const { store } = read({ threads, limit: 5, cut: [['locate', 'unavailable']] })
    await ready(store)
    expect((await store.passages.load([far.id]))?.code).toBe('unavailable')
  })
})
