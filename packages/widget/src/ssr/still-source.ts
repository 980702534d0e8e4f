import { EVERYTHING, type OpenThread, StorageError, type Supports } from '@afterword/storage'
import type { Source } from '../store/source.ts'

/** Has one thread to show and does nothing, whatever it says: what it says decides what is drawn. */
export function stillSource(thread: OpenThread, supports: Supports = EVERYTHING): Source {
  return {
    supports,
    open: async () => thread,
    whole: () =>
      Promise.reject(new StorageError('unsupported', 'A thread that a server draws is read once. Draw another one.')),
  }
}
