import * as v from 'valibot'
import { content } from './content.ts'
import { passage } from './schemas.ts'

/** What the API answers with. The document shows these, and the tests hold each answer against them. */

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const cursor = v.nullable(v.string())

const author = v.strictObject({
  id: v.string(),
  name: v.string(),
  guest: v.boolean(),
  badge: v.exactOptional(v.picklist(['author', 'moderator'])),
  label: v.exactOptional(v.string()),
})

export const comment = v.pipe(
  v.strictObject({
    id: v.string(),
    parent: v.nullable(v.string()),
    root: v.string(),
    depth: count,
    seq: count,
    version: count,
    status: v.picklist(['published', 'pending', 'spam', 'removed']),
    createdAt: count,
    editedAt: v.nullable(count),
    author: v.nullable(author),
    body: v.nullable(v.strictObject({ source: v.string(), content })),
    passage: v.nullable(passage),
    reactions: v.record(v.string(), count),
    pinned: v.exactOptional(v.boolean()),
  }),
  v.metadata({ ref: 'Comment' }),
)

const threadState = v.strictObject({ page: v.string(), seq: count, count, closed: v.boolean() })

const sliceEntries = {
  comments: v.array(comment),
  branches: v.array(v.strictObject({ root: v.string(), previous: cursor, next: cursor, remaining: count })),
  previous: cursor,
  next: cursor,
}

export const slice = v.pipe(v.strictObject(sliceEntries), v.metadata({ ref: 'Slice' }))

export const openThread = v.pipe(
  v.strictObject({
    ...sliceEntries,
    thread: threadState,
    reactions: v.array(v.string()),
    editWindow: v.nullable(count),
    passages: v.array(v.strictObject({ id: v.string(), passage, replies: count })),
    identity: v.exactOptional(
      v.strictObject({
        guests: v.boolean(),
        ways: v.array(v.strictObject({ id: v.string(), kind: v.picklist(['email', 'provider']), name: v.string() })),
      }),
    ),
  }),
  v.metadata({ ref: 'OpenThread' }),
)

export const counts = v.pipe(v.record(v.string(), count), v.metadata({ ref: 'Counts' }))

export const location = v.pipe(
  v.strictObject({ ...sliceEntries, ancestors: v.array(v.string()) }),
  v.metadata({ ref: 'Location' }),
)

export const viewer = v.pipe(
  v.strictObject({
    author: v.nullable(author),
    own: v.array(v.strictObject({ id: v.string(), editableFor: v.nullable(count) })),
    pending: v.array(comment),
    reported: v.array(v.string()),
    reactions: v.record(v.string(), v.array(v.string())),
    moderates: v.exactOptional(v.boolean()),
  }),
  v.metadata({ ref: 'Viewer' }),
)

const moderatedComment = v.strictObject({
  comment,
  verdict: v.nullable(
    v.strictObject({
      status: v.picklist(['published', 'pending', 'spam', 'removed']),
      phase: v.string(),
      why: v.string(),
      at: count,
      by: v.nullable(v.string()),
    }),
  ),
  reports: count,
})

export const unpublished = v.pipe(
  v.strictObject({ comments: v.array(moderatedComment), reported: v.array(moderatedComment), more: v.boolean() }),
  v.metadata({ ref: 'Unpublished' }),
)

export const moderated = v.pipe(
  v.strictObject({ done: v.boolean(), item: moderatedComment, hidden: v.array(v.string()) }),
  v.metadata({ ref: 'Moderated' }),
)

export const formToken = v.pipe(v.strictObject({ form: v.string() }), v.metadata({ ref: 'FormToken' }))

const change = { seq: count, count }
const threadEvent = v.variant('type', [
  v.strictObject({ type: v.literal('created'), ...change, comment, replies: count }),
  v.strictObject({ type: v.literal('changed'), ...change, comment }),
  v.strictObject({
    type: v.literal('removed'),
    ...change,
    id: v.string(),
    root: v.string(),
    replies: count,
    comment: v.nullable(comment),
  }),
  v.strictObject({ type: v.literal('thread'), ...change, thread: threadState }),
  v.strictObject({ type: v.literal('reset'), seq: count }),
])

export const eventList = v.pipe(v.strictObject({ events: v.array(threadEvent) }), v.metadata({ ref: 'EventList' }))

export const problem = v.pipe(
  v.strictObject({
    type: v.string(),
    title: v.string(),
    status: count,
    detail: v.string(),
    code: v.string(),
    field: v.exactOptional(v.string()),
    retryAfter: v.exactOptional(count),
    current: v.exactOptional(comment),
    challenge: v.exactOptional(v.string()),
  }),
  v.metadata({ ref: 'Problem' }),
)
