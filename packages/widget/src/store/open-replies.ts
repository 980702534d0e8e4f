import { signal, type Signal } from '@preact/signals'
import type { CommentId } from '@afterword/storage'

/** Whether a reply to this comment is being written: the same signal each time. */
export type OpenReplies = (parent: CommentId) => Signal<boolean>

/** A signal for each, since all comments would be asked when one is answered, were they in one. */
export function createOpenReplies(): OpenReplies {
  const known = new Map<CommentId, Signal<boolean>>()
  return (parent) => {
    const open = known.get(parent) ?? signal(false)
    known.set(parent, open)
    return open
  }
}
