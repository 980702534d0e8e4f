import { signal, type Signal } from '@preact/signals'
import { type CommentId, type Passage, isCommentId, parsePassage } from '@afterword/storage'
import type { DraftsModel } from './models.ts'

/** Where drafts of one page are kept: by the comment they reply to, `''` for the page's own, or by their passage. */
export interface DraftStore {
  /** What is kept; nothing when it cannot be read. */
  read(): Readonly<Record<string, string>>
  /** Changes one draft and leaves the others; an empty one is taken out. Whether it is kept. */
  write(key: string, text: string): boolean
  readName(): string
  writeName(name: string): void
}

export function memoryDraftStore(): DraftStore {
  const drafts = new Map<string, string>()
  let kept = ''
  return {
    read: () => Object.fromEntries(drafts),
    write(key, text) {
      if (text === '') drafts.delete(key)
      else drafts.set(key, text)
      return true
    },
    readName: () => kept,
    writeName: (name) => {
      kept = name
    },
  }
}

const ON_PASSAGE = 'passage:'

/** The key of a draft. A passage is its own key: it is found again after a reload with nothing else kept. */
function draftKey(parent: CommentId | null, passage?: Passage | null): string {
  return passage == null ? (parent ?? '') : ON_PASSAGE + JSON.stringify(passage)
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

/** What is being written, from inside the store. It is there from the start, so nothing that is typed early is lost. */
export interface Drafts extends DraftsModel {
  of(parent: CommentId | null, passage?: Passage | null): Draft
  keepName(): void
  /** Writes the name, and whatever else is not kept yet. */
  keepAll(): void
}

export interface Draft {
  readonly text: Signal<string>
  /** Whether it stands in the store of drafts as it stands here. */
  isKept(): boolean
  /** Writes it to the store of drafts. Whether it is kept. */
  keep(): boolean
}

export function createDrafts(store: DraftStore): Drafts {
  const before = store.read()
  const drafts = new Map<string, Draft>()
  const name = signal(store.readName())
  const open = signal<ReadonlySet<CommentId>>(new Set(Object.keys(before).filter(isCommentId)))
  const passages = signal<readonly Passage[]>(Object.keys(before).flatMap((key) => passageOfKey(key) ?? []))

  function write(key: string, text: string): boolean {
    const passage = passageOfKey(key)
    if (passage !== null) {
      const others = passages.peek().filter((other) => draftKey(null, other) !== key)
      passages.value = text === '' ? others : [...others, passage]
    }
    return store.write(key, text)
  }

  function of(parent: CommentId | null, passage: Passage | null = null): Draft {
    const key = draftKey(parent, passage)
    const known = drafts.get(key)
    if (known !== undefined) return known
    let kept = before[key] ?? ''
    const text = signal(kept)
    const isKept = (): boolean => text.peek() === kept
    const draft: Draft = {
      text,
      isKept,
      keep() {
        const now = text.peek()
        const ok = isKept() || write(key, now)
        if (ok) kept = now
        return ok
      },
    }
    drafts.set(key, draft)
    return draft
  }

  const keepName = (): void => store.writeName(name.peek())

  return {
    text: (parent, passage) => of(parent, passage).text,
    name,
    open,
    passages,
    openReply(parent) {
      open.value = new Set([...open.value, parent])
    },
    closeReply(parent) {
      of(parent).keep()
      open.value = new Set([...open.value].filter((id) => id !== parent))
    },
    of,
    keepName,
    keepAll() {
      for (const draft of drafts.values()) draft.keep()
      keepName()
    },
  }
}
