import { computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import {
  type Author,
  type CommentId,
  LIMITS,
  type Passage,
  StorageError,
  checkSource,
  cleanName,
  codePoints,
} from '@afterword/storage'
import type { Draft } from '../helpers/kept-draft.ts'
import { createDraft } from './draft.ts'
import type { DraftPlace, Drafts } from './drafts.ts'
import type { KeptDrafts } from './kept-drafts.ts'
import type { CommentModel, ComposerModel } from './models.ts'
import { problemOf } from './problem.ts'

/** A composer from inside the store. */
export interface StoredComposer extends ComposerModel {
  readonly problem: Signal<StorageError | null>
  save(): void
  /** Empties it for the next words. Those that stood there stay a draft until the result is called: they are safe then. */
  handOver(): () => void
  /** These words turned out to be safe elsewhere: where they are a draft too, it goes. */
  settle(words: string): void
  /** Offers words that have lost their own place. */
  offer(draft: Draft): void
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
  readonly kept: KeptDrafts
  /** Whether the viewer has an account, whose name it is then. */
  readonly needsName: () => boolean
  /** Who is looking: what was said to the one before says nothing to the next. */
  readonly viewer: ReadonlySignal<Author | null>
  /** Whether they may write here. Who may not is asked to sign in. */
  readonly mayWrite: () => boolean
  /** Somebody begins to write. */
  readonly prepare: () => void
  /** Puts the comment into the thread and sends it. */
  readonly send: (composer: StoredComposer, source: string, name: string | undefined) => CommentModel
}

type Composer = StoredComposer & { dispose(): void }

export function createComposers(deps: ComposersDeps): ComposersStore {
  const { drafts } = deps
  const composers = new Map<string, Composer>()
  const stopKeeping = effect(() => void (drafts.name.value, drafts.keepName()))

  return {
    for(parent, passage = null) {
      const place = drafts.of(parent, passage)
      const known = composers.get(place.key)
      if (known !== undefined) return known
      const composer = createComposer({ parent, passage, place }, deps)
      composers.set(place.key, composer)
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

/** What is written here, and where its words stand. */
interface Place {
  readonly parent: CommentId | null
  readonly passage: Passage | null
  readonly place: DraftPlace
}

function createComposer(
  { parent, passage, place }: Place,
  { drafts, kept, needsName, viewer, mayWrite, prepare, send }: ComposersDeps,
): Composer {
  const { key, text } = place
  const { name } = drafts
  const draft = createDraft(drafts.store, { key, text, first: place.takeOver(), kept: kept.of(key) })
  const detach = kept.attach(key, draft)
  const problem = signal<StorageError | null>(null)
  const watch = effect(() => {
    void text.value
    void name.value
    void viewer.value
    problem.value = null
  })

  const isWriting = computed(() => text.value !== '')
  const begin = effect(() => {
    if (isWriting.value) prepare()
  })

  const composer: Composer = {
    parent,
    passage,
    text,
    name,
    draft: draft.state,
    other: draft.other,
    takeOther: draft.takeOther,
    dropOther: draft.dropOther,
    left: computed(() => LIMITS.sourceCharacters - codePoints(text.value)),
    problem,
    async submit() {
      const source = text.peek()
      try {
        checkSource(source)
        if (!mayWrite()) throw new StorageError('sign-in-needed', 'Only who is signed in writes on this site.')
        return send(composer, source, needsName() ? cleanName(name.peek()) : undefined)
      } catch (error) {
        problem.value = problemOf(error)
        return null
      }
    },
    save: draft.save,
    handOver: draft.handOver,
    settle: draft.settle,
    offer: draft.offer,
    dispose() {
      watch()
      begin()
      detach()
      draft.dispose()
    },
  }
  return composer
}
