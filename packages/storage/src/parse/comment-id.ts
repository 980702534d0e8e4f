import { isCommentId } from '../comment-id.ts'
import type { CommentId } from '../types.ts'
import { fail } from './read.ts'

export function parseCommentId(value: unknown, field: string): CommentId {
  return isCommentId(value) ? value : fail(field, 'a UUIDv7 in lower case')
}
