import { pageKey, parseCommentId } from '@afterword/storage'
import { adminPaths } from '@afterword/storage/admin'
import { Hono } from 'hono'
import * as v from 'valibot'
import type { AppDeps } from '../../deps.ts'
import { limitBody, requireJson } from '../../middleware/json.ts'
import { looksAfter, ownOrigin, signedIn } from '../../middleware/staff.ts'
import type { StaffEnv } from '../../middleware/staff.ts'
import { askedChange } from '../../services/asked-office.ts'
import type { AskedOffice } from '../../services/asked-office.ts'
import type { Bans } from '../../services/bans.ts'
import type { Labels } from '../../services/labels.ts'
import type { Pins } from '../../services/pins.ts'
import type { Queue } from '../../services/queue.ts'
import { provider } from '../../services/identity/provider-settings.ts'
import { identityChange } from '../../services/identity/ways.ts'
import { siteSettings } from '../../services/site-settings.ts'
import type { SiteSettingsService } from '../../services/site-settings.ts'
import type { SiteOffice } from '../../services/site-office.ts'
import type { MailOffice } from '../../services/mail/mail-office.ts'
import type { Accounts } from '../../services/staff/accounts.ts'
import { returnAddressOf } from '../../middleware/public-address.ts'
import { valid } from '../describe.ts'
import { route } from '../route.ts'

const text = v.pipe(v.string(), v.maxLength(1_000))
const why = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500)), '')
const status = v.picklist(['published', 'pending', 'spam', 'removed'])
const siteParams = v.strictObject({ site: text })
const commentParams = v.strictObject({ site: text, id: text })

const queueQuery = v.strictObject({
  status: v.picklist([...status.options, 'reported']),
  cursor: v.exactOptional(text),
  page: v.exactOptional(text),
  author: v.exactOptional(text),
  phase: v.exactOptional(text),
  search: v.exactOptional(v.pipe(text, v.trim(), v.minLength(1))),
})
const decisions = v.pipe(
  v.array(v.strictObject({ id: text, from: status, to: status, why })),
  v.minLength(1),
  v.maxLength(100),
)
const note = v.strictObject({ author: text, text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(2_000)) })
const pin = v.strictObject({ id: text, pinned: v.boolean() })
const label = v.strictObject({ author: text, label: v.nullable(text) })
const days = v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(36_500)))
const newBan = v.variant('kind', [
  v.strictObject({ kind: v.literal('author'), comment: text, hide: v.optional(v.boolean(), false), why, days }),
  v.strictObject({ kind: v.literal('neighbourhood'), comment: text, why, days }),
  v.strictObject({ kind: v.literal('host'), host: text, why, days }),
])
const banKey = v.strictObject({ kind: v.picklist(['author', 'neighbourhood', 'host']), value: text })
const pagesQuery = v.strictObject({
  search: v.exactOptional(v.pipe(text, v.trim(), v.minLength(1))),
  cursor: v.exactOptional(v.pipe(v.string(), v.regex(/^\d{1,15}$/))),
})
const pageChange = v.strictObject({ page: text, closed: v.boolean() })
const invitation = v.strictObject({ role: v.picklist(['owner', 'moderator']) })
const askedTrial = v.strictObject({ name: v.picklist(['webhook', 'akismet', 'model']), change: askedChange })
const person = v.strictObject({ id: text })
const auditQuery = v.strictObject({ before: v.exactOptional(v.pipe(v.string(), v.regex(/^\d{1,16}$/))) })

export interface SiteServices {
  readonly accounts: Accounts
  readonly queue: Queue
  readonly bans: Bans
  readonly pins: Pins
  readonly labels: Labels
  readonly settings: SiteSettingsService
  readonly office: SiteOffice
  readonly asked: AskedOffice
  readonly mails: MailOffice
}

/** What moderators and owners do on a site. Each route says by itself who may. */
export function siteRoutes(
  deps: Pick<AppDeps, 'database' | 'publicAddress'>,
  { accounts, queue, bans, pins, labels, settings, office, asked, mails }: SiteServices,
) {
  const app = new Hono<StaffEnv>()
  const known = signedIn(accounts)
  const moderator = [known, looksAfter(deps.database, 'moderator')] as const
  const owner = [known, looksAfter(deps.database, 'owner')] as const
  const write = [ownOrigin(), limitBody(), requireJson()] as const
  const at = valid('param', siteParams)

  app.get(route(adminPaths.queue), ...moderator, at, valid('query', queueQuery), async (c) => {
    const { status: tab, cursor, ...filter } = c.req.valid('query')
    return c.json(await queue.read(c.get('site'), tab, filter, cursor))
  })

  app.post(route(adminPaths.decisions), ...write, ...moderator, at, valid('json', decisions), async (c) => {
    const all = c.req.valid('json').map((one) => ({ ...one, id: parseCommentId(one.id, 'id') }))
    return c.json(await queue.decide(c.get('site'), c.get('staff').id, all))
  })

  app.get(route(adminPaths.comment), ...moderator, valid('param', commentParams), async (c) =>
    c.json(await queue.look(c.get('site'), parseCommentId(c.req.valid('param').id, 'id'))),
  )

  app.post(route(adminPaths.notes), ...write, ...moderator, at, valid('json', note), async (c) => {
    const { author, text: words } = c.req.valid('json')
    return c.json(await office.addNote(c.get('site'), c.get('staff').id, author, words), 201)
  })

  app.put(route(adminPaths.pins), ...write, ...moderator, at, valid('json', pin), async (c) => {
    const { id, pinned } = c.req.valid('json')
    return c.json(await pins.pin(c.get('site'), c.get('staff').id, parseCommentId(id, 'id'), pinned))
  })
  app.put(route(adminPaths.labels), ...write, ...moderator, at, valid('json', label), async (c) => {
    const { author, label: words } = c.req.valid('json')
    return c.json(await labels.label(c.get('site'), c.get('staff').id, author, words))
  })

  app.get(route(adminPaths.bans), ...moderator, at, async (c) => c.json(await bans.list(c.get('site'))))
  app.post(route(adminPaths.bans), ...write, ...moderator, at, valid('json', newBan), async (c) => {
    const ban = c.req.valid('json')
    const meant = ban.kind === 'host' ? ban : { ...ban, comment: parseCommentId(ban.comment, 'comment') }
    return c.json(await bans.ban(c.get('site'), c.get('staff').id, meant), 201)
  })
  app.delete(route(adminPaths.bans), ...write, ...moderator, at, valid('json', banKey), async (c) =>
    c.json(await bans.lift(c.get('site'), c.get('staff').id, c.req.valid('json'))),
  )

  app.get(route(adminPaths.pages), ...moderator, at, valid('query', pagesQuery), async (c) => {
    const { search, cursor } = c.req.valid('query')
    return c.json(await office.pages(c.get('site'), search, cursor))
  })
  app.patch(route(adminPaths.pages), ...write, ...moderator, at, valid('json', pageChange), async (c) => {
    const { page, closed } = c.req.valid('json')
    return c.json(await office.setClosed(c.get('site'), c.get('staff').id, pageKey(page), closed))
  })

  app.get(route(adminPaths.audit), ...moderator, at, valid('query', auditQuery), async (c) => {
    const { before } = c.req.valid('query')
    return c.json(await office.audit(c.get('site'), before === undefined ? undefined : Number(before)))
  })
  app.get(route(adminPaths.numbers), ...moderator, at, async (c) => c.json(await office.numbers(c.get('site'))))

  app.get(route(adminPaths.settings), ...owner, at, (c) => c.json(settings.read(c.get('site'))))
  app.put(route(adminPaths.settings), ...write, ...owner, at, valid('json', siteSettings), async (c) =>
    c.json(await settings.save(c.get('site'), c.get('staff').id, c.req.valid('json'))),
  )

  app.get(route(adminPaths.asked), ...owner, at, async (c) => c.json(await asked.read(c.get('site'))))
  app.put(route(adminPaths.asked), ...write, ...owner, at, valid('json', askedChange), async (c) =>
    c.json(await asked.save(c.get('site'), c.get('staff').id, c.req.valid('json'))),
  )
  app.post(route(adminPaths.corrections), ...write, ...owner, at, valid('json', v.strictObject({})), async (c) =>
    c.json(await asked.correctNow(c.get('site'))),
  )
  app.post(route(adminPaths.askedTrial), ...write, ...owner, at, valid('json', askedTrial), async (c) => {
    const { name, change } = c.req.valid('json')
    return c.json(await asked.try(c.get('site'), name, change))
  })

  app.get(route(adminPaths.identity), ...owner, at, (c) =>
    c.json({ ...settings.readIdentity(c.get('site')), returnAddress: returnAddressOf(c, deps) }),
  )
  app.put(route(adminPaths.identity), ...write, ...owner, at, valid('json', identityChange), async (c) => {
    const saved = await settings.saveIdentity(c.get('site'), c.get('staff').id, c.req.valid('json'))
    return c.json({ ...saved, returnAddress: returnAddressOf(c, deps) })
  })
  app.post(route(adminPaths.identityTrial), ...write, ...owner, at, valid('json', provider), async (c) =>
    c.json(await settings.tryProvider(c.get('site'), c.req.valid('json'), returnAddressOf(c, deps))),
  )

  app.get(route(adminPaths.mails), ...owner, at, async (c) => c.json(await mails.read(c.get('site'))))
  app.post(route(adminPaths.mails), ...write, ...owner, at, valid('json', v.strictObject({})), async (c) =>
    c.json(await mails.tryNow(c.get('site'))),
  )

  app.get(route(adminPaths.people), ...owner, at, async (c) => c.json(await office.people(c.get('site'))))
  app.post(route(adminPaths.people), ...write, ...owner, at, valid('json', invitation), async (c) => {
    const { role } = c.req.valid('json')
    return c.json({ link: await office.invite(c.get('site'), c.get('staff').id, role) }, 201)
  })
  app.delete(route(adminPaths.people), ...write, ...owner, at, valid('json', person), async (c) =>
    c.json(await office.dismiss(c.get('site'), c.get('staff').id, c.req.valid('json').id)),
  )

  return app
}
