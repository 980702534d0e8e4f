import type { StorageAdapter } from '../adapter.ts'
import { newCommentId } from '../comment-id.ts'
import type { Comment, CommentId, Cursor, NewComment, Order, PageKey, Passage, Slice } from '../types.ts'
import { assert } from './assert.ts'
import type { Scene } from './runner.ts'

/** A passage as a writer hands it in. */
export const PASSAGE: Passage = {
  quote: 'open weights stay',
  selectors: [
    { type: 'TextQuoteSelector', exact: 'open weights stay', prefix: 'recalled, but ', suffix: '. Every model' },
    { type: 'TextPositionSelector', start: 5_020, end: 5_037 },
  ],
}

/** A new comment with whatever the test does not care about filled in. */
export function newComment(values: Partial<NewComment> = {}): NewComment {
  return { id: newCommentId(), parent: null, source: 'Open weights stay.', name: 'Ada', ...values }
}

export async function post(scene: Scene, values: Partial<NewComment> = {}, viewer = 'ada'): Promise<Comment> {
  return (await scene.as(viewer)).create(scene.page, newComment({ name: viewer, ...values }))
}

/** Posts so many top-level comments, one after the other. */
export async function postMany(scene: Scene, count: number, values: Partial<NewComment> = {}): Promise<Comment[]> {
  const comments: Comment[] = []
  for (let i = 1; i <= count; i++) comments.push(await post(scene, { source: `number ${i}`, ...values }))
  return comments
}

export interface ReadOptions {
  readonly order?: Order
  readonly limit?: number
  /** Run between two readings: what others do meanwhile. */
  readonly meanwhile?: () => Promise<void>
}

/** Reads a whole thread in reading order, by following every cursor to its end. */
export async function readThread(
  adapter: StorageAdapter,
  page: PageKey,
  { order, limit = 5, meanwhile = async () => {} }: ReadOptions = {},
): Promise<Comment[]> {
  const all: Comment[] = []
  let slice: Slice = await adapter.open(page, { limit, ...(order === undefined ? {} : { order }) })
  for (let pages = 0; ; pages++) {
    assert(pages < 1_000, 'the pages of the thread never end')
    all.push(...(await withBranches(adapter, page, slice, limit, meanwhile)))
    if (slice.next === null) return all
    await meanwhile()
    slice = await adapter.list(page, slice.next, { limit })
  }
}

/** The comments of a slice, each branch read to its end. */
async function withBranches(
  adapter: StorageAdapter,
  page: PageKey,
  slice: Slice,
  limit: number,
  meanwhile: () => Promise<void>,
): Promise<Comment[]> {
  const all: Comment[] = []
  const roots = slice.comments.filter(({ parent }) => parent === null)
  for (const { id } of roots) {
    all.push(...slice.comments.filter(({ root }) => root === id))
    const branch = slice.branches.find(({ root }) => root === id)
    for await (const replies of followBranch(adapter, page, branch?.next ?? null, limit, 'next', meanwhile)) {
      all.push(...replies)
    }
  }
  return all
}

/** The replies of a branch, a slice at a time, in one direction. */
export async function* followBranch(
  adapter: StorageAdapter,
  page: PageKey,
  from: Cursor | null,
  limit: number,
  direction: 'next' | 'previous',
  meanwhile: () => Promise<void> = async () => {},
): AsyncGenerator<readonly Comment[]> {
  let cursor = from
  for (let pages = 0; cursor !== null; pages++) {
    assert(pages < 1_000, 'the pages of the branch never end')
    await meanwhile()
    const slice: Slice = await adapter.replies(page, cursor, { limit })
    yield slice.comments
    cursor = slice.branches[0]?.[direction] ?? null
  }
}

/** The order that the contract promises, from nothing but the comments themselves. */
export function readingOrder(comments: readonly Comment[], order: Order): CommentId[] {
  const bySeq = (a: Comment, b: Comment): number => a.seq - b.seq
  const votes = ({ reactions }: Comment): number => reactions['up'] ?? 0
  const roots = comments.filter(({ parent }) => parent === null).toSorted(bySeq)
  if (order !== 'oldest') roots.reverse()
  if (order === 'top') roots.sort((a, b) => votes(b) - votes(a))
  const below = (parent: CommentId): CommentId[] =>
    comments
      .filter((comment) => comment.parent === parent)
      .toSorted(bySeq)
      .flatMap(({ id }) => [id, ...below(id)])
  return roots.flatMap(({ id }) => [id, ...below(id)])
}

/** The words of a comment as they were written, or its text where a store keeps HTML only. */
export function wordsOf({ body }: Comment): string {
  if (body === null) return ''
  return 'html' in body ? body.html : body.source
}

/** Numbers that are the same in every run. A linear congruential generator (Numerical Recipes, ch. 7). */
export function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
