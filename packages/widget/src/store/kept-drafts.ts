import type { StoredDraft } from './draft.ts'
import { type Draft, nameOf } from '../helpers/kept-draft.ts'
import type { DraftStore } from './drafts.ts'

/** The drafts of a page as they are kept, and who is told of those that come later: from another tab, or a slower copy. */
export interface KeptDrafts {
  /** What is kept for a place. */
  of(key: string): readonly Draft[]
  /** Every draft that has words. */
  all(): readonly Draft[]
  /** Tells the one who writes there of what comes later. */
  attach(key: string, draft: Pick<StoredDraft, 'receive'>): () => void
  /** Calls with the place of each draft from before, now and once the slower copy is here, and whether it has words. */
  eachPlace(found: (key: string, words: boolean) => void): () => void
  dispose(): void
}

export function createKeptDrafts(store: DraftStore): KeptDrafts {
  const drafts = new Map<string, Draft>(store.read().map((draft) => [nameOf(draft), draft]))
  const attached = new Map<string, Pick<StoredDraft, 'receive'>>()
  const finders = new Set<(key: string, words: boolean) => void>()
  let ended = false

  function take(draft: Draft, recovered: boolean): void {
    if (ended || (drafts.get(nameOf(draft))?.at ?? -1) >= draft.at) return
    drafts.set(nameOf(draft), draft)
    const writer = attached.get(draft.key)
    if (writer !== undefined) writer.receive(draft, recovered)
    else if (recovered) for (const found of finders) found(draft.key, hasWords(draft.key))
  }

  /** What this tab wrote meanwhile counts too. */
  function refresh(): void {
    for (const draft of store.read()) {
      if ((drafts.get(nameOf(draft))?.at ?? -1) < draft.at) drafts.set(nameOf(draft), draft)
    }
  }

  function hasWords(key: string): boolean {
    return [...drafts.values()].some((draft) => draft.key === key && draft.text !== '')
  }

  const unwatch = store.watch((draft) => take(draft, false))
  void store.recover().then((recovered) => recovered.forEach((draft) => take(draft, true)))

  return {
    of(key) {
      refresh()
      return [...drafts.values()].filter((draft) => draft.key === key)
    },
    all() {
      refresh()
      return [...drafts.values()].filter(({ text }) => text !== '')
    },
    attach(key, draft) {
      attached.set(key, draft)
      return () => attached.delete(key)
    },
    eachPlace(found) {
      finders.add(found)
      for (const key of new Set([...drafts.values()].map((draft) => draft.key))) found(key, hasWords(key))
      return () => finders.delete(found)
    },
    dispose() {
      ended = true
      unwatch()
    },
  }
}
