import { effect } from '@preact/signals'
import {
  type Comment,
  type CommentId,
  type NewComment,
  type Passage,
  type StorageAdapter,
  StorageError,
  type StorageErrorCode,
  newCommentId,
} from '@afterword/storage'
import { type MemoryStore, memoryAdapter, memoryStore } from '@afterword/storage/memory'
import { type Outbox, type OutboxStore, outbox } from '@afterword/storage/outbox'
import type { WritingCode } from '../src/components/context.ts'
import { type StoreOptions, createStore } from '../src/store/create-store.ts'
import { memoryDraftStore } from '../src/store/memory-draft-store.ts'
import type { CommentModel, ComposerModel, Store } from '../src/store/models.ts'
import { type Part, createPart } from '../src/store/part.ts'
import type { Source } from '../src/store/source.ts'

export const PAGE = '/article'

/** A line to an adapter, which can be cut, method by method. */
export interface Line {
  readonly adapter: StorageAdapter
  /** The methods that fail now, and with what. */
  readonly down: Map<keyof StorageAdapter, StorageErrorCode>
  /** Subscriptions that are open. */
  following: number
  /** Whether no news come through. */
  silent: boolean
}

export function lineTo(adapter: StorageAdapter): Line {
  const down = new Map<keyof StorageAdapter, StorageErrorCode>()
  function check(method: keyof StorageAdapter): void {
    const code = down.get(method)
    if (code !== undefined) throw new StorageError(code, 'The line is cut for the test.')
  }
  const line: Line = {
    down,
    following: 0,
    silent: false,
    adapter: {
      ...adapter,
      async open(...call) {
        check('open')
        return adapter.open(...call)
      },
      async list(...call) {
        check('list')
        return adapter.list(...call)
      },
      async locate(...call) {
        check('locate')
        return adapter.locate(...call)
      },
      async replies(...call) {
        check('replies')
        return adapter.replies(...call)
      },
      async create(...call) {
        check('create')
        return adapter.create(...call)
      },
      async viewer(...call) {
        check('viewer')
        return adapter.viewer(...call)
      },
      async react(...call) {
        check('react')
        return adapter.react(...call)
      },
      async edit(...call) {
        check('edit')
        return adapter.edit(...call)
      },
      async report(...call) {
        check('report')
        return adapter.report(...call)
      },
      async remove(...call) {
        check('remove')
        return adapter.remove(...call)
      },
      subscribe(page, options, listener) {
        const stop = adapter.subscribe(page, options, (event) => {
          if (!line.silent) listener(event)
        })
        line.following += 1
        let ended = false
        const end = (): void => {
          if (!ended) line.following -= 1
          ended = true
          stop()
        }
        options.signal?.addEventListener('abort', end)
        return end
      },
    },
  }
  return line
}

/** One reader with their own store over threads that others write in too. */
export interface Reader {
  readonly store: Store
  readonly line: Line
  readonly box: Outbox
  /** What another person does there. */
  readonly other: StorageAdapter
}

export interface ReaderOptions extends Partial<Omit<StoreOptions, 'source' | 'page'>> {
  readonly threads?: MemoryStore
  readonly waiting?: OutboxStore
  readonly cut?: readonly (readonly [keyof StorageAdapter, StorageErrorCode])[]
}

export function read({ threads = memoryStore(), waiting, cut = [], ...options }: ReaderOptions = {}): Reader {
  const line = lineTo(memoryAdapter({ store: threads, viewer: { id: 'ada', guest: true } }))
  for (const [method, code] of cut) line.down.set(method, code)
  const box = outbox(line.adapter, waiting === undefined ? {} : { store: waiting })
  const store = createStore({ source: sourceOf(box), page: PAGE, drafts: memoryDraftStore(), ...options })
  void store.loadRest()
  return { store, line, box, other: memoryAdapter({ store: threads, viewer: { id: 'ben', guest: true } }) }
}

/** The code for writing, as the element brings it. */
export function writingOf(store: Store): Part<WritingCode> {
  return createPart(
    () => Promise.all([import('../src/components/writing.ts'), store.writing.load()]),
    ([{ view }, model]) => ({ view, store: model }),
  )
}

/** A whole adapter as what a store reads from. */
export function sourceOf(adapter: Outbox): Source {
  return { supports: adapter.supports, open: adapter.open, whole: async () => adapter }
}

export function written(values: Partial<NewComment> = {}): NewComment {
  return { id: newCommentId(), parent: null, source: 'Words.', name: 'Ben', ...values }
}

/** Waits until something that signals say is so. */
export function until(condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    let stop: (() => void) | undefined
    stop = effect(() => {
      if (!condition()) return
      resolve()
      queueMicrotask(() => stop?.())
    })
  })
}

export async function ready(store: Store): Promise<void> {
  await until(() => store.thread.status.value === 'ready')
  await store.loadRest()
}

export function words(models: readonly CommentModel[]): string[] {
  return models.map(({ value }) => {
    const { body } = value.value
    return body !== null && 'source' in body ? body.source : '(removed)'
  })
}

export async function composerOf(
  store: Store,
  parent: CommentId | null,
  passage: Passage | null = null,
): Promise<ComposerModel> {
  return (await store.writing.load()).composer(parent, passage)
}

/** Writes in the page's composer and posts it. */
export async function post(store: Store, source: string, parent: string | null = null): Promise<CommentModel> {
  if (parent !== null) store.drafts.openReply(parent)
  const composer = await composerOf(store, parent)
  composer.name.value = 'Ada'
  composer.text.value = source
  const model = await composer.submit()
  if (model === null) throw new Error(`Not posted: ${composer.problem.value?.message}`)
  return model
}

/** So many top-level comments, "0" the oldest. */
export async function writeMany(other: StorageAdapter, count: number): Promise<Comment[]> {
  const comments: Comment[] = []
  for (let i = 0; i < count; i++) comments.push(await other.create(PAGE, written({ source: `${i}` })))
  return comments
}

export const idAt = (comments: readonly Comment[], at: number): string => comments[at]?.id ?? ''

/** Every comment below these, as they are read. */
export function branch(models: readonly CommentModel[]): string[] {
  return models.flatMap((model) => [...words([model]), ...branch(model.replies.value)])
}
