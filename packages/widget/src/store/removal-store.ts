import type { CommentId, PageKey } from '@afterword/storage'

/** A removal that the store of comments does not have yet. */
export interface Removal {
  readonly page: PageKey
  readonly id: CommentId
}

/** Where removals survive until they are sent. What it cannot keep is in memory only. */
export interface RemovalStore {
  all(): Promise<readonly Removal[]>
  put(removal: Removal): Promise<void>
  delete(removal: Removal): Promise<void>
}

export function memoryRemovalStore(): RemovalStore {
  const removals = new Map<CommentId, Removal>()
  return {
    all: async () => [...removals.values()],
    put: async (removal) => void removals.set(removal.id, removal),
    delete: async ({ id }) => void removals.delete(id),
  }
}
