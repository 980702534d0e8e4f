import { likelyHonest } from './likely-spam.ts'
import type { Phase } from './phase.ts'

/** Many links are what most spam is for. What the site has learned knows better: it counts them among everything else. */
export const links: Phase = {
  name: 'links',
  async judge(submission, context) {
    const count = submission.hosts.length
    const most = context.settings.mostLinks
    if (count <= most || (await likelyHonest(submission, context))) return undefined
    return { what: 'hold', why: `${count} links, more than ${most}` }
  },
}
