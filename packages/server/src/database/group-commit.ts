import { CompiledQuery } from 'kysely'
import type { Queries } from './queries.ts'

/** Changes that share one transaction at the most: nobody else is served while they are made. */
const MOST = 32

const SAVEPOINT = CompiledQuery.raw('savepoint change')
const RELEASE = CompiledQuery.raw('release change')
const UNDO = CompiledQuery.raw('rollback to change')

/** A change that waits for its turn. */
interface Waiting {
  /** Does it. What becomes of it is told by `settle`, once it is durable. */
  readonly make: (queries: Queries) => Promise<void>
  readonly settle: () => void
  readonly fail: (error: unknown) => void
}

/**
 * Changes that come at the same time are made one after the other in one transaction, and wait for the disk once. Each
 * stands behind a savepoint of its own: one that throws is undone alone. Nobody is told anything, not even that their
 * change was refused, before what it was judged by is durable.
 */
export function groupCommit(queries: Queries): <T>(work: (queries: Queries) => Promise<T>) => Promise<T> {
  let waiting: Waiting[] = []
  let running = false

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      await gathered()
      const group = waiting.slice(0, MOST)
      waiting = waiting.slice(MOST)
      await commit(group)
    }
    running = false
  }

  /** Waits as long as each turn of the event loop brings more, and no longer than until a group is full. */
  async function gathered(): Promise<void> {
    let before
    do {
      before = waiting.length
      await turn()
    } while (waiting.length > before && waiting.length < MOST)
  }

  async function commit(group: readonly Waiting[]): Promise<void> {
    try {
      await queries.transaction().execute(async (inside) => {
        for (const { make } of group) await make(inside)
      })
      for (const { settle } of group) settle()
    } catch (error) {
      for (const { fail } of group) fail(error)
    }
  }

  return (work) =>
    new Promise((resolve, reject) => {
      let settle: () => void = () => {}
      waiting.push({
        async make(inside) {
          await inside.executeQuery(SAVEPOINT)
          try {
            const result = await work(inside)
            await inside.executeQuery(RELEASE)
            settle = () => resolve(result)
          } catch (error) {
            await inside.executeQuery(UNDO)
            await inside.executeQuery(RELEASE)
            settle = () => reject(error)
          }
        },
        settle: () => settle(),
        fail: reject,
      })
      if (running) return
      running = true
      void run()
    })
}

/** Lets everything that is ready now have its turn. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
