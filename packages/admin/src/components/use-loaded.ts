import { useCallback, useEffect, useState } from 'preact/hooks'
import { useStore } from './context.ts'

/** What a room shows, read when it opens: `undefined` until it is there. */
export interface Loaded<T> {
  readonly value: T | undefined
  readonly failed: boolean
  /** Shows this from now on: the server's answer to a change. */
  set(value: T): void
  again(): void
}

export function useLoaded<T>(load: () => Promise<T>): Loaded<T> {
  const { attempt } = useStore()
  const [value, set] = useState<T>()
  const [failed, setFailed] = useState(false)

  const again = useCallback(() => {
    setFailed(false)
    void attempt(async () => set(await load())).then((went) => setFailed(!went))
    // What is loaded does not change while a room is open: it has a key of its own.
  }, [attempt])

  useEffect(again, [again])
  return { value, failed, set, again }
}
