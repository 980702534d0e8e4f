import { computed, effect, signal, type Signal } from '@preact/signals'
import {
  type CommentId,
  LIMITS,
  type Passage,
  type StorageError,
  checkSource,
  cleanName,
  codePoints,
} from '@afterword/storage'
import type { Draft, Drafts } from './drafts.ts'
import type { CommentModel, ComposerModel } from './models.ts'
import { problemOf } from './problem.ts'

/** A composer from inside the store. */
export interface StoredComposer extends ComposerModel {
  readonly problem: Signal<StorageError | null>
  /** The words are safe elsewhere: their draft can go, unless something else is being written already. */
  settle(): void
  save(): void
}

/** The composers of a page: what is being written, with all that one can do with it. */
export interface ComposersStore {
  /** The composer of the page (`null`), of a reply, or of a passage. The same object each time. */
  for(parent: CommentId | null, passage?: Passage | null): StoredComposer
  save(): void
  dispose(): void
}

export interface ComposersDeps {
  readonly drafts: Drafts
  /** Whether the viewer has an account, whose name it is then. */
  readonly needsName: () => boolean
  /** Puts the comment into the thread and sends it. */
  readonly send: (composer: StoredComposer, source: string, name: string | undefined) => CommentModel
}

/** Milliseconds after the last keystroke until the draft is written. */
const SAVE_AFTER = 400

export function createComposers(deps: ComposersDeps): ComposersStore {
  const { drafts } = deps
  const composers = new Map<Draft, StoredComposer & { dispose(): void }>()
  const stopKeeping = effect(() => void (drafts.name.value, drafts.keepName()))

  return {
    for(parent, passage = null) {
      const draft = drafts.of(parent, passage)
      const known = composers.get(draft)
      if (known !== undefined) return known
      const composer = createComposer({ parent, passage, draft }, deps)
      composers.set(draft, composer)
      return composer
    },
    save() {
      for (const composer of composers.values()) composer.save()
    },
    dispose() {
      stopKeeping()
      for (const composer of composers.values()) composer.dispose()
    },
  }
}

/** What is written here, and its draft. */
interface Place {
  readonly parent: CommentId | null
  readonly passage: Passage | null
  readonly draft: Draft
}

function createComposer(
  { parent, passage, draft }: Place,
  { drafts, needsName, send }: ComposersDeps,
): StoredComposer & { dispose(): void } {
  const { text } = draft
  const { name } = drafts
  const saved = signal<'none' | 'saving' | 'saved' | 'unsaved'>(text.peek() === '' ? 'none' : 'saved')
  const problem = signal<StorageError | null>(null)
  const sending = signal(false)
  let timer: ReturnType<typeof setTimeout> | undefined

  function save(): void {
    clearTimeout(timer)
    timer = undefined
    saved.value = !draft.keep() ? 'unsaved' : text.peek() === '' ? 'none' : 'saved'
  }

  const watch = effect(() => {
    const now = text.value
    problem.value = null
    if (draft.isKept()) return
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
