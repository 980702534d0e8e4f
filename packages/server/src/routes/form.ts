import { StorageError, isStorageError, pageKey, parseNewComment, paths } from '@afterword/storage'
import { Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AppDeps, Renderer } from '../deps.ts'
import { statusOf } from '../errors.ts'
import type { SiteEnv } from '../middleware/env.ts'
import { htmlHeaders } from '../middleware/headers.ts'
import { limitBody } from '../middleware/json.ts'
import { publicAddressOf } from '../middleware/public-address.ts'
import { senderOf } from '../middleware/sender.ts'
import { siteFor } from '../middleware/site.ts'
import type { Comments } from '../services/comments.ts'
import { pageAddress } from '../services/page-address.ts'
import { unsignedWriters } from '../services/unsigned.ts'
import { valid } from './describe.ts'
import { formFields } from './form-fields.ts'
import { STYLE_HASH, heldPage, refusedPage } from './pages.ts'
import { route } from './route.ts'
import { formQuery, siteParams } from './schemas.ts'
import type { Watch } from './watch.ts'

const FIELDS = ['source', 'name', 'website'] as const

/**
 * Takes a comment from a plain form, for readers without scripts: the same rules as for everybody, answered with a
 * way back to the article. A refusal is a page with the words still in it.
 */
export function formRoutes(
  deps: AppDeps,
  comments: Comments,
  { rates, neighbourhoods }: Watch,
  loadRenderer: () => Promise<Renderer>,
) {
  const app = new Hono<SiteEnv>()
  const writers = unsignedWriters(deps.clock)
  const write = siteFor(deps.database, 'form', (c) => new URL(publicAddressOf(c, deps)).origin)

  app.post(route(paths.form), write, limitBody(), valid('param', siteParams), valid('query', formQuery), async (c) => {
    const { page, parent = null, back } = c.req.valid('query')
    const site = c.get('site')
    const key = pageKey(page)
    const address = pageAddress(site, key, back)
    const fields = await formFields(c.req.raw, FIELDS)
    const { words } = await loadRenderer()
    htmlHeaders(c, { styles: [STYLE_HASH], forms: [new URL(publicAddressOf(c, deps)).origin, ...site.origins] })
    try {
      if (fields.website !== '') throw trapped()
      const client = deps.clientAddress?.(c)
      const { token, id } = writers.sign([site.key, key, parent, fields.name, fields.source], client)
      // A form sends its lines as a mail does.
      const source = fields.source.replaceAll('\r\n', '\n')
      const input = parseNewComment({ id, parent, source, name: fields.name })
      const pressure = rates.take({ site: site.key, page: key, address: client })
      // The form is the same for everybody, and who has no script can do no work: what is risky is held.
      const arrival = { form: 'none', proof: 'unable', pressure, trapped: false, spends: [] } as const
      const neighbourhood = await neighbourhoods.of(client)
      const sender = senderOf(c, client)
      const { comment } = await comments.create({ site, page: key, token, neighbourhood, sender, arrival }, input)
      if (comment.status !== 'published') return c.html(heldPage({ words, address }))
      return c.redirect(`${address}#comment-${comment.id}`, 303)
    } catch (error) {
      if (!isStorageError(error)) throw error
      const status = statusOf(error) as ContentfulStatusCode
      if (error.retryAfter !== undefined) c.header('Retry-After', String(error.retryAfter))
      const { pathname, search } = new URL(c.req.url)
      const action = publicAddressOf(c, deps) + pathname + search
      const message = words.problem(error.code, error.field)
      // Who has to sign in does so on the article's page: sending it again from here is of no use.
      const again = error.code === 'sign-in-needed' ? {} : { action }
      return c.html(refusedPage({ words, address, message, ...fields, ...again }), status)
    }
  })

  return app
}

function trapped(): StorageError {
  return new StorageError('invalid', 'A field was filled in that people do not see. Leave it empty.', {
    field: 'website',
  })
}
