import type { Report, StorageAdapter, Supports } from '../adapter.ts'
import type { CommentId, PageKey } from '../types.ts'

/**
 * What the kit needs of a test runner: vitest, node:test, mocha and their like have it. Where `it` hands a
 * context with `skip`, what an adapter does not claim is reported as skipped; elsewhere it passes.
 */
export interface Runner {
  describe(name: string, body: () => void): void
  it(name: string, body: (context?: TestContext) => Promise<void>): void
}

export interface TestContext {
  skip?(): void
}

/** An empty store of the adapter's kind, for one test. */
export interface TestStore {
  /** A page that nobody has written on. */
  readonly page: PageKey
  /** An adapter over the store for a viewer; the same name is the same viewer. */
  connect(viewer: string): Promise<StorageAdapter>
  /** The name under which `connect` gives the adapter of somebody who moderates. Left out when there is nobody. */
  readonly moderator?: string
  /** Closes the page's thread to new comments. Left out when the store cannot. */
  closeThread?(): Promise<void>
  /** Lets no comment be edited any more, for adapters that are connected afterwards. Left out when the store cannot. */
  closeEditing?(): Promise<void>
  /** What moderators are shown of the page's reports. Left out when they see them elsewhere. */
  reports?(): Promise<readonly (Report & { readonly id: CommentId })[]>
  /** Ends what `connect` began and takes the store away. */
  dispose(): Promise<void>
}

/** A store in use by one test. */
export interface Scene {
  readonly page: PageKey
  readonly store: TestStore
  /** The adapter of a viewer, the same object for the same name. */
  as(viewer: string): Promise<StorageAdapter>
}

export type OpenStore = () => Promise<TestStore>
type Need = keyof { [K in keyof Supports as Supports[K] extends boolean ? K : never]: true }

/** One test of the kit: a fresh store, skipped when the adapter does not claim what it needs. */
export type Test = (name: string, needs: readonly Need[], body: (scene: Scene) => Promise<void>) => void

export function testsOn({ it }: Runner, open: OpenStore): Test {
  return (name, needs, body) =>
    it(name, async (context) => {
      const store = await open()
      const adapters = new Map<string, StorageAdapter>()
      try {
        const as = async (viewer: string): Promise<StorageAdapter> => {
          const adapter = adapters.get(viewer) ?? (await store.connect(viewer))
          adapters.set(viewer, adapter)
          return adapter
        }
        const { supports } = await as('ada')
        if (needs.every((need) => supports[need])) await body({ page: store.page, store, as })
        else context?.skip?.()
      } finally {
        for (const adapter of adapters.values()) await adapter.close()
        await store.dispose()
      }
    })
}
