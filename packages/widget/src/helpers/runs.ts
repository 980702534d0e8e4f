/** A part of a long list, which is drawn again only when something in it changes. */
export interface Run<T> {
  readonly key: number
  readonly items: readonly T[]
}

/**
 * Cuts a list into runs, and cuts what the list has become later in the same places: what is added, taken out or
 * moved changes one run or two, and all others are the same objects as before.
 */
export function createRuns<T extends object>(size: number): (items: readonly T[]) => readonly Run<T>[] {
  /** The run that an item belongs to. It stays there, so that it is not drawn anew. */
  const homes = new WeakMap<T, number>()
  let known = new Map<number, Run<T>>()
  let keys = 0

  return (items) => {
    const runs = new Map<number, T[]>()
    let key: number | undefined
    for (const item of items) {
      const home = homes.get(item)
      const current = key === undefined ? undefined : runs.get(key)
      const joins = home === undefined && current !== undefined && current.length < size
      if (!joins && (home === undefined || home !== key)) {
        // A home that was left in this list already is elsewhere in it: the list has another order.
        key = home === undefined || runs.has(home) ? (keys += 1) : home
        runs.set(key, [])
      }
      if (key === undefined) continue
      homes.set(item, key)
      runs.get(key)?.push(item)
    }
    const now = [...runs].map(([id, added]) => {
      const before = known.get(id)
      if (before !== undefined && isSame(before.items, added)) return before
      if (before === undefined || isInOrder(before.items, added)) return { key: id, items: added }
      // Nodes that were taken over do not change places among each other: such a run is drawn anew.
      keys += 1
      for (const item of added) homes.set(item, keys)
      return { key: keys, items: added }
    })
    known = new Map(now.map((run) => [run.key, run]))
    return now
  }
}

function isSame<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index])
}

/** Whether those that were there before stand in the same order still. */
function isInOrder<T>(before: readonly T[], now: readonly T[]): boolean {
  const places = now.map((item) => before.indexOf(item)).filter((place) => place !== -1)
  return places.every((place, index) => place > (places[index - 1] ?? -1))
}
