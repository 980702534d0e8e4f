import { batch, computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { Comment } from '@afterword/storage'
import type { Decision, QueueItem, QueuePage } from '@afterword/storage/admin'
import type { Api } from '../api.ts'
import type { Notices } from './notices.ts'
import type { PlaceStore } from './place.ts'

type Status = Comment['status']

/** The queue of the place where one is. */
export interface QueueStore {
  readonly items: ReadonlySignal<readonly QueueItem[]>
  readonly counts: ReadonlySignal<QueuePage['counts'] | null>
  readonly loading: ReadonlySignal<boolean>
  readonly more: ReadonlySignal<boolean>
  /** What is newer was looked through, in milliseconds since 1970; what is older not yet. */
  readonly searchedTo: ReadonlySignal<number | null>
  /** The comment that the keyboard acts upon. */
  readonly current: ReadonlySignal<QueueItem | null>
  readonly chosen: Signal<ReadonlySet<string>>
  /** How far a decision on many is: done and all. */
  readonly progress: ReadonlySignal<{ readonly done: number; readonly all: number } | null>
  select(id: string): void
  /** To the next or the previous one. */
  step(by: 1 | -1): void
  load(): Promise<void>
  loadMore(): Promise<void>
  /** Ends a search that goes on. `loadMore` takes it up again. */
  stop(): void
  /** Decides on the chosen ones, or on the current one. */
  decide(to: Status): Promise<void>
  decideOn(items: readonly QueueItem[], to: Status): Promise<void>
  choose(id: string, on: boolean): void
  chooseAll(on: boolean): void
}

export interface QueueDeps {
  readonly api: Api
  readonly place: PlaceStore
  readonly notices: Notices
  readonly attempt: (work: () => Promise<void>) => Promise<boolean>
  /** Whether somebody is signed in. */
  readonly ready: ReadonlySignal<boolean>
}

/** The server takes so many at once. */
const AT_ONCE = 100

/** A search that finds less goes on by itself. */
const WANTED = 25

const DONE: Readonly<Record<Status, string>> = {
  published: 'published',
  pending: 'held',
  spam: 'marked as spam',
  removed: 'removed',
}

export function createQueue({ api, place, notices, attempt, ready }: QueueDeps): QueueStore {
  const items = signal<readonly QueueItem[]>([])
  const counts = signal<QueuePage['counts'] | null>(null)
  const loading = signal(false)
  const next = signal<string | null>(null)
  const searchedTo = signal<number | null>(null)
  const currentId = signal<string | null>(null)
  const chosen = signal<ReadonlySet<string>>(new Set())
  const progress = signal<{ done: number; all: number } | null>(null)
  let reading = 0

  async function read(cursor: string | undefined): Promise<void> {
    const { site, tab, filter } = place.current.peek()
    if (site === null) return
    const turn = ++reading
    loading.value = true
    await attempt(async () => {
      let from = cursor
      let found = 0
      do {
        const page = await api.queue(site, tab, filter, from)
        if (turn !== reading) return
        batch(() => {
          items.value = from === undefined ? page.items : [...items.value, ...page.items]
          if (from === undefined || currentId.value === null) currentId.value = page.items[0]?.comment.id ?? null
          next.value = page.next
          searchedTo.value = page.searchedTo
          counts.value = page.counts
        })
        found += page.items.length
        from = page.next ?? undefined
      } while (searchedTo.value !== null && found < WANTED)
    })
    if (turn === reading) loading.value = false
  }

  /** What is decided leaves the tab that it was in; what is next takes its place under the keyboard. */
  function takeOut(ids: ReadonlySet<string>): void {
    const all = items.value
    const at = all.findIndex(({ comment }) => comment.id === currentId.value)
    const left = all.filter(({ comment }) => !ids.has(comment.id))
    const following = all.slice(at).find(({ comment }) => !ids.has(comment.id)) ?? left.at(-1)
    batch(() => {
      items.value = left
      currentId.value = following?.comment.id ?? null
      chosen.value = new Set([...chosen.value].filter((id) => !ids.has(id)))
    })
  }

  /** Sends verdicts in portions; which were taken. */
  async function send(site: string, decisions: readonly Decision[]): Promise<readonly Decision[]> {
    const taken: Decision[] = []
    const late: string[] = []
    for (let from = 0; from < decisions.length; from += AT_ONCE) {
      if (decisions.length > AT_ONCE) progress.value = { done: from, all: decisions.length }
      const portion = decisions.slice(from, from + AT_ONCE)
      const went = await attempt(async () => {
        for (const [index, result] of (await api.decide(site, portion)).entries()) {
          const decision = portion[index]
          if (decision !== undefined && result.done) taken.push(decision)
          if (!result.done) late.push(lateWords(result.item))
        }
      })
      if (!went) break
    }
    progress.value = null
    if (late[0] !== undefined) {
      notices.say(late.length === 1 ? late[0] : `${late.length} were decided by somebody else meanwhile.`, {
        wrong: true,
      })
    }
    return taken
  }

  async function decideOn(some: readonly QueueItem[], to: Status): Promise<void> {
    const { site, tab } = place.current.peek()
    if (site === null || some.length === 0) return
    const decisions = some.map(({ comment }) => ({ id: comment.id, from: comment.status, to }))
    const taken = await send(site, decisions)
    if (taken.length > 0) {
      const words = `${taken.length === 1 ? 'Comment' : `${taken.length} comments`} ${DONE[to]}.`
      const changed = taken.filter(({ from }) => from !== to)
      notices.say(
        words,
        changed.length === 0
          ? {}
          : { undo: () => void undo(changed.map(({ id, from }) => ({ id, from: to, to: from }))) },
      )
    }
    const gone = new Set(decisions.filter(({ from }) => tab === 'reported' || from !== to).map(({ id }) => id))
    takeOut(gone)
    await refreshCounts()
    if (items.value.length === 0 && next.value !== null) await read(undefined)
  }

  async function undo(decisions: readonly Decision[]): Promise<void> {
    const { site } = place.current.peek()
    if (site === null) return
    const taken = await send(site, decisions)
    if (taken.length > 0) notices.say('Undone.')
    await read(undefined)
    const first = taken[0]
    if (first !== undefined && items.value.some(({ comment }) => comment.id === first.id)) currentId.value = first.id
  }

  async function refreshCounts(): Promise<void> {
    const { site, tab, filter } = place.current.peek()
    if (site === null) return
    await attempt(async () => {
      counts.value = (await api.queue(site, tab, filter, undefined)).counts
    })
  }

  const current = computed(() => items.value.find(({ comment }) => comment.id === currentId.value) ?? null)

  // Another tab, another filter, another site: another queue.
  effect(() => {
    const { room, site } = place.current.value
    if (!ready.value || room !== 'queue' || site === null) return
    batch(() => {
      items.value = []
      chosen.value = new Set()
      next.value = null
      searchedTo.value = null
    })
    queueMicrotask(() => void read(undefined))
  })

  return {
    items,
    counts,
    loading,
    more: computed(() => next.value !== null),
    searchedTo,
    current,
    chosen,
    progress,
    select(id) {
      currentId.value = id
    },
    step(by) {
      const all = items.value
      const at = all.findIndex(({ comment }) => comment.id === currentId.value)
      const to = all[Math.min(all.length - 1, Math.max(0, at + by))]
      if (to !== undefined) currentId.value = to.comment.id
      if (at + by >= all.length - 1 && next.value !== null && !loading.value) void read(next.value)
    },
    load: () => read(undefined),
    loadMore: () => (next.value === null ? Promise.resolve() : read(next.value)),
    stop() {
      reading += 1
      loading.value = false
    },
    decide(to) {
      const picked = items.value.filter(({ comment }) => chosen.value.has(comment.id))
      const one = current.value === null ? [] : [current.value]
      return decideOn(picked.length > 0 ? picked : one, to)
    },
    decideOn,
    choose(id, on) {
      const now = new Set(chosen.value)
      if (on) now.add(id)
      else now.delete(id)
      chosen.value = now
    },
    chooseAll(on) {
      chosen.value = on ? new Set(items.value.map(({ comment }) => comment.id)) : new Set()
    },
  }
}

function lateWords(item: QueueItem | null): string {
  if (item === null) return 'Its writer removed it meanwhile.'
  const { comment, verdict } = item
  return `${verdict?.by ?? 'Somebody'} decided first: it is ${DONE[comment.status]}.`
}
