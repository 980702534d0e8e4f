import { type Comment, type StorageAdapter, StorageError } from '@afterword/storage'
import { memoryAdapter, memoryStore } from '@afterword/storage/memory'
import { outbox } from '@afterword/storage/outbox'
import { describe, expect, it } from 'vitest'
import { createStore } from '../src/store/create-store.ts'
import { memoryDraftStore } from '../src/store/memory-draft-store.ts'
import type { CommentModel, Store } from '../src/store/models.ts'
import { PAGE, read, ready, sourceOf, until, written } from './reader.ts'

interface Scene {
  readonly store: Store
  readonly model: CommentModel
  readonly other: StorageAdapter
  /** Answers the oldest request that waits: it is done, or refused. */
  answer(refusal?: StorageError): Promise<void>
  readonly asked: string[]
}

/** A comment in a store that answers when the test says so. */
async function slowly(): Promise<Scene> {
  const threads = memoryStore()
  const { other } = read({ threads })
  const { id } = await other.create(PAGE, written())
  const inner = memoryAdapter({ store: threads, viewer: { id: 'ada', guest: true } })
  const asked: string[] = []
  const waiting: { go(refusal?: StorageError): Promise<void> }[] = []
  const adapter: StorageAdapter = {
    ...inner,
    react: (page, comment, change) =>
      new Promise<Comment>((resolve, reject) => {
        asked.push(`${change.on ? '+' : '-'}${change.reaction}`)
        waiting.push({
          async go(refusal) {
            if (refusal !== undefined) reject(refusal)
            else resolve(await inner.react(page, comment, change))
          },
        })
      }),
  }
  const store = createStore({ source: sourceOf(outbox(adapter)), page: PAGE, drafts: memoryDraftStore() })
  await ready(store)
  const model = store.thread.find(id)
  if (model === undefined) throw new Error('The comment is not there.')
  return {
    store,
    model,
    other,
    asked,
    async answer(refusal) {
      for (let turn = 0; waiting.length === 0 && turn < 100; turn++) await Promise.resolve()
      await waiting.shift()?.go(refusal)
    },
  }
}

const shown = ({ value, given }: CommentModel): unknown => [value.value.reactions, [...given.value]]

describe('a reaction', () => {
  it('counts at once, one for each viewer, and is there for everybody', async () => {
    const { model, other, answer, store } = await slowly()
    const [first] = store.thread.reactions.value
    const giving = model.toggleReaction(first ?? '')
    expect(shown(model)).toEqual([{ [first ?? '']: 1 }, [first]])
    await answer()
    await giving
    expect(shown(model)).toEqual([{ [first ?? '']: 1 }, [first]])
    expect((await other.open(PAGE)).comments[0]?.reactions).toEqual({ [first ?? '']: 1 })
    store.dispose()
  })

  it('stands beside others that are on their way', async () => {
    const { model, answer, store } = await slowly()
    const both = [model.toggleReaction('👍'), model.toggleReaction('❤️')]
    await answer()
    // What was answered, and the event that tells of it, know nothing of the other one yet.
    await until(() => store.thread.state.value.seq === 2)
    expect(shown(model)).toEqual([{ '👍': 1, '❤️': 1 }, ['👍', '❤️']])
    await answer()
    await Promise.all(both)
    expect(shown(model)).toEqual([{ '👍': 1, '❤️': 1 }, ['👍', '❤️']])
    store.dispose()
  })

  it('follows the last press, however fast, with one request at a time', async () => {
    const { model, asked, answer, other, store } = await slowly()
    const first = model.toggleReaction('👍')
    await model.toggleReaction('👍')
    await model.toggleReaction('👍')
    await model.toggleReaction('👍')
    expect(shown(model)).toEqual([{}, []])
    expect(asked).toEqual(['+👍'])
    await answer()
    await answer()
    await first
    expect(asked).toEqual(['+👍', '-👍'])
    expect(shown(model)).toEqual([{}, []])
    expect((await other.open(PAGE)).comments[0]?.reactions).toEqual({})
    store.dispose()
  })

  it('is taken back and said when the store refuses it, and what others gave meanwhile stays', async () => {
    const { model, answer, other, store } = await slowly()
    const giving = model.toggleReaction('👍')
    await other.react(PAGE, model.id, { reaction: '❤️', on: true })
    await until(() => model.value.value.reactions['❤️'] === 1)
    await answer(new StorageError('rate-limited', 'Too many for the test.'))
    await giving
    expect(model.given.value.has('👍')).toBe(false)
    expect(model.value.value.reactions['❤️']).toBe(1)
    expect(model.failure.value?.code).toBe('rate-limited')
    expect(store.announcement.value).toMatchObject({ type: 'refused', error: { code: 'rate-limited' } })
    const again = model.toggleReaction('👍')
    expect(model.failure.value).toBeNull()
    await answer()
    await again
    store.dispose()
  })

  it('that was given before is known after a reload', async () => {
    const threads = memoryStore()
    const { id } = await memoryAdapter({ store: threads }).create(PAGE, written())
    const before = read({ threads })
    await ready(before.store)
    await before.store.thread.find(id)?.toggleReaction('🎉')
    before.store.dispose()
    const { store } = read({ threads })
    await ready(store)
    await until(() => store.thread.find(id)?.given.value.has('🎉') === true)
    store.dispose()
  })
})
