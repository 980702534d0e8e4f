import type { Branch, Comment, CommentId, Order, Slice } from '@afterword/storage'

/** A comment, and what stands below it in the order to show. */
export interface Drawn {
  readonly comment: Comment
  readonly parent: Comment | null
  readonly replies: readonly Drawn[]
  /** What is left of its branch. */
  readonly left: Branch | undefined
}

/** The comments of a slice as a tree, in the order that the store of the interface shows them in (`store/thread.ts`). */
export function branchesOf({ comments, branches }: Slice, order: Order): readonly Drawn[] {
  const below = new Map<CommentId | null, Comment[]>()
  for (const comment of new Map(comments.map((each) => [each.id, each])).values()) {
    const siblings = below.get(comment.parent)
    if (siblings === undefined) below.set(comment.parent, [comment])
    else siblings.push(comment)
  }
  const left = new Map(branches.map((branch) => [branch.root, branch]))
  const draw = (parent: Comment | null, sign: number): Drawn[] =>
    (below.get(parent?.id ?? null) ?? [])
      .toSorted((a, b) => sign * (ageOf(a) - ageOf(b)) || 0)
      .map((comment) => ({ comment, parent, replies: draw(comment, 1), left: left.get(comment.id) }))
  // In the order of votes each stays where it was met.
  return draw(null, order === 'top' ? 0 : order === 'oldest' ? 1 : -1)
}

/** What has no number yet is the newest. */
function ageOf({ seq }: Comment): number {
  return seq || Number.MAX_SAFE_INTEGER
}
