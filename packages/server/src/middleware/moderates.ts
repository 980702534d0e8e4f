import { StorageError } from '@afterword/storage'
import { ACCESS_TOKEN } from '@afterword/storage/identity'
import { createMiddleware } from 'hono/factory'
import type { Sessions } from '../services/identity/sessions.ts'
import type { SiteEnv } from './env.ts'
import { requireToken } from './token.ts'

/** What the middleware leaves for the routes behind it. */
export interface ModeratorEnv extends SiteEnv {
  readonly Variables: SiteEnv['Variables'] & {
    readonly staffId: string
  }
}

/**
 * Lets only those pass who are signed in on the page as one of the site's staff, and still are one of them. It stands
 * behind what finds the site, and ahead of everything that looks at what they sent.
 */
export function moderates(sessions: Pick<Sessions, 'who'>) {
  return createMiddleware<ModeratorEnv>(async (c, next) => {
    const token = requireToken(c)
    const known = ACCESS_TOKEN.test(token) ? await sessions.who(c.get('site'), token) : undefined
    if (known === undefined || known.role === null || known.session.staff_id === null) {
      throw new StorageError('forbidden', 'This needs to be done by a moderator of the site, who is signed in as one.')
    }
    c.set('staffId', known.session.staff_id)
    await next()
  })
}
