import { StorageError } from '@afterword/storage'
import { prefixOf } from './rate-limits.ts'

/** Counts the streams that each neighbourhood of the network holds open. */
export interface Streams {
  /**
   * Takes a place; the result gives it back.
   *
   * @throws StorageError `rate-limited` when there is none
   */
  take(address: string | undefined): () => void
}

const STREAMS_PER_ADDRESS = 6
/** Seconds. */
const COME_BACK = 30

export function countStreams(most: number = STREAMS_PER_ADDRESS): Streams {
  const held = new Map<string, number>()
  return {
    take(address) {
      const key = prefixOf(address ?? '')
      const now = held.get(key) ?? 0
      if (now >= most) {
        throw new StorageError(
          'rate-limited',
          `At most ${most} streams from one address at once. Close one, or ask with poll=1.`,
          { retryAfter: COME_BACK },
        )
      }
      held.set(key, now + 1)
      let given = false
      return () => {
        if (given) return
        given = true
        const left = (held.get(key) ?? 1) - 1
        if (left === 0) held.delete(key)
        else held.set(key, left)
      }
    },
  }
}
