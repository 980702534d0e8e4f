import type { Phase } from './phase.ts'

/** Where the site wants it, somebody's comments are held until one of them was approved. */
export const firstComment: Phase = {
  name: 'first-comment',
  async judge({ author, edit }, { settings, past }) {
    if (settings.mode !== 'first' || edit) return undefined
    const known = author !== undefined && (await past.hasPublished(author.id))
    return known ? undefined : { what: 'hold', why: 'the first comment of this author' }
  },
}
