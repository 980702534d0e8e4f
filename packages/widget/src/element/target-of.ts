import type { CommentId } from '@afterword/storage'

/** The comment that the page's address leads to, or `null`. A browser that knows no text directives leaves them there. */
export function targetOf(hash: string): CommentId | null {
  return /^#comment-([0-9a-f-]{36})(:~:.*)?$/.exec(hash)?.[1] ?? null
}
