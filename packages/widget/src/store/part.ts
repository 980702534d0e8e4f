import { signal, type ReadonlySignal } from '@preact/signals'
import { inTime, persist } from '../helpers/persist.ts'

/**
 * What the first paint does without: code, or what it makes, that arrives when it is wanted or when there is
 * nothing better to do (decision 0148). It is asked for again when it does not come, and whoever waits for it in
 * vain can say so and offer `load` once more.
 */
export interface Part<T> {
  /** `null` until it is here. */
  readonly value: ReadonlySignal<T | null>
  /** Whether it did not come, however often it was asked for. */
  readonly failed: ReadonlySignal<boolean>
  /** Resolves when it is here; asks for it where nobody has, or where that was in vain. */
  load(): Promise<T>
}

/**
 * @param fetch asks for it once; it is not called before the first `load`
 * @param make makes the part of what came. Called once, though an answer that was given up may come beside a later one.
 */
export function createPart<C, T>(fetch: () => Promise<C>, make: (came: C) => T): Part<T> {
  const value = signal<T | null>(null)
  const failed = signal(false)
  let loading: Promise<T> | undefined

  async function once(): Promise<T> {
    const came = await fetch()
    const part = value.peek() ?? make(came)
    value.value = part
    failed.value = false
    return part
  }

  return {
    value,
    failed,
    load() {
      if (loading !== undefined) return loading
      failed.value = false
      const asked = inTime(persist(once))
      loading = asked
      asked.catch(() => {
        loading = undefined
        failed.value = value.peek() === null
      })
      return asked
    },
  }
}
