import type { CommentId } from '@afterword/storage'

/** Where a commented passage stands in the article's text now. */
export interface Spot {
  readonly id: CommentId
  readonly start: number
  readonly end: number
}

/** Comments on one passage: on the same words, or on words that overlap by most. */
export interface Group {
  /** Those of the comment that is the group's first. */
  readonly start: number
  readonly end: number
  readonly ids: readonly CommentId[]
}

/** Joins what overlaps by more than half of both; the rest stays apart. In the order of the text. */
export function joinPassages(spots: readonly Spot[]): readonly Group[] {
  const groups: { start: number; end: number; ids: CommentId[] }[] = []
  /** Those that reach to where the next one begins. */
  let reaching: typeof groups = []
  for (const { id, start, end } of [...spots].toSorted(inOrder)) {
    reaching = reaching.filter((group) => group.end > start)
    const same = reaching.findLast((group) => overlapsByMost(group, { start, end }))
    if (same === undefined) {
      const group = { start, end, ids: [id] }
      groups.push(group)
      reaching.push(group)
    } else same.ids.push(id)
  }
  return groups
}

/** The group that words belong to, if any. */
export function groupFor(groups: readonly Group[], words: Stretch): Group | null {
  return groups.find((group) => overlapsByMost(group, words)) ?? null
}

/** The groups whose words stand at this place, the shortest first. */
export function groupsAt(groups: readonly Group[], offset: number): readonly Group[] {
  return groups
    .filter(({ start, end }) => start <= offset && offset < end)
    .toSorted((a, b) => a.end - a.start - (b.end - b.start))
}

interface Stretch {
  readonly start: number
  readonly end: number
}

function overlapsByMost(a: Stretch, b: Stretch): boolean {
  const common = Math.min(a.end, b.end) - Math.max(a.start, b.start)
  return common * 2 > Math.max(a.end - a.start, b.end - b.start)
}

function inOrder(a: Spot, b: Spot): number {
  return a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1)
}
