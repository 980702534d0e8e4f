import type { CommentId } from '@afterword/storage'
import type { CommentModel } from '../store/models.ts'

/** The item of a comment, which may be asleep. */
export interface Sleeper {
  readonly props: { readonly model: CommentModel }
  /** Whether it is asleep, far away; `false`: it is drawn empty, on the way there. */
  far: boolean | undefined
  /** Draws it anew. */
  forceUpdate(drawn?: () => void): void
}

/**
 * The comments that are drawn already and that the interface has not taken over yet. It does so one branch after the
 * other, so that no single task keeps the page from answering; one that the reader touches comes at once.
 */
export interface Sleep {
  isAsleep(id: CommentId): boolean
  /** All items of the thread by their comments. */
  readonly items: Map<CommentId, Sleeper>
}

export interface Sleeping extends Sleep {
  /** Resolves when none is asleep. */
  readonly over: Promise<void>
  /** Takes over what is drawn of this comment. It is alive when the promises that are due have been seen to. `false`: it is. */
  wake(id: CommentId): boolean
  wakeAll(): void
  /** One that is still asleep, in the order that they are drawn in. */
  next(): CommentId | undefined
}

export function createSleep(ids: Iterable<CommentId>): Sleeping {
  const asleep = new Set(ids)
  const items = new Map<CommentId, Sleeper>()
  let end = (): void => undefined
  const over = new Promise<void>((resolve) => {
    end = resolve
  })
  if (asleep.size === 0) end()

  function wake(id: CommentId): boolean {
    const slept = asleep.delete(id)
    if (slept) items.get(id)?.forceUpdate()
    if (asleep.size === 0) end()
    return slept
  }

  return {
    over,
    items,
    isAsleep: (id) => asleep.has(id),
    wake,
    wakeAll() {
      for (const id of asleep) wake(id)
    },
    next: () => asleep.values().next().value,
  }
}
