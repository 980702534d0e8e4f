import { computed, effect, signal, type Signal } from '@preact/signals'
import {
  type Comment,
  type CommentId,
  LIMITS,
  type PageKey,
  StorageError,
  checkSource,
  codePoints,
  newCommentId,
} from '@afterword/storage'
import type { Outbox } from '@afterword/storage/outbox'
import type { ChangeFields, ChangesStore, createChanges } from './changes.ts'
import type { Comments, StoredModel } from './comments.ts'
import { createDraft } from './draft.ts'
import { type Draft, newestOf } from '../helpers/kept-draft.ts'
import { type DraftStore, editKey, editedOfKey } from './drafts.ts'
import type { KeptDrafts } from './kept-drafts.ts'
import type { Announcement, CommentModel, EditModel, EditsModel } from './models.ts'
import { isEnding, problemOf } from './problem.ts'
import type { ThreadStore } from './thread-store.ts'
import type { ViewerStore } from './viewer.ts'

export interface EditsStore extends EditsModel {
  /** What of them is on its way. */
  readonly onTheWay: Omit<ChangesStore, 'all' | 'send'>
  save(): void
  dispose(): void
}

export interface EditsDeps {
  readonly createChanges: typeof createChanges
  readonly adapter: Outbox
  readonly page: PageKey
  readonly drafts: DraftStore
  readonly kept: KeptDrafts
  readonly comments: Comments
  readonly thread: ThreadStore
  readonly viewer: ViewerStore
  /** What of the page waits to be sent. */
  readonly waiting: Signal<readonly CommentModel[]>
  /** Offers words whose comment is not here any more. */
  readonly strand: (draft: Draft) => void
  readonly announce: (announcement: Announcement) => void
}

/** An edit from inside the store. */
interface Editing extends EditModel {
  readonly problem: Signal<StorageError | null>
  offer(draft: Draft): void
  save(): void
  dispose(): void
}

/** The viewer's own comments that are being changed. */
export function createEdits(deps: EditsDeps): EditsStore {
  const { kept, drafts, comments } = deps
  const edits = new Map<CommentId, Editing>()
  const open = signal<ReadonlySet<CommentId>>(new Set())

  const stopOpening = kept.eachPlace((key, words) => {
    const id = editedOfKey(key)
    if (id !== null && words) open.value = new Set([...open.peek(), id])
  })

  const fields: ChangeFields = {
    async keep(id, { source, version }) {
      const draft: Draft = { key: editKey(id), slot: newCommentId(), text: source, at: Date.now(), version }
      await drafts.write(draft)
      return (back, problem) => {
        if (back) resume(id, draft, problem)
        else empty(draft)
      }
    },
    settle(id, words) {
      if (edits.get(id)?.text.peek() === words) end(id)
      for (const draft of kept.of(editKey(id))) if (draft.text === words) empty(draft)
    },
  }
  const changes = deps.createChanges({ ...deps, fields, stuck: deps.waiting })

  function empty(draft: Draft): void {
    void drafts.write({ ...draft, text: '', at: Math.max(Date.now(), draft.at + 1) })
  }

  /** Words come back to a field: because the writer wants them there, or because of a problem. */
  function resume(id: CommentId, draft: Draft, problem?: StorageError): void {
    const writing = edits.get(id)
    const edit = writing ?? editOf(id, problem === undefined, draft)
    if (edit === undefined) return deps.strand(draft)
    writing?.offer(draft)
    open.value = new Set([...open.peek(), id])
    // What somebody else made of it is shown by itself.
    if (problem !== undefined && problem.code !== 'conflict') edit.problem.value = problem
  }

  function editOf(id: CommentId, asked = false, from?: Draft): Editing | undefined {
    const known = edits.get(id)
    if (known !== undefined) return known
    const comment = comments.find(id)
    const body = comment?.value.peek().body ?? null
    if (comment === undefined || body === null || !('source' in body)) return undefined
    const edit = createEdit(comment, { ...deps, changes, asked, from })
    edits.set(id, edit)
    return edit
  }

  /** What it began from may be another version the next time. */
  function end(id: CommentId): void {
    edits.get(id)?.dispose()
    edits.delete(id)
    open.value = new Set([...open.peek()].filter((other) => other !== id))
  }

  return {
    open,
    changes: changes.all,
    onTheWay: changes,
    for: (id) => editOf(id),
    openEdit(id) {
      if (changes.all.peek().has(id)) void changes.takeBack(id)
      else if (editOf(id, true) !== undefined) open.value = new Set([...open.peek(), id])
    },
    closeEdit: end,
    save() {
      for (const edit of edits.values()) edit.save()
    },
    dispose() {
      stopOpening()
      changes.dispose()
      for (const edit of edits.values()) edit.dispose()
    },
  }
}

interface EditDeps extends EditsDeps {
  readonly changes: ChangesStore
  readonly asked: boolean
  /** The words to begin with, where they are not those of the newest draft. */
  readonly from: Draft | undefined
}

function createEdit(comment: StoredModel, deps: EditDeps): Editing {
  const { drafts, kept, comments, changes, asked, announce } = deps
  const { id } = comment
  const key = editKey(id)
  const before = kept.of(key)
  const first = deps.from ?? newestOf(before)
  const initial = sourceOf(comment.value.peek())
  /** The version that the writer has seen. */
  const version = signal(first?.version ?? comment.value.peek().version)
  const draft = createDraft(drafts, {
    key,
    text: signal(first?.text ?? initial),
    first,
    kept: before,
    initial,
    beside: () => ({ version: version.peek() }),
  })
  const stopReceiving = kept.attach(key, draft)
  const { text } = draft
  const problem: Signal<StorageError | null> = signal(null)
  const sending = signal(false)
  const watch = effect(() => {
    void text.value
    problem.value = null
  })
  const theirs = computed(() => (comment.value.value.version > version.value ? comment.value.value : null))

  async function send(): Promise<boolean> {
    if (sending.peek()) return false
    const source = text.peek()
    try {
      checkSource(source)
      draft.save()
      sending.value = true
      const edited = await changes.send(id, { source, version: version.peek() })
      // It is kept, and sent later.
      if (edited === null) return true
      version.value = edited.version
      comments.put(edited)
      // What was sent needs no draft; what was written while it was on its way does.
      draft.rebase(source)
      announce({ type: 'edited' })
      return true
    } catch (cause) {
      const error = problemOf(cause)
      if (error.current !== undefined) comments.put(error.current)
      if (!isEnding(error)) problem.value = error
      return false
    } finally {
      sending.value = false
    }
  }

  return {
    id,
    asked,
    text,
    draft: draft.state,
    other: draft.other,
    takeOther: draft.takeOther,
    dropOther: draft.dropOther,
    left: computed(() => LIMITS.sourceCharacters - codePoints(text.value)),
    problem,
    sending,
    theirs,
    async submit() {
      // Nobody has said yet which of the two it is to be.
      if (theirs.peek() !== null) {
        problem.value = new StorageError('conflict', `The comment ${id} was changed meanwhile.`)
        return false
      }
      return send()
    },
    async keepMine() {
      version.value = comment.value.peek().version
      return send()
    },
    useTheirs() {
      version.value = comment.value.peek().version
      draft.replace(sourceOf(comment.value.peek()))
    },
    offer: draft.offer,
    save: draft.save,
    dispose() {
      watch()
      stopReceiving()
      draft.dispose()
    },
  }
}

function sourceOf({ body }: Comment): string {
  return body !== null && 'source' in body ? body.source : ''
}
