import { ApiError } from '../api.ts'

/** What went wrong, in words; what is not from the server is not hidden either. */
export function wordsOf(cause: unknown): string {
  if (cause instanceof ApiError) return cause.message
  return cause instanceof Error ? cause.message : String(cause)
}
