import { type Draft, nameOf } from '../helpers/kept-draft.ts'
import type { DraftStore } from './drafts.ts'

/** Drafts that go when the page does. */
export function memoryDraftStore(): DraftStore {
  const drafts = new Map<string, Draft>()
  let kept = ''
  return {
    read: () => [...drafts.values()],
    recover: async () => [],
    find: (key, slot) => drafts.get(nameOf({ key, slot })),
    async write(draft) {
      drafts.set(nameOf(draft), draft)
      return true
    },
    watch: () => () => undefined,
    readName: () => kept,
    writeName: (name) => {
      kept = name
    },
  }
}
