import { pageKey, parseCommentId, parseLimit, checkCursor, paths } from '@afterword/storage'
import type { OpenThread, Slice } from '@afterword/storage'
import { Hono } from 'hono'
import type { AppDeps, Drawing, Renderer } from '../deps.ts'
import { isFresh } from '../middleware/cache.ts'
import type { SiteEnv } from '../middleware/env.ts'
import { htmlHeaders } from '../middleware/headers.ts'
import { publicAddressOf } from '../middleware/public-address.ts'
import { siteFor } from '../middleware/site.ts'
import { pageAddress } from '../services/page-address.ts'
import type { Place, Threads } from '../services/threads.ts'
import { describeText, valid } from './describe.ts'
import { STYLE_HASH, threadPage } from './pages.ts'
import { route } from './route.ts'
import { documentQuery, fragmentQuery, siteParams } from './schemas.ts'

const HOUR = 3_600_000
const TYPE = 'text/html; charset=utf-8'

/** Threads as HTML: a fragment for a page that is put together on a server, and pages for readers without scripts. */
export function renderedRoutes(deps: AppDeps, threads: Threads, loadRenderer: () => Promise<Renderer>) {
  const app = new Hono<SiteEnv>()
  const read = siteFor(deps.database, 'read')

  /** What the answer is made of besides the thread: the widget's version, and "5 minutes ago" now and then. */
  const made = ({ stylesheet }: Renderer): readonly string[] => [
    stylesheet.path,
    String(Math.floor(deps.clock() / HOUR)),
  ]

  app.get(
    route(paths.fragment),
    read,
    describeText({
      operationId: 'renderFragment',
      summary: 'The thread as HTML to put into a page: the element with its shadow root, and JSON-LD.',
      type: 'text/html',
    }),
    valid('param', siteParams),
    valid('query', fragmentQuery),
    async (c) => {
      const { page, order, limit, address, article, lang, dir, styles } = c.req.valid('query')
      const site = c.get('site')
      const pageSize = limit === undefined ? undefined : parseLimit(Number(limit))
      const server = publicAddressOf(c, deps)
      const place = await threads.find(site, pageKey(page))
      const renderer = await loadRenderer()
      const drawing: Drawing = {
        server,
        site: site.key,
        page: place.page,
        order,
        pageSize,
        article,
        lang,
        dir,
        address: pageAddress(site, place.page, address),
        stylesheet: styles === 'inline' ? undefined : server + renderer.stylesheet.path,
      }
      if (isFresh(c, place, [...made(renderer), server])) return c.body(null, 304)
      const thread = await threads.open(place, order ?? 'newest', parseLimit(pageSize))
      return c.body(await renderer.render(thread, drawing), 200, { 'Content-Type': TYPE })
    },
  )

  app.get(
    route(paths.document),
    read,
    describeText({
      operationId: 'readDocument',
      summary: 'A page of the thread for readers without scripts.',
      type: 'text/html',
    }),
    valid('param', siteParams),
    valid('query', documentQuery),
    async (c) => {
      const { page, order = 'newest', cursor, comment, reply, back } = c.req.valid('query')
      const site = c.get('site')
      const server = publicAddressOf(c, deps)
      const place = await threads.find(site, pageKey(page))
      const address = pageAddress(site, place.page, back)
      htmlHeaders(c, { styles: [STYLE_HASH, new URL(server).origin], forms: [new URL(server).origin, ...site.origins] })
      const id = comment === undefined ? undefined : parseCommentId(comment, 'comment')
      const renderer = await loadRenderer()
      if (isFresh(c, place, [...made(renderer), server])) return c.body(null, 304)

      const thread = await threads.open(place, order, parseLimit(undefined))
      const drawing: Drawing = {
        server,
        site: site.key,
        page: place.page,
        order,
        address,
        stylesheet: server + renderer.stylesheet.path,
        replyTo: reply === '1' ? id : undefined,
      }
      const part = await partOf(place, thread, { cursor, id, order })
      const around = { words: renderer.words, address }
      return c.html(threadPage(await renderer.render(part, drawing), around, thread.identity?.guests === false))
    },
  )

  interface Part {
    readonly cursor: string | undefined
    readonly id: string | undefined
    readonly order: NonNullable<Drawing['order']>
  }

  async function partOf(place: Place, thread: OpenThread, { cursor, id, order }: Part): Promise<OpenThread> {
    const limit = parseLimit(undefined)
    if (id !== undefined) return withSlice(thread, await threads.locate(place, id, order, limit))
    if (cursor !== undefined) return withSlice(thread, await threads.list(place, checkCursor(cursor), limit))
    return thread
  }

  return app
}

function withSlice(thread: OpenThread, { comments, branches, previous, next }: Slice): OpenThread {
  return { ...thread, comments, branches, previous, next }
}
