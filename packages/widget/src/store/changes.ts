import { batch, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { Comment, CommentId, Edit, PageKey, StorageError } from '@afterword/storage'
import type { Outbox, OutboxEdit } from '@afterword/storage/outbox'
import type { Comments } from './comments.ts'
import type { Announcement, ChangeModel, CommentModel } from './models.ts'
import { isEnding, problemOf } from './problem.ts'
import { isStuck, type Waiting } from './stuck.ts'
import type { ThreadStore } from './thread-store.ts'
import type { ViewerStore } from './viewer.ts'

/** The viewer's changes between the field and the store. */
export interface ChangesStore {
  /** Those that nobody has in a field any more, by their comment. */
  readonly all: ReadonlySignal<ReadonlyMap<CommentId, ChangeModel>>
  /** Those of them that could not be sent yet. */
  readonly waiting: ReadonlySignal<readonly Waiting[]>
  /** The comment as it is stored, or `null` when the change waits and is sent later. What the store refuses is thrown. */
  send(id: CommentId, edit: Edit): Promise<Comment | null>
  sendAgain(id: CommentId): Promise<void>
  /** Its words go back to a field. */
  takeBack(id: CommentId): Promise<void>
  /** Shows what the outbox still has from before. */
  restore(): Promise<void>
  dispose(): void
}

export interface ChangesDeps {
  readonly adapter: Outbox
  readonly page: PageKey
  readonly comments: Comments
  readonly thread: ThreadStore
  readonly viewer: ViewerStore
  /** Everything of the page that waits, comments too. */
  readonly stuck: Signal<readonly CommentModel[]>
  readonly fields: ChangeFields
  readonly announce: (announcement: Announcement) => void
}

/** Where words come from, and go back to. */
export interface ChangeFields {
  /** Keeps the words as a draft; the result brings them back to a field, or throws the draft away. */
  keep(id: CommentId, edit: Edit): Promise<(back: boolean, problem?: StorageError) => void>
  /** These words are safe elsewhere. */
  settle(id: CommentId, words: string): void
}

export function createChanges(deps: ChangesDeps): ChangesStore {
  const { adapter, page, comments, thread, viewer, fields, announce } = deps
  const all = signal<ReadonlyMap<CommentId, ChangeModel>>(new Map())
  const waiting = signal<readonly Waiting[]>([])
  /** Changes that a field waits for, and how it is told that there is no answer yet. */
  const asking = new Map<CommentId, () => void>()
  /** Changes whose answer comes to this tab. */
  const expected = new Set<CommentId>()
  /** Changes that are on their way back to a field. */
  const returning = new Set<CommentId>()

  function forget(id: CommentId): void {
    all.value = new Map([...all.peek()].filter(([other]) => other !== id))
    waiting.value = waiting.peek().filter(({ model }) => model.id !== id)
  }

  function arrived(comment: Comment, edit: Edit): void {
    fields.settle(comment.id, edit.source)
    batch(() => {
      comments.put(comment)
      forget(comment.id)
    })
    announce({ type: 'edited' })
  }

  /** Sent by a run of the outbox that nobody here waits for: from before a reload, or in another tab. */
  async function gone(id: CommentId, { source, version }: ChangeModel): Promise<void> {
    fields.settle(id, source)
    const now = comments.find(id)?.value.peek().version
    if (now !== undefined && now <= version) await thread.open()
    if (!(await adapter.edits(page)).some((entry) => entry.id === id)) forget(id)
  }

  async function giveBack(id: CommentId, edit: Edit, problem?: StorageError): Promise<void> {
    if (returning.has(id)) return
    returning.add(id)
    try {
      // First into the draft, then out of the outbox: at no moment are the words in neither.
      const finish = await fields.keep(id, edit)
      const taken = await adapter.discardEdit(id)
      forget(id)
      // Without them it is too late: they are being sent this moment.
      finish(taken !== undefined, problem)
    } finally {
      returning.delete(id)
    }
  }

  /** Nobody is at the field any more: the words go back there, and why is said. */
  function refused({ id, edit, problem }: OutboxEdit): void {
    if (returning.has(id) || problem === null) return
    if (problem.current !== undefined) comments.put(problem.current)
    announce({ type: 'refused', error: problem })
    void giveBack(id, edit, problem).catch(() => undefined)
  }

  async function refresh(): Promise<void> {
    const [others, edits] = await Promise.all([adapter.entries(page), adapter.edits(page)])
    const stuck = isStuck([...others, ...edits], deps.stuck.peek())
    const next = new Map<CommentId, ChangeModel>()
    const held: Waiting[] = []
    for (const entry of edits) {
      const { id, edit, at, state, kept } = entry
      if (state === 'refused') {
        if (!asking.has(id)) refused(entry)
        continue
      }
      if (stuck && asking.has(id)) {
        asking.get(id)?.()
        asking.delete(id)
        announce({ type: 'waiting' })
      }
      if (asking.has(id)) continue
      if (kept) fields.settle(id, edit.source)
      next.set(id, { ...edit, state })
      const model = comments.find(id)
      if (model === undefined) continue
      // It is not known yet whose it is where the store cannot be asked.
      if (!model.own.peek()) viewer.own(model)
      if (stuck) held.push({ model, at })
    }
    for (const [id, change] of all.peek()) {
      if (next.has(id) || returning.has(id) || edits.some((entry) => entry.id === id)) continue
      next.set(id, change)
      if (!expected.has(id)) void gone(id, change).catch(() => undefined)
    }
    batch(() => {
      all.value = next
      waiting.value = held
    })
  }

  const unwatch = adapter.watch((which) => {
    if (which === page) void refresh().catch(() => undefined)
  })

  /** What becomes of it when its field is closed by then. A refusal is said by the outbox to who watches. */
  function follow(id: CommentId, edit: Edit, stored: Promise<Comment>): void {
    expected.add(id)
    const take = (comment: Comment): void => {
      if (!asking.has(id)) arrived(comment, edit)
    }
    const left = (cause: unknown): void => {
      // Taken back in another tab.
      if (problemOf(cause).code === 'aborted' && !returning.has(id)) forget(id)
    }
    void stored.then(take, left).finally(() => expected.delete(id))
  }

  return {
    all,
    waiting,
    async send(id, edit) {
      const stored = adapter.edit(page, id, edit)
      const parked = new Promise<null>((resolve) => asking.set(id, () => resolve(null)))
      follow(id, edit, stored)
      try {
        return await Promise.race([stored, parked])
      } catch (cause) {
        // The words are in the field.
        if (!isEnding(problemOf(cause))) await adapter.discardEdit(id)
        throw cause
      } finally {
        asking.delete(id)
      }
    },
    sendAgain: (id) => adapter.sendAgain(id),
    async takeBack(id) {
      const change = all.peek().get(id)
      if (change !== undefined) await giveBack(id, { source: change.source, version: change.version })
    },
    restore: refresh,
    dispose: unwatch,
  }
}
