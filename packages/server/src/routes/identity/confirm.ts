import { isStorageError } from '@afterword/storage'
import { identityPaths } from '@afterword/storage/identity'
import type { Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AppDeps } from '../../deps.ts'
import { statusOf } from '../../errors.ts'
import type { SiteEnv } from '../../middleware/env.ts'
import { requireBrowser } from '../../middleware/window.ts'
import type { HandOvers } from '../../services/identity/hand-overs.ts'
import { suggestName } from '../../services/identity/names.ts'
import type { People } from '../../services/identity/people.ts'
import { formFields } from '../form-fields.ts'
import { route } from '../route.ts'
import { problemIn } from './problem-words.ts'
import { answerPage, requireOwnPage, windowGuards } from './window-page.ts'
import { confirmPage, donePage, namePage } from './window-pages.ts'

/** Where every way for readers leads to once it has found somebody out: they say yes, and who is new says a name. */
export function confirmRoutes(
  app: Hono<SiteEnv>,
  deps: Pick<AppDeps, 'database'>,
  handOvers: HandOvers,
  people: People,
): void {
  const { shown, sent } = windowGuards(deps)
  const at = route(identityPaths.confirmWindow)

  app.get(at, ...shown, (c) =>
    answerPage(c, handOvers.language(c.req.valid('param').id), async (wording) => {
      const site = c.get('site')
      const { entered, person, confirmed } = await handOvers.foundOut(site, c.req.valid('param').id, requireBrowser(c))
      if (confirmed) return c.html(donePage(wording, entered))
      const name = (await people.known(site, person))?.name ?? null
      if (name !== null) return c.html(confirmPage(wording, entered, name, wording.words.aboutKnown))
      return c.html(namePage(wording, entered, await suggestName(deps.database.queries, site, person.name)))
    }),
  )

  app.post(at, ...sent, (c) =>
    answerPage(c, handOvers.language(c.req.valid('param').id), async (wording) => {
      const site = c.get('site')
      const { entered, person } = await handOvers.foundOut(site, c.req.valid('param').id, requireBrowser(c))
      requireOwnPage(c)
      const { name } = await formFields(c.req.raw, ['name'])
      try {
        await people.welcome(site, person, name)
      } catch (error) {
        if (!isStorageError(error) || error.field !== 'name') throw error
        const problem = problemIn(wording, error)
        return c.html(namePage(wording, entered, name, problem), statusOf(error) as ContentfulStatusCode)
      }
      await handOvers.confirm(entered, person)
      return c.html(donePage(wording, entered))
    }),
  )
}
