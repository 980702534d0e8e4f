import { isCommentId } from '@afterword/storage'
import type { Removal, RemovalStore } from '../store/removal-store.ts'
import type { BrowserKeep } from './browser-keep.ts'

/** Removals that are not sent yet, in this browser: they go when the page is left, or the next time. */
export function browserRemovalStore(scope: string, keep: BrowserKeep): RemovalStore {
  const prefix = `afterword:removal:${JSON.stringify(scope)}`
  return {
    async all() {
      return (await keep.all(prefix)).flatMap(([, value]) => (isRemoval(value) ? [value] : []))
    },
    put: (removal) => keep.put(prefix + removal.id, removal),
    delete: ({ id }) => keep.delete(prefix + id),
  }
}

function isRemoval(value: unknown): value is Removal {
  if (typeof value !== 'object' || value === null || !('id' in value && 'page' in value)) return false
  return typeof value.page === 'string' && typeof value.id === 'string' && isCommentId(value.id)
}
