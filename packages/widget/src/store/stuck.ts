import type { CommentId } from '@afterword/storage'
import type { OutboxEdit, OutboxEntry } from '@afterword/storage/outbox'
import type { CommentModel } from './models.ts'

/** A comment whose words wait to be sent, and when they were written. */
export interface Waiting {
  readonly model: CommentModel
  readonly at: number
}

/** Whether something of a page could not be sent. What stands behind it waits with it; while it is tried again it waits still. */
export function isStuck(
  entries: readonly (OutboxEntry | OutboxEdit)[],
  waiting: readonly { readonly id: CommentId }[],
): boolean {
  return entries.some((entry) => {
    const { state, problem } = entry
    if (state === 'waiting' && problem !== null) return true
    const id = 'comment' in entry ? entry.comment.id : entry.id
    return state !== 'refused' && waiting.some((model) => model.id === id)
  })
}
