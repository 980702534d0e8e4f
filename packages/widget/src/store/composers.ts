import { computed, effect, signal, type Signal } from '@preact/signals'
import {
  type CommentId,
  LIMITS,
  type Passage,
  type StorageError,
  checkSource,
  cleanName,
  codePoints,
  isCommentId,
} from '@afterword/storage'
import { type DraftStore, draftKey, passageOfKey } from './drafts.ts'
import type { CommentModel, ComposerModel, ComposersModel } from './models.ts'
import { problemOf } from './problem.ts'

/** A composer from inside the store. */
export interface StoredComposer extends ComposerModel {
  readonly problem: Signal<StorageError | null>
  /** The words are safe elsewhere: their draft can go, unless something else is being written already. */
  settle(): void
  save(): void
}

export interface ComposersStore extends ComposersModel {
  for(parent: CommentId | null, passage?: Passage | null): StoredComposer
  save(): void
  dispose(): void
}

export interface ComposersDeps {
  readonly drafts: DraftStore
  /** Whether the viewer has an account, whose name it is then. */
  readonly needsName: () => boolean
  /** Puts the comment into the thread and sends it. */
  readonly send: (composer: StoredComposer, source: string, name: string | undefined) => CommentModel
}

/** Milliseconds after the last keystroke until the draft is written. */
const SAVE_AFTER = 400

export function createComposers({ drafts, needsName, send }: ComposersDeps): ComposersStore {
  const kept = drafts.read()
  const name = signal(drafts.readName())
  const composers = new Map<string, StoredComposer & { dispose(): void }>()
  const onPassages = Object.keys(kept).flatMap((key) => passageOfKey(key) ?? [])
  const passages = signal<readonly Passage[]>(onPassages)
  const open = signal<ReadonlySet<CommentId>>(new Set(Object.keys(kept).filter(isCommentId)))
  const keepName = effect(() => drafts.writeName(name.value))

  function composerFor(parent: CommentId | null, passage: Passage | null = null): StoredComposer {
    const key = draftKey(parent, passage)
    const known = composers.get(key)
    if (known !== undefined) return known
    const place = { parent, passage, key }
    const composer = createComposer(place, kept[key] ?? '', name, { drafts: noted(drafts, passages), needsName, send })
    composers.set(key, composer)
    return composer
  }

  return {
    for: composerFor,
    open,
    passages,
    openReply(parent) {
      open.value = new Set([...open.value, parent])
      return composerFor(parent)
    },
    closeReply(parent) {
      composers.get(parent)?.save()
      open.value = new Set([...open.value].filter((id) => id !== parent))
    },
    save() {
      for (const composer of composers.values()) composer.save()
    },
    dispose() {
      keepName()
      for (const composer of composers.values()) composer.dispose()
    },
  }
}

/** Keeps the list of passages with a draft up to what is written. */
function noted(drafts: DraftStore, passages: Signal<readonly Passage[]>): DraftStore {
  return {
    ...drafts,
    write(key, text) {
      const passage = passageOfKey(key)
      if (passage !== null) {
        const others = passages.peek().filter((other) => draftKey(null, other) !== key)
        passages.value = text === '' ? others : [...others, passage]
      }
      return drafts.write(key, text)
    },
  }
}

/** What is written here, and the key of its draft. */
interface Place {
  readonly parent: CommentId | null
  readonly passage: Passage | null
  readonly key: string
}

function createComposer(
  { parent, passage, key }: Place,
  draft: string,
  name: Signal<string>,
  { drafts, needsName, send }: ComposersDeps,
): StoredComposer & { dispose(): void } {
  const text = signal(draft)
  const saved = signal<'none' | 'saving' | 'saved' | 'unsaved'>(draft === '' ? 'none' : 'saved')
  const problem = signal<StorageError | null>(null)
  const sending = signal(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let written = draft

  function save(): void {
    clearTimeout(timer)
    timer = undefined
    const now = text.peek()
    if (now === written) return
    const ok = drafts.write(key, now)
    if (ok) written = now
    saved.value = !ok ? 'unsaved' : now === '' ? 'none' : 'saved'
  }

  const watch = effect(() => {
    const now = text.value
    problem.value = null
    if (now === written) return
    if (saved.peek() !== 'unsaved') saved.value = now === '' ? 'none' : 'saving'
    clearTimeout(timer)
    // An emptied composer was sent or cleared by hand; its draft goes when its words are safe.
    if (now !== '') timer = setTimeout(save, SAVE_AFTER)
  })
  const watchName = effect(() => {
    void name.value
    problem.value = null
  })

  const composer: StoredComposer & { dispose(): void } = {
    parent,
    passage,
    text,
    name,
    draft: saved,
    left: computed(() => LIMITS.sourceCharacters - codePoints(text.value)),
    problem,
    sending,
    async submit() {
      const source = text.peek()
      try {
        checkSource(source)
        const shown = needsName() ? cleanName(name.peek()) : undefined
        save()
        return send(composer, source, shown)
      } catch (error) {
        problem.value = problemOf(error)
        return null
      }
    },
    settle() {
      if (text.peek() === '') save()
    },
    save,
    dispose() {
      watch()
      watchName()
      save()
    },
  }
  return composer
}
