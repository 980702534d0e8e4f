import type { PageKey } from '@afterword/storage'
import type { ThreadKeep } from '../store/thread-keep.ts'
import type { BrowserKeep } from './browser-keep.ts'

/** Threads that are kept; the ones that were read longest ago go first. */
const MOST = 20
const PREFIX = 'afterword:thread:'

/** The last read threads, in this browser. */
export function browserThreadKeep(scope: string, page: PageKey, keep: BrowserKeep): ThreadKeep {
  const name = PREFIX + JSON.stringify([scope, page])
  return {
    read: () => keep.get(name),
    async write(thread) {
      await keep.put(name, thread)
      const all = await keep.all(PREFIX)
      const old = all.toSorted(([, a], [, b]) => timeOf(b) - timeOf(a)).slice(MOST)
      await Promise.all(old.map(([which]) => keep.delete(which)))
    },
    delete: () => keep.delete(name),
  }
}

function timeOf(value: unknown): number {
  return typeof value === 'object' && value !== null && 'at' in value && typeof value.at === 'number' ? value.at : 0
}
