import { type CommentId, type Passage, parsePassage } from '@afterword/storage'

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
export function draftKey(parent: CommentId | null, passage?: Passage | null): string {
  return passage == null ? (parent ?? '') : ON_PASSAGE + JSON.stringify(passage)
}

/** The passage that a draft is about, or `null`. */
export function passageOfKey(key: string): Passage | null {
  if (!key.startsWith(ON_PASSAGE)) return null
  try {
    return parsePassage(JSON.parse(key.slice(ON_PASSAGE.length)), 'passage')
  } catch {
    return null
  }
}
