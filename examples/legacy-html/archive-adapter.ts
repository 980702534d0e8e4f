import { type Comment, type StorageAdapter, defineAdapter, parseComment } from '@afterword/storage'

/** A comment as the old system exported it. */
export interface OldComment {
  readonly id: number
  /** The comment that this one answers; 0 for none. */
  readonly parent: number
  readonly author: string
  /** ISO 8601. */
  readonly date: string
  readonly html: string
}

/** Shows what an old system left behind, as it was: nobody can write there any more. */
export function archiveAdapter(pages: Readonly<Record<string, readonly OldComment[]>>): StorageAdapter {
  return defineAdapter({
    supports: {
      orders: ['oldest'],
      create: false,
      replies: true,
      edit: false,
      remove: false,
      react: false,
      report: false,
      locate: false,
      subscribe: false,
      passages: false,
      reattach: false,
      moderate: false,
      counts: false,
    },
    async open(page) {
      const old = (pages[page] ?? []).toSorted((a, b) => a.date.localeCompare(b.date))
      const comments = inReadingOrder(old).map((comment, index) => parseComment(translate(comment, index, old)))
      const thread = { page, seq: comments.length, count: comments.length, closed: true }
      return {
        thread,
        comments,
        branches: [],
        previous: null,
        next: null,
        reactions: [],
        editWindow: null,
        passages: [],
      }
    },
  })
}

/** Each comment, then its answers. What answers a comment that was lost stands at the top. */
function inReadingOrder(old: readonly OldComment[], parent = 0): readonly OldComment[] {
  const known = new Set(old.map(({ id }) => id))
  return old
    .filter((comment) => (known.has(comment.parent) ? comment.parent : 0) === parent)
    .flatMap((comment) => [comment, ...inReadingOrder(old, comment.id)])
}

function translate({ id, author, date, html }: OldComment, index: number, old: readonly OldComment[]): Comment {
  const above = ancestors(id, old)
  const createdAt = Date.parse(date)
  return {
    id: idOf(id),
    parent: above.length === 0 ? null : idOf(above[0] ?? 0),
    root: idOf(above.at(-1) ?? id),
    depth: above.length,
    seq: index + 1,
    version: 1,
    status: 'published',
    createdAt,
    editedAt: null,
    author: { id: author, name: author, guest: true },
    // It is sanitised before it is shown, whatever the old system let through.
    body: { html },
    passage: null,
    reactions: {},
  }
}

/** The comments above one, the nearest first. */
function ancestors(id: number, old: readonly OldComment[]): readonly number[] {
  const parent = old.find((comment) => comment.id === id)?.parent
  const known = old.some((comment) => comment.id === parent)
  return parent === undefined || !known ? [] : [parent, ...ancestors(parent, old)]
}

/** Old numbers as ids of today: always the same one for the same number. */
function idOf(number: number): string {
  return `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`
}
