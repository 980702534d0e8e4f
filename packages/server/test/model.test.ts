import { UP, isStorageError, newCommentId } from '@afterword/storage'
import type {
  Comment,
  CommentId,
  OpenThread,
  Order,
  Slice,
  StorageAdapter,
  ThreadEvent,
  Viewer,
} from '@afterword/storage'
import { httpAdapter } from '@afterword/storage/http'
import { memoryAdapter, memoryStore } from '@afterword/storage/memory'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunningServer } from '../src/host/serve.ts'
import { onPostgres } from './databases.ts'
import { becomeBrowser, listen, memoryTokens } from './listening.ts'
import { SITE } from './server.ts'

/** What one of three viewers does to one of the comments that were ever written. */
interface Step {
  readonly what: 'comment' | 'reply' | 'edit' | 'reattach' | 'remove' | 'react' | 'take back' | 'write again'
  readonly who: number
  readonly which: number
}

const VIEWERS = 3
const ORDERS: readonly Order[] = ['newest', 'oldest', 'top']

const steps = fc.array(
  fc.record<Step>({
    what: fc.constantFrom(
      'comment',
      'reply',
      'reply',
      'reply',
      'edit',
      'reattach',
      'remove',
      'remove',
      'react',
      'take back',
      'write again',
    ),
    who: fc.nat(VIEWERS - 1),
    which: fc.nat(1_000),
  }),
  { minLength: 30, maxLength: 90, size: 'max' },
)

type Viewers = readonly StorageAdapter[]

async function outcome<T>(doing: Promise<T>): Promise<T | string> {
  try {
    return await doing
  } catch (error) {
    if (isStorageError(error)) return error.code
    throw error
  }
}

/** A comment without what two stores may tell differently: their clocks and their names for a viewer. */
function plain(comment: Comment) {
  const { createdAt, editedAt, author, ...rest } = comment
  return { ...rest, edited: editedAt !== null, written: createdAt > 0, author: author?.name ?? null }
}

/** What belongs to a viewer, without a name and in an order of ours: stores may tell it in any. */
function inOrder({ own, reactions, ...rest }: Viewer) {
  const given = Object.entries(reactions).map(([id, some]) => [id, some.toSorted()])
  return { ...rest, author: null, own: own.map(({ id }) => id).toSorted(), reactions: Object.fromEntries(given) }
}

async function take(
  viewers: Viewers,
  page: string,
  { what, who, which }: Step,
  ids: readonly CommentId[],
  id: CommentId,
) {
  const viewer = viewers[who]
  const target = ids[which % Math.max(ids.length, 1)] ?? id
  if (viewer === undefined) throw new Error('There is no such viewer.')
  const written = { id, source: `Words ${id}`, name: `Viewer ${who}` }
  const passage = {
    quote: 'words',
    selectors: [{ type: 'TextPositionSelector', start: which, end: which + 1 }],
  } as const
  switch (what) {
    case 'comment':
      return viewer.create(page, { ...written, parent: null, ...(which % 3 === 0 ? { passage } : {}) })
    case 'reply':
      // Among the first few, so that branches grow longer than a slice.
      return viewer.create(page, { ...written, parent: ids[which % Math.min(ids.length, 6)] ?? target })
    case 'write again':
      return viewer.create(page, { ...written, id: target, source: `Words ${target}`, parent: null })
    case 'edit':
      return viewer.edit(page, target, { source: `Edited ${which}`, version: 1 + (which % 2) })
    case 'reattach': {
      const selectors = [{ type: 'TextPositionSelector', start: which + 1, end: which + 2 }] as const
      return viewer.reattach(page, target, { selectors, version: 1 + (which % 2) })
    }
    case 'remove':
      return viewer.remove(page, target)
    case 'react':
    case 'take back':
      return viewer.react(page, target, { reaction: which % 2 === 0 ? UP : '👍', on: what === 'react' })
  }
}

/** Everything that reading brings, through pages of this size. */
async function readAll(viewers: Viewers, page: string, limit: number) {
  const [viewer] = viewers
  if (viewer === undefined) throw new Error('There is no viewer.')
  const whole: Record<string, unknown> = {}
  for (const order of ORDERS) {
    const first: OpenThread = await viewer.open(page, { order, limit })
    const slices: Slice[] = [first]
    for (let next = first.next; next !== null;) {
      const slice = await viewer.list(page, next, { limit })
      slices.push(slice)
      next = slice.next
    }
    const all = slices.flatMap((slice) => slice.comments.map(plain))
    for (const { root, next: from, remaining } of slices.flatMap((slice) => slice.branches)) {
      all.push(...(await readBranch(viewer, page, from, limit)).map(plain))
      whole[`${order} ${root}`] = remaining
    }
    whole[order] = all
    whole['thread'] = first.thread
    whole['passages'] = first.passages
  }
  return whole
}

async function readBranch(viewer: StorageAdapter, page: string, from: string | null, limit: number) {
  const all: Comment[] = []
  while (from !== null) {
    const slice = await viewer.replies(page, from, { limit })
    all.push(...slice.comments)
    from = slice.branches[0]?.next ?? null
  }
  return all
}

/** What a follower is told, up to a number. */
function told(viewer: StorageAdapter, page: string, since: number, until: number): Promise<readonly unknown[]> {
  return new Promise((resolve) => {
    const events: unknown[] = []
    if (since >= until) return resolve(events)
    const stop = viewer.subscribe(page, { since }, (event: ThreadEvent) => {
      if (event.type === 'connection') return
      events.push('comment' in event && event.comment !== null ? { ...event, comment: plain(event.comment) } : event)
      if (event.seq < until) return
      stop()
      resolve(events)
    })
  })
}

/** The reference is the memory adapter: whatever viewers do, the server answers what it answers. */
function agreesWithTheReference(database: () => Promise<string>): void {
  let server: RunningServer
  let beNode: () => void
  let pages = 0
  beforeAll(async () => {
    server = await listen(await database())
    beNode = becomeBrowser()
  })
  afterAll(async () => {
    beNode()
    await server.stop()
  })

  it('does what the memory adapter does', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 5 }), async (script, limit) => {
        const page = `/page-${++pages}`
        const store = memoryStore()
        const memory = Array.from({ length: VIEWERS }, (_, who) =>
          memoryAdapter({ store, viewer: { id: `viewer-${who}`, guest: true } }),
        )
        const served = Array.from({ length: VIEWERS }, () =>
          httpAdapter({ server: server.address, site: SITE, tokens: memoryTokens() }),
        )
        const ids: CommentId[] = []
        for (const step of script) {
          const id = newCommentId()
          const [expected, actual] = await Promise.all(
            [memory, served].map(async (viewers) => {
              const answer = await outcome(take(viewers, page, step, ids, id))
              return answer !== null && typeof answer === 'object' ? plain(answer) : answer
            }),
          )
          expect(actual).toEqual(expected)
          if (step.what === 'comment' || step.what === 'reply') ids.push(id)
        }
        const reference = await readAll(memory, page, limit)
        expect(await readAll(served, page, limit)).toEqual(reference)

        const { seq } = (await memory[0]?.open(page))?.thread ?? { seq: 0 }
        const [one, other] = [memory[0], served[0]]
        if (one === undefined || other === undefined) throw new Error('There is no viewer.')
        const since = Math.floor(seq / 3)
        expect(await told(other, page, since, seq)).toEqual(await told(one, page, since, seq))

        for (const id of ids) {
          const [where, there] = await Promise.all(
            [one, other].map((viewer) => outcome(viewer.locate(page, id, { order: 'oldest', limit }))),
          )
          const found = (location: typeof where) =>
            typeof location === 'string' || location === undefined
              ? location
              : [location.ancestors, location.comments.map(plain), location.previous !== null, location.next !== null]
          expect(found(there)).toEqual(found(where))
        }
        for (const [who, viewer] of served.entries()) {
          const [mine, theirs] = await Promise.all([viewer.viewer(page), memory[who]?.viewer(page)])
          expect(inOrder(mine)).toEqual(theirs && inOrder(theirs))
        }
        await Promise.all([...memory, ...served].map((adapter) => adapter.close()))
      }),
      // The first failure is told as it is: shrinking it takes longer than a test may.
      { numRuns: 15, endOnFailure: true },
    )
  }, 120_000)
}

describe('a server on SQLite', () => agreesWithTheReference(async () => ':memory:'))

onPostgres('a server on Postgres', (newDatabase) => agreesWithTheReference(() => newDatabase('migrated')))
