import type { Phase } from './phase.ts'

/** Many links are what most spam is for. */
export const links: Phase = {
  name: 'links',
  judge({ hosts }, { settings }) {
    return hosts.length > settings.mostLinks
      ? { what: 'hold', why: `${hosts.length} links, more than ${settings.mostLinks}` }
      : undefined
  },
}
