import type { PageKey } from '@afterword/storage'
import { type Draft, nameOf, readDraft } from '../helpers/kept-draft.ts'
import type { DraftStore } from '../store/drafts.ts'
import type { BrowserKeep } from './browser-keep.ts'
import { NAME, draftPrefix, isForgotten, keptDrafts } from './kept-words.ts'

/** Milliseconds to wait for the second copy before the first one is taken for good. */
const PATIENCE = 3_000

/**
 * Drafts are kept twice. `localStorage` has them when the call returns, so what was typed is there after the tab
 * was closed; but a browser writes it to the disk seconds later, and forgets it when it is killed. What is kept in
 * IndexedDB survives that, but takes a moment that a tab which is being closed does not have. Of two that differ
 * the later one counts.
 *
 * Each draft has an entry of its own, so two tabs do not take each other's away.
 */
export function browserDraftStore(scope: string, page: PageKey, keep: BrowserKeep): DraftStore {
  const prefix = draftPrefix(scope, page)
  /** What `localStorage` did not take. */
  const unwritten = new Map<string, Draft>()
  let nameHere = ''

  function read(): readonly Draft[] {
    const drafts = keptDrafts(prefix).map((draft) => [nameOf(draft), draft] as const)
    return [...new Map([...drafts, ...unwritten]).values()]
  }

  return {
    read,
    async recover() {
      try {
        const found: Draft[] = []
        for (const [name, value] of await keep.all(prefix)) {
          const draft = typeof value === 'string' ? readDraft(name.slice(prefix.length), value) : undefined
          if (draft === undefined) continue
          if (isForgotten(draft)) keep.delete(name).catch(() => undefined)
          else found.push(draft)
        }
        return found
      } catch {
        return []
      }
    },
    find(key, slot) {
      const name = nameOf({ key, slot })
      try {
        return unwritten.get(name) ?? readDraft(name, localStorage.getItem(prefix + name))
      } catch {
        return undefined
      }
    },
    async write(draft) {
      const name = prefix + nameOf(draft)
      const value = JSON.stringify(draft)
      const second = inTime(keep.put(name, value))
      try {
        localStorage.setItem(name, value)
        unwritten.delete(nameOf(draft))
      } catch {
        unwritten.set(nameOf(draft), draft)
      }
      return (await second) || !unwritten.has(nameOf(draft))
    },
    watch(changed) {
      function receive({ key, newValue, storageArea }: StorageEvent): void {
        if (key === null || !key.startsWith(prefix) || newValue === null || storageArea === null) return
        const draft = readDraft(key.slice(prefix.length), newValue)
        if (draft !== undefined) changed(draft)
      }
      addEventListener('storage', receive)
      return () => removeEventListener('storage', receive)
    },
    readName() {
      try {
        return localStorage.getItem(NAME) ?? nameHere
      } catch {
        return nameHere
      }
    },
    writeName(name) {
      nameHere = name
      try {
        if (name === '') localStorage.removeItem(NAME)
        else localStorage.setItem(NAME, name)
      } catch {
        // It is kept for as long as the page is there.
      }
    },
  }
}

/** Whether it was done, as far as is known after a while: a database that hangs must not keep the reader waiting. */
async function inTime(work: Promise<void>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const patience = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE)
  })
  const done = work.then(
    () => true,
    () => false,
  )
  return Promise.race([done, patience]).finally(() => clearTimeout(timer))
}
