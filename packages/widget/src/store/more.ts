import { computed, signal, type Signal } from '@preact/signals'
import type { Cursor, StorageError } from '@afterword/storage'
import type { MoreModel } from './models.ts'
import { isEnding, problemOf } from './problem.ts'

/** Where the rest of a list is: before what is here, or after it. */
export type Side = 'previous' | 'next'

/** The rest of a list behind a cursor. */
export interface More extends MoreModel {
  readonly remaining: Signal<number | null>
  set(cursor: Cursor | null, remaining: number | null): void
  /** There is one more behind the cursor, or one less. */
  shift(by: number): void
}

/** @param read loads what is behind the cursor and calls `set` with what is left then */
export function createMore(read: (cursor: Cursor) => Promise<void>): More {
  const cursor = signal<Cursor | null>(null)
  const remaining = signal<number | null>(0)
  const loading = signal(false)
  const error = signal<StorageError | null>(null)

  return {
    cursor,
    available: computed(() => cursor.value !== null),
    remaining,
    loading,
    error,
    set(place, left) {
      cursor.value = place
      remaining.value = left
    },
    shift(by) {
      if (remaining.value !== null) remaining.value = Math.max(0, remaining.value + by)
    },
    async load() {
      const from = cursor.peek()
      if (from === null || loading.value) return
      loading.value = true
      error.value = null
      try {
        await read(from)
      } catch (cause) {
        const problem = problemOf(cause)
        if (!isEnding(problem)) error.value = problem
      } finally {
        loading.value = false
      }
    },
  }
}
