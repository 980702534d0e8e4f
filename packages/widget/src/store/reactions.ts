import type { PageKey, StorageAdapter } from '@afterword/storage'
import type { StoredModel } from './comments.ts'
import { optimistically } from './optimistic.ts'
import type { ViewerStore } from './viewer.ts'

/** The viewer's reactions on their way to the store. */
export interface ReactionsStore {
  /** Gives a reaction or takes it back. Rejects when the store refuses; then everything is as it was. */
  toggle(comment: StoredModel, reaction: string): Promise<void>
}

export interface ReactionsDeps {
  readonly adapter: StorageAdapter
  readonly page: PageKey
  readonly viewer: ViewerStore
  readonly signal: AbortSignal
}

export function createReactions({ adapter, page, viewer, signal }: ReactionsDeps): ReactionsStore {
  /** What the reader wants of what is on its way: one request at a time, and the last press counts. */
  const wanted = new Map<string, boolean>()

  function count(comment: StoredModel, reaction: string, number: number): void {
    const { [reaction]: _before, ...others } = comment.value.peek().reactions
    const reactions = number > 0 ? { ...others, [reaction]: number } : others
    comment.value.value = { ...comment.value.peek(), reactions }
  }

  function give(comment: StoredModel, reaction: string, on: boolean): void {
    if (comment.given.peek().has(reaction) === on) return
    viewer.give(comment, reaction, on)
    count(comment, reaction, (comment.value.peek().reactions[reaction] ?? 0) + (on ? 1 : -1))
  }

  return {
    async toggle(comment, reaction) {
      const on = !comment.given.peek().has(reaction)
      const key = `${comment.id} ${reaction}`
      const sending = wanted.has(key)
      wanted.set(key, on)
      if (sending) return give(comment, reaction, on)
      let stored = !on
      await optimistically({
        apply() {
          comment.giving.add(reaction)
          give(comment, reaction, on)
        },
        async send() {
          for (;;) {
            const next = wanted.get(key) ?? on
            const after = await adapter.react(page, comment.id, { reaction, on: next }, { signal })
            stored = next
            if (wanted.get(key) === next) return after
          }
        },
        // The others on this comment may be on their way as well: the answer need not know of them.
        confirm: ({ reactions }) => count(comment, reaction, reactions[reaction] ?? 0),
        undo: () => give(comment, reaction, stored),
      }).finally(() => {
        wanted.delete(key)
        comment.giving.delete(reaction)
      })
    },
  }
}
