import { describe, expect, it } from 'vitest'
import { StorageError, newCommentId, type StorageAdapter } from '../src/index.ts'
import { memoryAdapter, memoryStore } from '../src/memory.ts'
import { testAdapter, type OpenStore } from '../src/testing/index.ts'

/** A deliberate mistake over a right adapter, and a sentence of the kit that it must break. */
interface Wrong {
  readonly mistake: string
  readonly breaks: string
  make(right: StorageAdapter): StorageAdapter
}

/** What the adapter that serves removed bodies remembers. */
const words = new Map<string, Awaited<ReturnType<StorageAdapter['create']>>['body']>()

const WRONG: readonly Wrong[] = [
  {
    mistake: 'offers two ways to sign in under one id',
    breaks: 'says of each way to sign in what it is called, or nothing of any',
    make: (right) => ({
      ...right,
      async open(...call) {
        const way = { id: 'email', kind: 'email', name: '' } as const
        return { ...(await right.open(...call)), identity: { guests: true, ways: [way, way] } }
      },
    }),
  },
  {
    mistake: 'loses a reply',
    breaks: 'visits every comment once, in reading order, in every order that it claims',
    make: (right) => ({
      ...right,
      async replies(...call) {
        const slice = await right.replies(...call)
        return { ...slice, comments: slice.comments.slice(1) }
      },
    }),
  },
  {
    mistake: 'repeats a comment on paging',
    breaks: 'neither repeats nor skips while others write',
    make(right) {
      let last: Awaited<ReturnType<StorageAdapter['open']>>['comments'][number] | undefined
      return {
        ...right,
        async open(...call) {
          const open = await right.open(...call)
          last = open.comments.findLast(({ parent }) => parent === null)
          return open
        },
        async list(...call) {
          const slice = await right.list(...call)
          return { ...slice, comments: last === undefined ? slice.comments : [last, ...slice.comments] }
        },
      }
    },
  },
  {
    mistake: 'pages by offsets',
    breaks: 'neither repeats nor skips while others write',
    make(right) {
      const at = async (page: string, offset: number, limit: number) => {
        const all = await right.open(page, { limit: 100 })
        const roots = all.comments.filter(({ parent }) => parent === null)
        const ids = new Set(roots.slice(offset, offset + limit).map(({ id }) => id))
        return {
          ...all,
          comments: all.comments.filter(({ root }) => ids.has(root)),
          branches: all.branches.filter(({ root }) => ids.has(root)),
          next: offset + limit < roots.length ? String(offset + limit) : null,
        }
      }
      return {
        ...right,
        open: (page, { limit = 25 } = {}) => at(page, 0, limit),
        list: (page, cursor, { limit = 25 } = {}) => at(page, Number(cursor), limit),
      }
    },
  },
  {
    mistake: 'creates twice on a retry',
    breaks: 'makes one comment of the same comment created twice',
    make(right) {
      const seen = new Set<string>()
      return {
        ...right,
        create(page, comment, options) {
          const again = seen.has(comment.id)
          seen.add(comment.id)
          return right.create(page, again ? { ...comment, id: newCommentId() } : comment, options)
        },
      }
    },
  },
  {
    mistake: 'serves a removed body',
    breaks: 'leaves a tombstone of a removed comment with replies, and none of its words anywhere',
    make(right) {
      return {
        ...right,
        async create(...call) {
          const comment = await right.create(...call)
          words.set(comment.id, comment.body)
          return comment
        },
        async open(...call) {
          const open = await right.open(...call)
          return {
            ...open,
            comments: open.comments.map((comment) => ({ ...comment, body: words.get(comment.id) ?? null })),
          }
        },
      }
    },
  },
  {
    mistake: 'ignores abort',
    breaks: 'rejects every method when its signal is aborted already',
    make: (right) => ({ ...right, create: (page, comment) => right.create(page, comment) }),
  },
  {
    mistake: 'resumes with a gap',
    breaks: 'goes on after any number without a gap and without repeating',
    make: (right) => ({
      ...right,
      subscribe: (page, { since, ...rest }, listener) => right.subscribe(page, { ...rest, since: since + 1 }, listener),
    }),
  },
  {
    mistake: 'tells a change twice',
    breaks: 'loses nothing between two subscriptions',
    make: (right) => ({
      ...right,
      subscribe: (page, options, listener) =>
        right.subscribe(page, options, (event) => {
          listener(event)
          if (event.type === 'created') listener(event)
        }),
    }),
  },
  {
    mistake: 'overwrites on a stale edit',
    breaks: 'overwrites nothing unseen',
    make(right) {
      const versions = new Map<string, number>()
      return {
        ...right,
        async edit(page, id, { source }, options) {
          const edited = await right.edit(page, id, { source, version: versions.get(id) ?? 1 }, options)
          versions.set(id, edited.version)
          return edited
        },
      }
    },
  },
  {
    mistake: 'offers an edit that it will refuse',
    breaks: 'says for how long a comment can be edited, and refuses it later',
    make: (right) => ({
      ...right,
      async viewer(...call) {
        const viewer = await right.viewer(...call)
        return { ...viewer, own: viewer.own.map((own) => ({ ...own, editableFor: 1_000 })) }
      },
    }),
  },
  {
    mistake: 'drops a report',
    breaks: 'keeps one report of each viewer, the last that they gave',
    make: (right) => ({ ...right, report: async () => {} }),
  },
  {
    mistake: 'tells of a report by a number of the thread',
    breaks: 'shows a report to nobody',
    make: (right) => ({
      ...right,
      async report(page, id, ...rest) {
        await right.report(page, id, ...rest)
        await right.react(page, id, { reaction: 'up', on: true })
      },
    }),
  },
  {
    mistake: 'changes the quote with the place',
    breaks: 'sets a passage to its place in the edited article, and keeps its quote',
    make: (right) => ({
      ...right,
      async reattach(...call) {
        const comment = await right.reattach(...call)
        const [selector] = comment.passage?.selectors ?? []
        const quote = selector?.type === 'TextQuoteSelector' ? selector.exact : ''
        return { ...comment, passage: { quote, selectors: comment.passage?.selectors ?? [] } }
      },
    }),
  },
  {
    mistake: 'sets a passage anew and tells nobody',
    breaks: 'tells subscribers that a passage was set anew',
    make: (right) => ({
      ...right,
      subscribe: (page, options, listener) =>
        right.subscribe(page, options, (event) => {
          if (event.type !== 'changed') listener(event)
        }),
    }),
  },
  {
    mistake: 'counts what was removed',
    breaks: 'counts replies, and nothing that was removed',
    make: (right) => ({
      ...right,
      counts: async (pages) =>
        Object.fromEntries(
          await Promise.all(pages.map(async (page) => [page, (await right.open(page)).comments.length])),
        ),
    }),
  },
  {
    mistake: 'claims what it cannot do',
    breaks: 'does what it claims and refuses the rest as unsupported',
    make: (right) => ({
      ...right,
      locate: async () => {
        throw new StorageError('unsupported', 'This adapter does not locate, whatever it claims.')
      },
    }),
  },
  {
    mistake: 'goes on after closing',
    breaks: 'rejects every method after closing, and closes twice',
    make: (right) => ({ ...right, close: async () => {} }),
  },
  {
    mistake: 'counts a vote as often as it is given',
    breaks: 'counts a reaction once for each viewer',
    make(right) {
      let votes = 0
      return {
        ...right,
        async react(page, id, change, options) {
          votes += change.on ? 1 : -1
          return { ...(await right.react(page, id, change, options)), reactions: { [change.reaction]: votes } }
        },
      }
    },
  },
]

const openMemory =
  (make: (right: StorageAdapter) => StorageAdapter): OpenStore =>
  async () => {
    const store = memoryStore()
    let editWindow: number | null = 60_000
    return {
      page: '/article',
      connect: async (viewer) => make(memoryAdapter({ store, viewer: { id: viewer, guest: true }, editWindow })),
      closeEditing: async () => void (editWindow = 0),
      reports: async () => store.reports('/article'),
      closeThread: () => store.setClosed('/article', true),
      dispose: async () => {},
    }
  }

/** Runs the named test of the kit, or all, and returns what failed. */
async function failuresOf(open: OpenStore, only?: string): Promise<string[]> {
  const tests: { readonly name: string; readonly body: () => Promise<void> }[] = []
  testAdapter({ describe: (_name, body) => body(), it: (name, body) => tests.push({ name, body: () => body() }) }, open)
  const failed: string[] = []
  for (const { name, body } of tests) {
    if (only !== undefined && name !== only) continue
    await body().catch(() => failed.push(name))
  }
  expect(tests.length).toBeGreaterThan(40)
  return failed
}

describe('the kit', () => {
  it('is green on the right adapter', async () => {
    expect(await failuresOf(openMemory((right) => right))).toEqual([])
  })

  it.each(WRONG)('is red on an adapter that $mistake', async ({ make, breaks }) => {
    expect(await failuresOf(openMemory(make), breaks)).toEqual([breaks])
  })
})
