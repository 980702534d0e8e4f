import type { PageKey } from '@afterword/storage'
import { type DraftStore, memoryDraftStore } from '../store/drafts.ts'

const NAME = 'afterword:name'

/**
 * Drafts in `localStorage`: it writes before the call returns, so what was typed is there after the tab
 * crashed or was closed. All drafts of a page stand in one entry, read again before each change, so that two
 * tabs do not take each other's away.
 */
export function browserDraftStore(scope: string, page: PageKey): DraftStore {
  const key = `afterword:drafts:${scope}:${page}`
  const memory = memoryDraftStore()

  function read(): Record<string, string> {
    try {
      const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
      if (typeof stored !== 'object' || stored === null) return {}
      return Object.fromEntries(Object.entries(stored).filter(([, text]) => typeof text === 'string'))
    } catch {
      // Blocked, or not ours: there are no drafts then.
      return {}
    }
  }

  return {
    read: () => ({ ...read(), ...memory.read() }),
    write(draft, text) {
      const drafts = read()
      if (text === '') delete drafts[draft]
      else drafts[draft] = text
      try {
        if (Object.keys(drafts).length === 0) localStorage.removeItem(key)
        else localStorage.setItem(key, JSON.stringify(drafts))
        memory.write(draft, '')
        return true
      } catch {
        memory.write(draft, text)
        return false
      }
    },
    readName() {
      try {
        return localStorage.getItem(NAME) ?? memory.readName()
      } catch {
        return memory.readName()
      }
    },
    writeName(name) {
      memory.writeName(name)
      try {
        if (name === '') localStorage.removeItem(NAME)
        else localStorage.setItem(NAME, name)
      } catch {
        // Memory has it.
      }
    },
  }
}
