import {
  type Comment, type PageKey, type StorageAdapter, StorageError, defineAdapter, parseComment, parseLimit, parseNewComment, plainTextContent,
} from '@afterword/storage'

/** Whatever keeps strings by name: a database, a file, somebody's cloud. */
export interface KeyValueStore {
  get(key: string): Promise<string | null>
  set(key: string, value: string): Promise<void>
}

/** Comments in any key-value store: one value for each page, oldest first, no replies and no editing. */
export function keyValueAdapter(store: KeyValueStore, viewer: string, queue: Queue = { last: Promise.resolve() }): StorageAdapter {
  const read = async (page: PageKey): Promise<readonly Comment[]> => {
    const value: unknown = JSON.parse((await store.get(page)) ?? '[]')
    return Array.isArray(value) ? value.map((comment) => parseComment(comment)) : []
  }
  return defineAdapter({
    supports: {
      orders: ['oldest'], create: true, replies: false, edit: false, remove: false, react: false, report: false, locate: false, counts: false, subscribe: false, passages: false, reattach: false, moderate: false,
    },
    async open(page, { limit } = {}) {
      parseLimit(limit)
      const comments = await read(page)
      const thread = { page, seq: comments.length, count: comments.length, closed: false }
      return { thread, comments, branches: [], previous: null, next: null, reactions: [], editWindow: 0, passages: [] }
    },
    create(page, input) {
      const { id, parent, source, name = 'Somebody' } = parseNewComment(input)
      const write = async (): Promise<Comment> => {
        const comments = await read(page)
        const there = comments.find((comment) => comment.id === id)
        const same = there?.author?.id === viewer && there.body !== null && 'source' in there.body && there.body.source === source
        if (there !== undefined && same) return there
        if (there !== undefined) throw new StorageError('id-taken', `Another comment has the id ${id}. Make a new one.`)
        if (parent !== null) throw new StorageError('parent-not-found', 'This store keeps no replies. Post it as a comment.')
        const author = { id: viewer, name, guest: true }
        const comment: Comment = {
          id, parent, root: id, depth: 0, seq: comments.length + 1, version: 1, status: 'published', createdAt: Date.now(),
          editedAt: null, author, body: { source, content: plainTextContent(source) }, passage: null, reactions: {},
        }
        await store.set(page, JSON.stringify([...comments, comment]))
        return comment
      }
      // One after the other, or two writers would each overwrite what the other wrote.
      const written = queue.last.then(write)
      queue.last = written.catch(() => undefined)
      return written
    },
  })
}

/** The line that writers of one store stand in. */
export interface Queue {
  last: Promise<unknown>
}
