import { LIMITS, REPORT_REASONS } from '@afterword/storage'
import * as v from 'valibot'

/** What a request has, in what it is allowed to have and nothing else. Finer rules are the parsers of storage. */

const page = v.pipe(v.string(), v.description('What the page is known by: its name, or its address.'))
const limit = v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.description(`1 to ${LIMITS.listMost}.`)))
const order = v.optional(v.picklist(['newest', 'oldest', 'top']))

export const openQuery = v.strictObject({ page, order, limit })
export const listQuery = v.strictObject({ page, cursor: v.string(), limit })
export const pageQuery = v.strictObject({ page })
const counted = v.pipe(
  v.array(page),
  v.maxLength(LIMITS.countedPages, `Ask for at most ${LIMITS.countedPages} pages at once.`),
)
export const countsQuery = v.strictObject({
  page: v.pipe(v.union([page, counted]), v.description(`Once for each page, at most ${LIMITS.countedPages} times.`)),
})
export const feedQuery = v.strictObject({
  page: v.optional(v.pipe(v.string(), v.description('Left out: every page of the site.'))),
})
const address = v.optional(
  v.pipe(v.string(), v.description('Of the article’s page, in full, on an origin of the site.')),
)
export const fragmentQuery = v.strictObject({
  page,
  order,
  limit,
  address,
  article: v.optional(v.pipe(v.string(), v.maxLength(200), v.description('A CSS selector of the article.'))),
  lang: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{2,35}$/))),
  dir: v.optional(v.picklist(['ltr', 'rtl'])),
  styles: v.optional(
    v.pipe(v.literal('inline'), v.description('The styles stand in the answer, and a reader waits for no other file.')),
  ),
})
export const documentQuery = v.strictObject({
  page,
  order,
  cursor: v.optional(v.string()),
  comment: v.optional(v.pipe(v.string(), v.description('The comment to begin at.'))),
  reply: v.optional(v.pipe(v.literal('1'), v.description('Open a reply to that comment.'))),
  back: address,
})
export const formQuery = v.strictObject({ page, parent: v.optional(v.string()), back: address })
const seq = v.pipe(v.string(), v.regex(/^\d{1,15}$/))
export const eventsQuery = v.strictObject({
  page,
  since: v.optional(v.pipe(seq, v.description('The number up to which the reader knows the thread.'))),
  poll: v.optional(v.pipe(v.literal('1'), v.description('Answer at once, in JSON.'))),
})

export const siteParams = v.strictObject({ site: v.string() })
export const commentParams = v.strictObject({ site: v.string(), id: v.string() })
export const reactionParams = v.strictObject({ site: v.string(), id: v.string(), reaction: v.string() })

const quoteSelector = v.strictObject({
  type: v.literal('TextQuoteSelector'),
  exact: v.string(),
  prefix: v.exactOptional(v.string()),
  suffix: v.exactOptional(v.string()),
})
const positionSelector = v.strictObject({
  type: v.literal('TextPositionSelector'),
  start: v.pipe(v.number(), v.integer(), v.minValue(0)),
  end: v.pipe(v.number(), v.integer(), v.minValue(0)),
})
const end = v.variant('type', [quoteSelector, positionSelector])
const rangeSelector = v.strictObject({ type: v.literal('RangeSelector'), startSelector: end, endSelector: end })
const selector = v.variant('type', [quoteSelector, positionSelector, rangeSelector])

export const passage = v.pipe(
  v.strictObject({ quote: v.string(), selectors: v.array(selector) }),
  v.metadata({ ref: 'Passage' }),
)

export const reattachment = v.pipe(
  v.strictObject({ selectors: v.array(selector), version: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  v.metadata({ ref: 'Reattachment' }),
)

export const newComment = v.pipe(
  v.strictObject({
    id: v.pipe(v.string(), v.description('A UUIDv7 in lower case, made by the writer.')),
    parent: v.nullable(v.string()),
    source: v.pipe(v.string(), v.description(`Markdown, at most ${LIMITS.sourceCharacters} characters.`)),
    name: v.exactOptional(v.string()),
    passage: v.exactOptional(passage),
    form: v.exactOptional(
      v.pipe(v.string(), v.maxLength(200), v.description('The token that the page got when somebody began to write.')),
    ),
    proof: v.exactOptional(
      v.pipe(
        v.string(),
        v.maxLength(2_000),
        v.description('The challenge with its solution, as JSON; "none" where no work can be done: it is held then.'),
      ),
    ),
    website: v.exactOptional(v.pipe(v.string(), v.maxLength(2_000), v.description('A trap. Leave it out.'))),
  }),
  v.metadata({ ref: 'NewComment' }),
)

export const edit = v.pipe(
  v.strictObject({ source: v.string(), version: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  v.metadata({ ref: 'Edit' }),
)

export const report = v.pipe(
  v.strictObject({
    reason: v.picklist(REPORT_REASONS),
    note: v.exactOptional(
      v.pipe(v.string(), v.description(`Plain text, at most ${LIMITS.noteCharacters} characters.`)),
    ),
  }),
  v.metadata({ ref: 'Report' }),
)

const status = v.picklist(['published', 'pending', 'spam', 'removed'])
const why = v.exactOptional(v.pipe(v.string(), v.trim(), v.maxLength(500)))

export const moderation = v.pipe(
  v.variant('type', [
    v.strictObject({ type: v.literal('decide'), from: status, to: status, why }),
    v.strictObject({ type: v.literal('pin'), pinned: v.boolean() }),
    v.strictObject({ type: v.literal('label'), label: v.nullable(v.pipe(v.string(), v.maxLength(1_000))) }),
    v.strictObject({
      type: v.literal('ban'),
      hide: v.boolean(),
      days: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(36_500))),
      why,
    }),
    v.strictObject({ type: v.literal('unban'), restore: v.pipe(v.array(v.string()), v.maxLength(LIMITS.restored)) }),
  ]),
  v.metadata({ ref: 'Moderation' }),
)
