import type { CommentId } from '@afterword/storage'

/**
 * The comments that are drawn already and that the interface has not taken over yet. It does so one branch after the
 * other, so that no single task keeps the page from answering; one that the reader touches comes at once.
 */
export interface Sleep {
  isAsleep(id: CommentId): boolean
  /** Something of this top-level comment waits to be taken over. */
  enter(id: CommentId, wake: () => void): void
}

export interface Sleeping extends Sleep {
  /** Resolves when none is asleep. */
  readonly over: Promise<void>
  /** Takes over what is drawn of this comment. It is alive when the promises that are due have been seen to. */
  wake(id: CommentId): void
  wakeAll(): void
  /** One that is still asleep, in the order that they are drawn in. */
  next(): CommentId | undefined
}

export function createSleep(ids: Iterable<CommentId>): Sleeping {
  const asleep = new Set(ids)
  const waiting = new Map<CommentId, () => void>()
  let end = (): void => undefined
  const over = new Promise<void>((resolve) => {
    end = resolve
  })
  if (asleep.size === 0) end()

  function wake(id: CommentId): void {
    if (!asleep.delete(id)) return
    waiting.get(id)?.()
    waiting.delete(id)
    if (asleep.size === 0) end()
  }

  return {
    over,
    isAsleep: (id) => asleep.has(id),
    enter: (id, run) => void waiting.set(id, run),
    wake,
    wakeAll() {
      for (const id of asleep) wake(id)
    },
    next: () => asleep.values().next().value,
  }
}
