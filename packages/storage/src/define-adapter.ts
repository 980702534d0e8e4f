import type { CallOptions, StorageAdapter, Supports, ThreadListener, Unsubscribe } from './adapter.ts'
import type { Viewer } from './types.ts'
import { StorageError, isStorageError, throwIfAborted } from './errors.ts'

type Optional =
  | 'list'
  | 'replies'
  | 'locate'
  | 'counts'
  | 'viewer'
  | 'prepare'
  | 'create'
  | 'edit'
  | 'reattach'
  | 'remove'
  | 'react'
  | 'report'
  | 'unpublished'
  | 'moderate'
  | 'subscribe'
  | 'close'

/** What somebody writes: `supports`, `open`, and of the other methods those that the store can do. */
export type AdapterImplementation = Omit<StorageAdapter, Optional> & Partial<Pick<StorageAdapter, Optional>>

/** What belongs to a viewer whom the store does not know. */
export const NOBODY: Viewer = { author: null, own: [], pending: [], reported: [], reactions: {} }

/** A claim of `supports` and the method that must be there to keep it. */
const CLAIMS = [
  'create',
  'edit',
  'reattach',
  'remove',
  'react',
  'report',
  'moderate',
  'locate',
  'counts',
  'subscribe',
] as const satisfies (keyof Supports & keyof StorageAdapter)[]

/**
 * Makes a whole adapter of the methods that a store can do. It gives what every adapter must do alike:
 * `unsupported` for what is not claimed, `aborted` as soon as the caller's signal says so (also when the
 * implementation does not look at it), `closed` after `close()`, silence for listeners afterwards, and a
 * `StorageError` in place of whatever else is thrown.
 *
 * @throws StorageError `invalid` at once, when `supports` claims what no method does
 */
export function defineAdapter(implementation: AdapterImplementation): StorageAdapter {
  checkClaims(implementation)
  const { supports } = implementation
  const closing = new AbortController()

  async function call<T>(
    name: string,
    options: CallOptions | undefined,
    run: ((signal: AbortSignal) => Promise<T>) | undefined,
  ): Promise<T> {
    throwIfClosed(closing.signal, name)
    throwIfAborted(options?.signal)
    if (run === undefined) throw unsupported(name)
    const signal = options?.signal ? AbortSignal.any([closing.signal, options.signal]) : closing.signal
    try {
      return await untilAborted(run(signal), signal)
    } catch (error) {
      throwIfClosed(closing.signal, name)
      throwIfAborted(options?.signal)
      throw asStorageError(error, name)
    }
  }

  const claimed = <M>(claim: keyof Supports, method: M | undefined): M | undefined =>
    supports[claim] ? method : undefined

  return {
    supports,
    identity: implementation.identity,
    open: (page, options) => call('open', options, (signal) => implementation.open(page, { ...options, signal })),
    list: (page, cursor, options) =>
      call('list', options, (signal) => present(implementation.list, 'list')(page, cursor, { ...options, signal })),
    replies: (page, cursor, options) =>
      call('replies', options, (signal) =>
        present(implementation.replies, 'replies')(page, cursor, { ...options, signal }),
      ),
    locate: (page, id, options) => {
      const method = claimed('locate', implementation.locate)
      return call('locate', options, method && ((signal) => method(page, id, { ...options, signal })))
    },
    counts: (pages, options) => {
      const method = claimed('counts', implementation.counts)
      return call('counts', options, method && ((signal) => method(pages, { ...options, signal })))
    },
    viewer: (page, options) =>
      call('viewer', options, async (signal) =>
        implementation.viewer ? implementation.viewer(page, { ...options, signal }) : NOBODY,
      ),
    prepare: (page, options) =>
      call('prepare', options, async (signal) => implementation.prepare?.(page, { ...options, signal })),
    create: (page, comment, options) => {
      const method = claimed('create', implementation.create)
      return call('create', options, method && ((signal) => method(page, comment, { ...options, signal })))
    },
    edit: (page, id, edit, options) => {
      const method = claimed('edit', implementation.edit)
      return call('edit', options, method && ((signal) => method(page, id, edit, { ...options, signal })))
    },
    reattach: (page, id, place, options) => {
      const method = claimed('reattach', implementation.reattach)
      return call('reattach', options, method && ((signal) => method(page, id, place, { ...options, signal })))
    },
    remove: (page, id, options) => {
      const method = claimed('remove', implementation.remove)
      return call('remove', options, method && ((signal) => method(page, id, { ...options, signal })))
    },
    react: (page, id, change, options) => {
      const method = claimed('react', implementation.react)
      return call('react', options, method && ((signal) => method(page, id, change, { ...options, signal })))
    },
    report: (page, id, report, options) => {
      const method = claimed('report', implementation.report)
      return call('report', options, method && ((signal) => method(page, id, report, { ...options, signal })))
    },
    unpublished: (page, options) => {
      const method = claimed('moderate', implementation.unpublished)
      return call('moderate', options, method && ((signal) => method(page, { ...options, signal })))
    },
    moderate: (page, id, moderation, options) => {
      const method = claimed('moderate', implementation.moderate)
      return call('moderate', options, method && ((signal) => method(page, id, moderation, { ...options, signal })))
    },
    subscribe(page, options, listener) {
      throwIfClosed(closing.signal, 'subscribe')
      throwIfAborted(options.signal)
      const method = claimed('subscribe', implementation.subscribe)
      if (method === undefined) throw unsupported('subscribe')
      return listen(closing.signal, options.signal, (signal, deliver) =>
        method(page, { ...options, signal }, deliver(listener)),
      )
    },
    async close() {
      if (closing.signal.aborted) return
      closing.abort()
      await implementation.close?.()
    },
  }
}

/** Runs a subscription that ends, once, with whichever comes first: closing, the signal, or its own end. */
function listen(
  closing: AbortSignal,
  caller: AbortSignal | undefined,
  start: (signal: AbortSignal, deliver: (listener: ThreadListener) => ThreadListener) => Unsubscribe,
): Unsubscribe {
  const ending = new AbortController()
  const signal = AbortSignal.any(caller ? [closing, caller, ending.signal] : [closing, ending.signal])
  let started = false
  const stop = start(signal, (listener) => (event) => {
    if (!started) {
      queueMicrotask(() => signal.aborted || listener(event))
    } else if (!signal.aborted) {
      listener(event)
    }
  })
  started = true
  signal.addEventListener('abort', stop, { once: true })
  return () => ending.abort()
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(new StorageError('aborted', 'The call was aborted by its caller.'))
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

function present<M>(method: M | undefined, name: string): M {
  if (method === undefined) {
    throw new StorageError('bad-cursor', `This adapter makes no cursors, so ${name} has nothing to go on with.`)
  }
  return method
}

function throwIfClosed(closing: AbortSignal, name: string): void {
  if (closing.aborted) {
    throw new StorageError('closed', `The adapter was closed: ${name} can no longer be called. Make a new one.`)
  }
}

function unsupported(name: string): StorageError {
  return new StorageError(
    'unsupported',
    `This adapter does not do ${name}. Look at supports.${name} before calling it.`,
  )
}

function asStorageError(error: unknown, name: string): StorageError {
  if (isStorageError(error)) return error
  return new StorageError('unavailable', `The store failed while it did ${name}. Try again later.`, { cause: error })
}

function checkClaims(implementation: AdapterImplementation): void {
  const { supports } = implementation
  const missing = CLAIMS.find((claim) => supports[claim] && implementation[claim] === undefined)
  if (missing !== undefined) {
    throw new StorageError(
      'invalid',
      `The adapter claims supports.${missing}, but has no method ${missing}. Write it, or set supports.${missing} to false.`,
      { field: `supports.${missing}` },
    )
  }
  if (supports.orders.length === 0) {
    throw new StorageError('invalid', 'The adapter names no order. supports.orders needs at least one.', {
      field: 'supports.orders',
    })
  }
}
