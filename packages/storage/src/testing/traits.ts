import type { CallOptions, StorageAdapter, Supports } from '../adapter.ts'
import { newCommentId } from '../comment-id.ts'
import { isStorageError } from '../errors.ts'
import type { PageKey } from '../types.ts'
import { assert, assertEqual, assertRefused, settled } from './assert.ts'
import type { Test } from './runner.ts'
import { PASSAGE, newComment, post } from './thread.ts'

type Method = Exclude<keyof StorageAdapter, 'supports' | 'identity' | 'subscribe' | 'close'>

/** A call of every method, with a signal: what holds for one must hold for all. */
function calls(adapter: StorageAdapter, page: PageKey): Record<Method, (options?: CallOptions) => Promise<unknown>> {
  const id = newCommentId()
  return {
    open: (options) => adapter.open(page, options),
    list: (options) => adapter.list(page, 'cursor', options),
    replies: (options) => adapter.replies(page, 'cursor', options),
    locate: (options) => adapter.locate(page, id, options),
    counts: (options) => adapter.counts([page], options),
    viewer: (options) => adapter.viewer(page, options),
    prepare: (options) => adapter.prepare(page, options),
    create: (options) => adapter.create(page, newComment(), options),
    edit: (options) => adapter.edit(page, id, { source: 'x', version: 1 }, options),
    reattach: (options) => adapter.reattach(page, id, { selectors: PASSAGE.selectors, version: 1 }, options),
    remove: (options) => adapter.remove(page, id, options),
    react: (options) => adapter.react(page, id, { reaction: 'up', on: true }, options),
    report: (options) => adapter.report(page, id, { reason: 'spam' }, options),
    unpublished: (options) => adapter.unpublished(page, options),
    moderate: (options) => adapter.moderate(page, id, { type: 'decide', from: 'published', to: 'spam' }, options),
  }
}

const CLAIMED = [
  'create',
  'edit',
  'reattach',
  'remove',
  'react',
  'report',
  'moderate',
  'locate',
  'counts',
] as const satisfies (keyof Supports & Method)[]

export function testTraits(test: Test): void {
  test('does what it claims and refuses the rest as unsupported', [], async (scene) => {
    const adapter = await scene.as('ada')
    const { supports } = adapter
    assert(supports.orders.length > 0, 'an adapter claims at least one order')
    const call = calls(adapter, scene.page)
    for (const method of [...CLAIMED, 'unpublished'] as const) {
      if (!supports[method === 'unpublished' ? 'moderate' : method])
        await assertRefused(() => call[method](), 'unsupported', `${method}, which it does not claim,`)
      else {
        const { status, ...rest } = await settled(call[method](), `${method} was done`)
        const reason: unknown = status === 'rejected' && 'reason' in rest ? rest.reason : undefined
        assert(!(isStorageError(reason) && reason.code === 'unsupported'), `${method} is claimed and not done`)
      }
    }
  })

  test('rejects every method when its signal is aborted already', [], async (scene) => {
    const adapter = await scene.as('ada')
    const signal = AbortSignal.abort()
    for (const [name, call] of Object.entries(calls(adapter, scene.page))) {
      await assertRefused(() => call({ signal }), 'aborted', name)
    }
    assertEqual((await adapter.open(scene.page)).thread.count, 0, 'what was kept')
  })

  test('ends every method soon after its signal is aborted', [], async (scene) => {
    const adapter = await scene.as('ada')
    for (const [name, call] of Object.entries(calls(adapter, scene.page))) {
      const aborting = new AbortController()
      const running = call({ signal: aborting.signal })
      aborting.abort()
      const result = await settled(running, `${name} ended`)
      if (result.status === 'rejected') assert(isStorageError(result.reason), `${name} threw ${String(result.reason)}`)
    }
  })

  test('rejects every method after closing, and closes twice', [], async (scene) => {
    const adapter = await scene.store.connect('ada')
    await adapter.close()
    await adapter.close()
    for (const [name, call] of Object.entries(calls(adapter, scene.page))) {
      await assertRefused(() => call(), 'closed', name)
    }
    let thrown: unknown
    try {
      adapter.subscribe(scene.page, { since: 0 }, () => undefined)
    } catch (error) {
      thrown = error
    }
    assert(isStorageError(thrown) && thrown.code === 'closed', 'subscribe does not throw closed')
  })

  test('leaves the store to others when one adapter is closed', ['create'], async (scene) => {
    const first = await scene.store.connect('ada')
    await first.create(scene.page, newComment())
    await first.close()
    await post(scene, {}, 'ben')
    assertEqual((await (await scene.as('eve')).open(scene.page)).thread.count, 2, 'the count')
  })
}
