import type { PageKey, StorageAdapter } from '@afterword/storage'
import { httpAdapter } from '@afterword/storage/http'
import { type Outbox, type OutboxStore, isOutbox, outbox } from '@afterword/storage/outbox'
import type { Settings } from './settings.ts'

/** An adapter that can do everything, and how its use by this element ends. */
export interface WholeAdapter {
  readonly adapter: Outbox
  close(): Promise<void>
}

/**
 * All of an adapter, with an outbox around it: the owner's, else the server's, else this browser's own storage.
 * A part of its own, since reading the first comments of a server needs none of this.
 */
export async function wholeAdapter(
  { server, site, page, userToken }: Settings,
  given: StorageAdapter | null,
): Promise<WholeAdapter> {
  if (given !== null) {
    if (isOutbox(given)) return { adapter: given, close: stayOpen }
    // Closing ends our wrapping; the owner's adapter stays open.
    const adapter = outbox({ ...given, close: stayOpen }, { store: lazyOutboxStore('adapter', page) })
    return { adapter, close: adapter.close }
  }
  if (server === null) {
    const adapter = outbox(await browserAdapter())
    return { adapter, close: adapter.close }
  }
  const { httpIdentity } = await import('@afterword/storage/http/identity')
  const identity = httpIdentity({ server, site, userToken })
  const adapter = outbox(httpAdapter({ server, site, identity }), { store: lazyOutboxStore(`${server}:${site}`) })
  return {
    adapter,
    close() {
      identity.close()
      return adapter.close()
    },
  }
}

async function browserAdapter(): Promise<StorageAdapter> {
  const { indexedDBAdapter } = await import('@afterword/storage/indexeddb')
  return indexedDBAdapter({ parse: async (source) => (await import('../text/parse.ts')).parse(source) })
}

const stayOpen = async (): Promise<void> => undefined

/**
 * Keeps what waits in this browser, so that it survives a reload; its code comes after the first comments.
 *
 * @param page with an adapter of the owner's, which has no name: what waits is sent only where it was written
 */
function lazyOutboxStore(scope: string, page?: PageKey): OutboxStore {
  const isHere = (entry: unknown): boolean =>
    page === undefined || (typeof entry === 'object' && entry !== null && 'page' in entry && entry.page === page)

  let loading: Promise<OutboxStore> | undefined
  const store = (): Promise<OutboxStore> => {
    loading ??= import('@afterword/storage/outbox/indexeddb').then(({ indexedDBOutboxStore }) =>
      indexedDBOutboxStore(`afterword-outbox:${scope}`),
    )
    loading.catch(() => {
      loading = undefined
    })
    return loading
  }
  return {
    all: async () => (await (await store()).all()).filter(isHere),
    put: async (entry) => (await store()).put(entry),
    delete: async (entry) => (await store()).delete(entry),
  }
}
