import type { PageKey } from '@afterword/storage'
import type { FirstDrafts } from '../first/view.ts'
import { type Draft, nameOf, readDraft } from '../helpers/kept-draft.ts'
import type { Typed } from './typed.ts'

export const NAME = 'afterword:name'
/** Milliseconds for which an emptied draft is remembered as such. */
const EMPTIED_FOR = 24 * 60 * 60_000

/** What the drafts of a page are kept under. */
export function draftPrefix(scope: string, page: PageKey): string {
  return `afterword:draft:${JSON.stringify([scope, page])}`
}

/** The drafts that `localStorage` has, which can be read before anything is drawn. Old ones that were emptied go. */
export function keptDrafts(prefix: string): readonly Draft[] {
  const drafts: Draft[] = []
  try {
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(prefix)) continue
      const draft = readDraft(name.slice(prefix.length), localStorage.getItem(name))
      if (draft === undefined) continue
      if (isForgotten(draft)) localStorage.removeItem(name)
      else drafts.push(draft)
    }
  } catch {
    // Blocked: there is what was written since.
  }
  return drafts
}

/** The name that a guest gave the last time. */
export function keptName(): string {
  try {
    return localStorage.getItem(NAME) ?? ''
  } catch {
    return ''
  }
}

/** Keeps what was typed and is not kept yet, at once: nothing can be waited for by who leaves. */
export function keepTyped(prefix: string, before: FirstDrafts, { texts, name }: Typed): void {
  try {
    const at = Date.now()
    for (const [parent, text] of texts) {
      const key = parent ?? ''
      if (text === (before.texts.get(key) ?? '')) continue
      localStorage.setItem(prefix + nameOf({ key, slot: String(at) }), JSON.stringify({ text, at }))
    }
    if (name !== before.name) localStorage.setItem(NAME, name)
  } catch {
    // Blocked, or full.
  }
}

export function isForgotten({ text, at }: Draft): boolean {
  return text === '' && Date.now() - at > EMPTIED_FOR
}
