import { type Block, type Comment, type OpenThread, newCommentId } from '@afterword/storage'

export const PAGE = '/article'
export const NOW = Date.UTC(2026, 10, 25, 12)

/** What is in a comment, apart from its place in the thread. */
export interface Said extends Pick<Comment, 'author' | 'reactions' | 'seq'> {
  readonly blocks: readonly Block[] | string
  readonly ago: number
  readonly edited: boolean
  readonly pending: boolean
  readonly passage: string | null
  /** Which of those before it answers; none: it stands at the top. */
  readonly answers: number | null
}

export interface Given {
  readonly said: readonly Said[]
  /** Branches of which something is left. */
  readonly left: number
  readonly next: boolean
  readonly closed: boolean
  /** The reactions of the site. */
  readonly known: readonly string[]
}

/** What a server answers with. */
export function threadOf({ said: all, left, next, closed, known }: Given): OpenThread {
  const comments: Comment[] = []
  for (const { author, blocks, ago, edited, pending, passage, reactions, answers, seq } of all) {
    const parent = answers === null ? undefined : comments[answers]
    const id = newCommentId()
    comments.push({
      id,
      parent: parent?.id ?? null,
      root: parent?.root ?? id,
      depth: parent === undefined ? 0 : parent.depth + 1,
      seq,
      version: 1,
      status: pending ? 'pending' : 'published',
      createdAt: NOW - ago,
      editedAt: edited ? NOW - ago + 500 : null,
      author,
      body: author === null ? null : typeof blocks === 'string' ? { html: blocks } : { source: '', content: blocks },
      passage: passage === null ? null : { quote: passage, selectors: [] },
      reactions,
    })
  }
  const roots = comments.filter(({ parent }) => parent === null)
  return {
    thread: { page: PAGE, seq: 30, count: comments.length, closed },
    comments,
    branches: roots
      .slice(0, left)
      .map(({ id }, index) => ({ root: id, previous: null, next: 'on', remaining: index + 1 })),
    previous: null,
    next: next ? 'on' : null,
    reactions: known,
    editWindow: null,
    passages: [],
  }
}
