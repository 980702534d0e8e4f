import type { Phase } from './phase.ts'

/** Moderators and the author of the article are not asked. */
export const trusted: Phase = {
  name: 'trusted',
  judge({ author }) {
    return author === undefined || author.badge === null
      ? undefined
      : { what: 'publish', why: `written by a ${author.badge} of the site` }
  },
}
