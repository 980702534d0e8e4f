import type { PageKey } from '@afterword/storage'
import type { Kept } from '../store/create-store.ts'
import { lazyKeep } from './lazy-keep.ts'
import { browserRemovalStore } from './removal-store.ts'
import { browserThreadKeep } from './thread-keep.ts'

/**
 * What this browser keeps of a thread. What an owner's adapter holds has no name that it could be kept under: it is
 * not kept, and what waits for that adapter is sent from its own page.
 */
export function browserKept(scope: string, page: PageKey, served: boolean): Kept {
  return {
    removals: browserRemovalStore(served ? scope : `${scope}:${page}`, lazyKeep),
    thread: served ? browserThreadKeep(scope, page, lazyKeep) : undefined,
  }
}
