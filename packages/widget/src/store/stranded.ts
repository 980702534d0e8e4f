import { effect } from '@preact/signals'
import { isCommentId } from '@afterword/storage'
import type { StoredComposer } from './composers.ts'
import { editedOfKey } from './drafts.ts'
import type { KeptDrafts } from './kept-drafts.ts'
import type { ThreadStore } from './thread-store.ts'

export interface StrandedDeps {
  readonly thread: ThreadStore
  readonly kept: KeptDrafts
  /** Where they are offered. */
  readonly to: () => StoredComposer
}

/** Words whose comment is not here any more are offered in another place: nobody would find them in their own. */
export function offerStranded({ thread, kept, to }: StrandedDeps): () => void {
  let ended = false

  function offer(): void {
    if (ended) return
    for (const draft of kept.all()) {
      const id = editedOfKey(draft.key) ?? (isCommentId(draft.key) ? draft.key : null)
      if (id !== null && (thread.find(id)?.value.peek().author ?? null) === null) to().offer(draft)
    }
  }

  const stop = effect(() => {
    void thread.state.value
    // News change the state first, and then the comments.
    if (thread.status.value === 'ready') queueMicrotask(offer)
  })
  return () => {
    ended = true
    stop()
  }
}
