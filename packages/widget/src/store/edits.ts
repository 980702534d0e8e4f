import { computed, effect, signal, type Signal } from '@preact/signals'
import {
  type Comment,
  type CommentId,
  LIMITS,
  StorageError,
  type StorageAdapter,
  type PageKey,
  checkSource,
  codePoints,
} from '@afterword/storage'
import type { Comments, StoredModel } from './comments.ts'
import { createDraft } from './draft.ts'
import { newestOf } from '../helpers/kept-draft.ts'
import { type DraftStore, editKey, editedOfKey } from './drafts.ts'
import type { KeptDrafts } from './kept-drafts.ts'
import type { Announcement, EditModel, EditsModel } from './models.ts'
import { isEnding, problemOf } from './problem.ts'

export interface EditsStore extends EditsModel {
  save(): void
  dispose(): void
}

export interface EditsDeps {
  readonly adapter: StorageAdapter
  readonly page: PageKey
  readonly drafts: DraftStore
  readonly kept: KeptDrafts
  readonly comments: Comments
  readonly announce: (announcement: Announcement) => void
  readonly signal: AbortSignal
}

type Editing = EditModel & { save(): void; dispose(): void }

/** The viewer's own comments that are being changed. */
export function createEdits(deps: EditsDeps): EditsStore {
  const { kept, comments } = deps
  const edits = new Map<CommentId, Editing>()
  const open = signal<ReadonlySet<CommentId>>(new Set())

  const stopOpening = kept.eachPlace((key, words) => {
    const id = editedOfKey(key)
    if (id !== null && words) open.value = new Set([...open.peek(), id])
  })

  function editOf(id: CommentId, asked = false): Editing | undefined {
    const known = edits.get(id)
    if (known !== undefined) return known
    const comment = comments.find(id)
    const body = comment?.value.peek().body ?? null
    if (comment === undefined || body === null || !('source' in body)) return undefined
    const edit = createEdit(comment, asked, deps)
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
    for: (id) => editOf(id),
    openEdit(id) {
      if (editOf(id, true) !== undefined) open.value = new Set([...open.peek(), id])
    },
    closeEdit: end,
    save() {
      for (const edit of edits.values()) edit.save()
    },
    dispose() {
      stopOpening()
      for (const edit of edits.values()) edit.dispose()
    },
  }
}

function createEdit(comment: StoredModel, asked: boolean, deps: EditsDeps): Editing {
  const { adapter, page, drafts, kept, comments, announce } = deps
  const { id } = comment
  const key = editKey(id)
  const before = kept.of(key)
  const first = newestOf(before)
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
      const edited = await adapter.edit(page, id, { source, version: version.peek() }, { signal: deps.signal })
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
