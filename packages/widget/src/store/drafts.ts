import { signal, type Signal } from '@preact/signals'
import { type CommentId, type Passage, isCommentId, newCommentId, parsePassage } from '@afterword/storage'
import { type Draft, newestOf } from '../helpers/kept-draft.ts'
import type { DraftsModel } from './models.ts'
import { createOpenReplies } from './open-replies.ts'

/** Where the drafts of one page are kept. */
export interface DraftStore {
  /** What can be read at once, in any order, emptied ones among it. */
  read(): readonly Draft[]
  /** What a second, slower copy has. It never rejects: what cannot be read is not there. */
  recover(): Promise<readonly Draft[]>
  /** One draft as it is kept now, perhaps by another tab. */
  find(key: string, slot: string): Draft | undefined
  /** Keeps a draft in its slot, before the call returns where that is possible. Whether it is kept; it never rejects. */
  write(draft: Draft): Promise<boolean>
  /** Calls back with each draft that another tab wrote. */
  watch(changed: (draft: Draft) => void): () => void
  readName(): string
  writeName(name: string): void
}

const ON_PASSAGE = 'passage:'
const EDIT = 'edit:'

/** The key of a new comment's draft. A passage is its own key: it is found again after a reload with nothing else kept. */
function draftKey(parent: CommentId | null, passage?: Passage | null): string {
  return passage == null ? (parent ?? '') : ON_PASSAGE + JSON.stringify(passage)
}

export function editKey(id: CommentId): string {
  return EDIT + id
}

/** The passage that a draft is about, or `null`. */
function passageOfKey(key: string): Passage | null {
  if (!key.startsWith(ON_PASSAGE)) return null
  try {
    return parsePassage(JSON.parse(key.slice(ON_PASSAGE.length)), 'passage')
  } catch {
    return null
  }
}

/** The comment that a draft changes, or `null`. */
export function editedOfKey(key: string): CommentId | null {
  const id = key.startsWith(EDIT) ? key.slice(EDIT.length) : ''
  return isCommentId(id) ? id : null
}

/** What is being written, from inside the store. It is there from the start, so nothing that is typed early is lost. */
export interface Drafts extends DraftsModel {
  /** Where drafts are kept; what is written there is noted here. */
  readonly store: DraftStore
  of(parent: CommentId | null, passage?: Passage | null): DraftPlace
  /** Something is kept for this place, or nothing any more. */
  note(key: string, words: boolean): void
  keepName(): void
  /** Writes the name, and the words that nobody has taken over yet. */
  keepAll(): void
}

/** A place to write in, before there is the code that keeps its draft. */
export interface DraftPlace {
  readonly key: string
  readonly text: Signal<string>
  /** The draft that the words began from. Whoever asks for it keeps them from now on. */
  takeOver(): Draft | undefined
}

export function createDrafts(inner: DraftStore): Drafts {
  const before = inner.read()
  const places = new Map<string, DraftPlace & { keep(): void }>()
  const name = signal(inner.readName())
  const isOpen = createOpenReplies()
  const passages = signal<readonly Passage[]>([])

  function note(key: string, words: boolean): void {
    const passage = passageOfKey(key)
    if (words && isCommentId(key)) isOpen(key).value = true
    if (passage === null) return
    const others = passages.peek().filter((other) => draftKey(null, other) !== key)
    passages.value = words ? [...others, passage] : others
  }
  for (const { key, text } of before) if (text !== '') note(key, true)

  const store: DraftStore = {
    ...inner,
    write(draft) {
      const writing = inner.write(draft)
      if (passageOfKey(draft.key) !== null) {
        note(
          draft.key,
          inner.read().some(({ key, text }) => key === draft.key && text !== ''),
        )
      }
      return writing
    },
  }

  function of(parent: CommentId | null, passage: Passage | null = null): DraftPlace & { keep(): void } {
    const key = draftKey(parent, passage)
    const known = places.get(key)
    if (known !== undefined) return known
    let first = newestOf(before.filter((draft) => draft.key === key))
    let taken = false
    const text = signal(first?.text ?? '')
    const place = {
      key,
      text,
      takeOver() {
        taken = true
        return first
      },
      keep() {
        if (taken || text.peek() === (first?.text ?? '')) return
        first = {
          key,
          slot: first?.slot ?? newCommentId(),
          text: text.peek(),
          at: Math.max(Date.now(), (first?.at ?? 0) + 1),
        }
        void store.write(first)
      },
    }
    places.set(key, place)
    return place
  }

  const keepName = (): void => inner.writeName(name.peek())

  return {
    store,
    text: (parent, passage) => of(parent, passage).text,
    name,
    isOpen,
    passages,
    openReply(parent) {
      isOpen(parent).value = true
    },
    closeReply(parent) {
      of(parent).keep()
      isOpen(parent).value = false
    },
    of,
    note,
    keepName,
    keepAll() {
      for (const place of places.values()) place.keep()
      keepName()
    },
  }
}
