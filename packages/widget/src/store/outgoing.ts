import { signal, type ReadonlySignal, type Signal } from '@preact/signals'
import {
  type Author,
  type Comment,
  type CommentId,
  type NewComment,
  type PageKey,
  type Passage,
  type StorageError,
  newCommentId,
  plainTextContent,
} from '@afterword/storage'
import type { Outbox, OutboxEntry } from '@afterword/storage/outbox'
import type { StoredModel } from './comments.ts'
import type { StoredComposer } from './composers.ts'
import type { Announcement, CommentModel, Delivery } from './models.ts'
import { isEnding, problemOf } from './problem.ts'
import { isStuck, type Waiting } from './stuck.ts'
import type { ThreadStore } from './thread-store.ts'
import type { ViewerStore } from './viewer.ts'

/** The viewer's own comments between the composer and the store. */
export interface OutgoingStore {
  /** Those that could not be sent yet. */
  readonly waiting: ReadonlySignal<readonly Waiting[]>
  send(composer: StoredComposer, source: string, name: string | undefined): StoredModel
  sendAgain(comment: StoredModel): Promise<void>
  takeBack(comment: StoredModel): Promise<void>
  /** Shows what the outbox still has from before. */
  restore(): Promise<void>
  dispose(): void
}

export interface OutgoingDeps {
  readonly adapter: Outbox
  readonly page: PageKey
  readonly thread: ThreadStore
  readonly composerOf: (parent: CommentId | null, passage?: Passage | null) => StoredComposer
  /** Words came back to the composer of a reply: the reader must see them. */
  readonly reopen: (parent: CommentId) => void
  readonly viewer: ViewerStore
  /** Everything of the page that waits, changes too. */
  readonly stuck: Signal<readonly CommentModel[]>
  readonly announce: (announcement: Announcement) => void
  readonly posted: (comment: Comment) => void
}

export function createOutgoing(deps: OutgoingDeps): OutgoingStore {
  const { adapter, page, thread, composerOf, viewer, announce } = deps
  const waiting = signal<readonly Waiting[]>([])
  /** Comments whose answer somebody here waits for. */
  const sending = new Set<CommentId>()
  /** Comments that are on their way back to a composer. */
  const returning = new Set<CommentId>()
  /** What to call when the words of a comment are safe outside of their draft. */
  const drafts = new Map<CommentId, () => void>()

  function quietly(work: Promise<void>): void {
    work.catch((error: unknown) => announce({ type: 'refused', error: problemOf(error) }))
  }

  function composerFor(model: StoredModel): StoredComposer {
    const { parent, passage } = model.value.peek()
    return composerOf(parent, passage)
  }

  function arrived(model: StoredModel, comment: Comment): void {
    const { state } = thread
    if (comment.seq > state.value.seq) {
      const counted = comment.status === 'published' ? 1 : 0
      state.value = { ...state.value, seq: comment.seq, count: state.value.count + counted }
    }
    safe(model.id)
    model.value.value = comment
    model.delivery.value = 'sent'
    model.progress.value = null
    model.problem.value = null
    viewer.own(model)
    viewer.author.value = comment.author
    announce({ type: 'sent' })
    deps.posted(comment)
  }

  /** The words go back to where they were written, unless something else is being written there by now. */
  function refused(model: StoredModel, source: string, error: StorageError): void {
    // The outbox says it twice: to whoever waits, and to whoever watches.
    if (returning.has(model.id)) return
    announce({ type: 'refused', error })
    const composer = composerFor(model)
    if (composer.text.peek() !== '') {
      model.delivery.value = 'refused'
      model.problem.value = error
      return
    }
    quietly(giveBack(model, source).then(() => void (composer.problem.value = error)))
  }

  async function giveBack(model: StoredModel, source: string): Promise<void> {
    const composer = composerFor(model)
    const now = composer.text.peek()
    const both = now === '' ? source : `${source}\n\n${now}`
    returning.add(model.id)
    composer.text.value = both
    // First into the draft, then out of the outbox: at no moment are the words in neither.
    composer.save()
    safe(model.id)
    const { parent, passage } = model.value.peek()
    if (parent !== null && passage === null) deps.reopen(parent)
    const taken = await adapter.discard(model.id)
    returning.delete(model.id)
    if (taken !== undefined) thread.drop(model.id)
    // Too late: it is being sent this moment.
    else if (composer.text.peek() === both) composer.text.value = now
  }

  function safe(id: CommentId): void {
    drafts.get(id)?.()
    drafts.delete(id)
  }

  function follow(model: StoredModel, entry: OutboxEntry): void {
    const { state, problem, progress } = entry
    const before = model.delivery.peek()
    if (state === 'refused') {
      if (before !== 'refused' && problem !== null) refused(model, entry.comment.source, problem)
      return
    }
    if (progress !== null && model.progress.peek() === null) announce({ type: 'proving' })
    model.progress.value = progress
    model.delivery.value = state
    model.problem.value = problem
    if (state === 'waiting' && problem !== null && before !== 'waiting') announce({ type: 'waiting' })
  }

  async function refresh(): Promise<void> {
    const [entries, edits] = await Promise.all([adapter.entries(page), adapter.edits(page)])
    for (const entry of entries) {
      const model = thread.find(entry.comment.id) ?? show(entry.comment, 'waiting', entry.at)
      if (model.value.peek().seq === 0) {
        if (entry.kept) {
          safe(model.id)
          // From before a crash, which came before its draft could go.
          if (!sending.has(model.id)) composerFor(model).settle(entry.comment.source)
        }
        follow(model, entry)
        // From before a reload, or from another tab.
        if (entry.state !== 'refused' && !sending.has(model.id)) deliver(model, entry.comment)
      }
    }
    const held = isStuck([...entries, ...edits], deps.stuck.peek()) ? entries : []
    waiting.value = held.flatMap(({ state, comment, at }) => {
      const model = state === 'refused' ? undefined : thread.find(comment.id)
      return model === undefined ? [] : [{ model, at }]
    })
    const left = new Set(entries.map(({ comment }) => comment.id))
    for (const model of unsent()) if (!left.has(model.id)) gone(model)
  }

  /** Sent by a run of the outbox that nobody here waits for: from before a reload, or in another tab. */
  function gone(model: StoredModel): void {
    if (sending.has(model.id)) return
    if (model.value.peek().seq > 0) model.delivery.value = 'sent'
    else void thread.open()
  }

  const shown = new Set<StoredModel>()
  const unsent = (): StoredModel[] =>
    [...shown].filter((model) => model.delivery.peek() !== 'sent' && thread.find(model.id))

  function show(input: NewComment, delivery: Delivery, at: number): StoredModel {
    const model = thread.show(asComment(input, viewer.author.peek(), at, thread))
    model.delivery.value = delivery
    viewer.own(model)
    shown.add(model)
    return model
  }

  /** Hands it to the outbox and waits for what becomes of it; handing over what the outbox has is waiting only. */
  function deliver(model: StoredModel, input: NewComment): void {
    sending.add(input.id)
    adapter
      .create(page, input)
      .then((comment) => arrived(model, comment))
      .catch((cause: unknown) => {
        const error = problemOf(cause)
        if (!isEnding(error)) refused(model, input.source, error)
        // Taken back in another tab.
        else if (error.code === 'aborted' && !returning.has(model.id)) thread.drop(model.id)
      })
      .finally(() => sending.delete(input.id))
  }

  const unwatch = adapter.watch((which) => {
    if (which === page) quietly(refresh())
  })

  return {
    waiting,
    send(composer, source, name) {
      const input: NewComment = {
        id: newCommentId(),
        parent: composer.parent,
        source,
        ...(name === undefined ? {} : { name }),
        ...(composer.passage === null ? {} : { passage: composer.passage }),
      }
      const model = show(input, 'sending', Date.now())
      drafts.set(input.id, composer.handOver())
      deliver(model, input)
      return model
    },
    sendAgain: (model) => adapter.sendAgain(model.id),
    async takeBack(model) {
      const { body } = model.value.peek()
      const returned = body !== null && 'source' in body && !returning.has(model.id)
      if (returned) await giveBack(model, body.source)
    },
    restore: refresh,
    dispose: unwatch,
  }
}

/** The comment as its writer sees it while it is on its way; `seq` 0 says that no store has it. */
function asComment(input: NewComment, viewer: Author | null, at: number, thread: ThreadStore): Comment {
  const parent = input.parent === null ? undefined : thread.find(input.parent)?.value.peek()
  return {
    id: input.id,
    parent: input.parent,
    root: parent?.root ?? input.id,
    depth: parent === undefined ? 0 : parent.depth + 1,
    seq: 0,
    version: 1,
    status: 'published',
    createdAt: at,
    editedAt: null,
    author: { id: viewer?.id ?? '', guest: viewer?.guest ?? true, ...viewer, name: input.name ?? viewer?.name ?? '' },
    body: { source: input.source, content: plainTextContent(input.source) },
    passage: input.passage ?? null,
    reactions: {},
  }
}
