import { DEFAULT_EDIT_WINDOW, LIMITS, UP, parseLocation, parseOpenThread, parseSlice, paths } from '@afterword/storage'
import type { Comment, Location, OpenThread, Order, Slice } from '@afterword/storage'
import { expect, it } from 'vitest'
import { onEveryDatabase } from './databases.ts'
import { PAGE, SITE, newToken, post, request } from './server.ts'
import type { TestServer } from './server.ts'

type Query = Readonly<Record<string, string>>

async function get(server: TestServer, path: string, query: Query): Promise<unknown> {
  const answer = await server.fetch(request(path, { query }))
  if (!answer.ok) throw new Error(await answer.text())
  return answer.json()
}

const open = async (server: TestServer, query: Query = {}): Promise<OpenThread> =>
  parseOpenThread(await get(server, paths.thread(SITE), query))

const locate = async (server: TestServer, id: string, query: Query = {}): Promise<Location> =>
  parseLocation(await get(server, paths.location(SITE, id), query))

const list = async (server: TestServer, cursor: string, query: Query = {}): Promise<Slice> =>
  parseSlice(await get(server, paths.comments(SITE), { cursor, ...query }))

const replies = async (server: TestServer, cursor: string, query: Query = {}): Promise<Slice> =>
  parseSlice(await get(server, paths.replies(SITE), { cursor, ...query }))

const ids = (comments: readonly Comment[]): readonly string[] => comments.map((comment) => comment.id)

/** Every slice from the first on, following `next`. */
async function follow(server: TestServer, first: Slice, query: Query): Promise<readonly Slice[]> {
  const slices = [first]
  for (let { next } = first; next !== null;) {
    const slice = await list(server, next, query)
    slices.push(slice)
    next = slice.next
  }
  return slices
}

/** The whole of a branch: its first replies, then what `next` leads to. */
async function followBranch(
  server: TestServer,
  slice: Slice,
  root: string,
  limit: string,
): Promise<readonly Comment[]> {
  const all = slice.comments.filter((comment) => comment.root === root && comment.parent !== null)
  for (let branch = slice.branches.find((each) => each.root === root); branch?.next;) {
    const more = await replies(server, branch.next, { limit })
    all.push(...more.comments)
    branch = more.branches[0]
  }
  return all
}

async function react(server: TestServer, id: string, times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    await server.fetch(request(paths.reaction(SITE, id, UP), { method: 'PUT', token: newToken() }))
  }
}

onEveryDatabase((start) => {
  it('opens a page that nobody has written on', async () => {
    const server = await start()
    expect(await open(server)).toMatchObject({
      thread: { page: PAGE, seq: 0, count: 0, closed: false },
      comments: [],
      branches: [],
      editWindow: DEFAULT_EDIT_WINDOW,
      passages: [],
      previous: null,
      next: null,
    })
    expect(await server.database.queries.selectFrom('threads').selectAll().execute()).toEqual([])
  })

  it.each(['newest', 'oldest', 'top'] as const)(
    'visits every top-level comment once, %s first',
    async (order: Order) => {
      const server = await start()
      const token = newToken()
      const written: Comment[] = []
      for (let index = 0; index < 11; index++) written.push(await post(server, token))
      const votes = [0, 2, 1, 0, 3, 2, 0, 0, 1, 0, 0]
      for (const [index, comment] of written.entries()) await react(server, comment.id, votes[index] ?? 0)

      const expected = {
        oldest: written,
        newest: written.toReversed(),
        top: written
          .toReversed()
          .toSorted((a, b) => (votes[written.indexOf(b)] ?? 0) - (votes[written.indexOf(a)] ?? 0)),
      }
      const slices = await follow(server, await open(server, { order, limit: '3' }), { limit: '3' })
      expect(slices.map((slice) => slice.comments.length)).toEqual([3, 3, 3, 2])
      expect(ids(slices.flatMap((slice) => slice.comments))).toEqual(ids(expected[order]))

      const back: Comment[] = []
      for (let previous = slices.at(-1)?.previous ?? null; previous !== null;) {
        const slice = await list(server, previous, { limit: '4' })
        back.unshift(...slice.comments)
        expect(slice.next).not.toBeNull()
        previous = slice.previous
      }
      expect(ids(back)).toEqual(ids(expected[order].slice(0, 9)))
    },
  )

  it('neither repeats nor skips while others write and remove', async () => {
    const server = await start()
    const token = newToken()
    const written: Comment[] = []
    for (let index = 0; index < 9; index++) written.push(await post(server, token))
    const first = await open(server, { order: 'newest', limit: '3' })
    await post(server, token)
    await server.fetch(request(paths.comment(SITE, first.comments[2]?.id ?? ''), { method: 'DELETE', token }))
    const rest = await follow(server, await list(server, first.next ?? '', { limit: '3' }), { limit: '3' })
    expect(ids([...first.comments, ...rest.flatMap((slice) => slice.comments)])).toEqual(ids(written.toReversed()))
  })

  it('reads a branch in the order of the tree, at any depth', async () => {
    const server = await start()
    const token = newToken()
    const root = await post(server, token)
    const other = await post(server, token)
    // Oldest first among siblings, and everything below one before the next: written in another order on purpose.
    const a = await post(server, token, { parent: root.id })
    const b = await post(server, token, { parent: root.id })
    const below: Comment[] = []
    for (let index = 0; index < 12; index++) {
      await post(server, token, { parent: other.id })
      below.push(await post(server, token, { parent: below[index - 1]?.id ?? a.id }))
    }
    const c = await post(server, token, { parent: a.id })
    const expected = ids([a, ...below, c, b])
    for (const limit of ['1', '2', '5', '100']) {
      const first = await open(server, { order: 'oldest' })
      expect(first.branches).toMatchObject([
        { root: root.id, previous: null, remaining: expected.length - LIMITS.firstReplies },
        { root: other.id, previous: null, remaining: 2 },
      ])
      expect(ids(await followBranch(server, first, root.id, limit))).toEqual(expected)
    }
  })

  it('finds its way back in a branch', async () => {
    const server = await start()
    const token = newToken()
    const root = await post(server, token)
    const written: Comment[] = []
    for (let index = 0; index < 25; index++) written.push(await post(server, token, { parent: root.id }))
    const first = await open(server)
    const second = await replies(server, first.branches[0]?.next ?? '', { limit: '10' })
    expect(ids(second.comments)).toEqual(ids(written.slice(10, 20)))
    expect(second.branches).toMatchObject([{ root: root.id, remaining: 15 }])
    const back = await replies(server, second.branches[0]?.previous ?? '', { limit: '4' })
    expect(ids(back.comments)).toEqual(ids(written.slice(6, 10)))
    const last = await replies(server, second.branches[0]?.next ?? '')
    expect(ids(last.comments)).toEqual(ids(written.slice(20)))
    expect(last.branches).toMatchObject([{ root: root.id, next: null, remaining: 20 }])
    const start25 = await replies(server, last.branches[0]?.previous ?? '', { limit: '100' })
    expect(ids(start25.comments)).toEqual(ids(written.slice(0, 20)))
    expect(start25.branches).toMatchObject([{ previous: null, remaining: 5 }])
  })

  it('locates a comment far down, with what stands above it', async () => {
    const server = await start()
    const token = newToken()
    for (let index = 0; index < 3; index++) await post(server, token)
    const root = await post(server, token)
    for (let index = 0; index < 12; index++) await post(server, token, { parent: root.id })
    const parent = await post(server, token, { parent: root.id })
    for (let index = 0; index < 12; index++) await post(server, token, { parent: parent.id })
    const target = await post(server, token, { parent: parent.id })
    for (let index = 0; index < 3; index++) await post(server, token)

    const found = await locate(server, target.id, { order: 'newest', limit: '2' })
    expect(found.ancestors).toEqual([root.id, parent.id])
    expect(ids(found.comments).slice(0, 3)).toEqual([root.id, parent.id, target.id])
    expect(found.branches[0]).toMatchObject({ root: root.id, next: null })
    expect(found.previous).not.toBeNull()
    expect(found.next).not.toBeNull()
    const before = await replies(server, found.branches[0]?.previous ?? '', { limit: '1' })
    expect(before.comments).toMatchObject([{ parent: parent.id }])
    const all = [...(await list(server, found.previous ?? '')).comments, ...found.comments]
    expect(all.filter((comment) => comment.parent === null)).toHaveLength(3 + 2)

    const top = await locate(server, root.id)
    expect(top.ancestors).toEqual([])
    expect(top.comments[0]?.id).toBe(root.id)
  })

  it('brings every passage of the page, in the slice or not', async () => {
    const server = await start()
    const token = newToken()
    const passage = { quote: 'weights', selectors: [{ type: 'TextPositionSelector', start: 3, end: 10 }] } as const
    const marked = await post(server, token, { passage })
    await post(server, token)
    const { comments, passages } = await open(server, { limit: '1' })
    expect(ids(comments)).not.toContain(marked.id)
    expect(passages).toEqual([{ id: marked.id, passage, replies: 0 }])
    await server.fetch(request(paths.comment(SITE, marked.id), { method: 'DELETE', token }))
    expect((await open(server)).passages).toEqual([])
  })

  it('delivers fewer of very long comments, but all of them, and never none', async () => {
    const server = await start()
    const token = newToken()
    // None like the other: the same again and again is held.
    const long = (words: string): string => words.padEnd(LIMITS.sourceCharacters - 1, ' word') + '.'
    const written: Comment[] = []
    for (let index = 0; index < 12; index++) {
      const own = 'x'.repeat(index + 1)
      written.push(await post(server, token, { source: long(own) }))
      for (let reply = 0; reply < 12; reply++) {
        const parent = written[index]?.id ?? null
        await post(server, token, { source: long(`${own} ${'y'.repeat(reply + 1)}`), parent })
      }
    }
    for (const order of ['oldest', 'newest']) {
      const slices = await follow(server, await open(server, { order, limit: '100' }), { limit: '100' })
      expect(slices.length).toBeGreaterThan(1)
      const roots = slices.flatMap((slice) => slice.comments).filter((comment) => comment.parent === null)
      expect(ids(order === 'oldest' ? roots : roots.toReversed())).toEqual(ids(written))
      const [last] = slices.slice(-1)
      const back = await list(server, last?.previous ?? '', { limit: '100' })
      const before = back.comments.filter((comment) => comment.parent === null)
      expect(before.at(-1)?.id).toBe(roots.at(roots.findIndex((root) => root.id === last?.comments[0]?.id) - 1)?.id)
    }
    const first = await open(server, { order: 'oldest' })
    expect(await followBranch(server, first, written[0]?.id ?? '', '100')).toHaveLength(12)
  })

  it('takes what an address differs by for the same page, and nothing else', async () => {
    const server = await start()
    const token = newToken()
    await post(server, token, {}, 'https://www.site.example/a/?utm=1#b')
    const count = async (page: string) => (await open(server, { page })).thread.count
    expect(await count('http://site.example/a')).toBe(1)
    expect(await count('site.example/a')).toBe(1)
    expect(await count('https://site.example/A')).toBe(0)
    expect(await count('https://site.example/a/b')).toBe(0)
  })
})
