import type { CommentId } from '@afterword/storage'

/** Where drafts of one page are kept: by the comment they reply to, `''` for the page's own. */
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

export function draftKey(parent: CommentId | null): string {
  return parent ?? ''
}
