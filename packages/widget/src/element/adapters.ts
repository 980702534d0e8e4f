import type { PageKey, StorageAdapter } from '@afterword/storage'
import { httpAdapter } from '@afterword/storage/http'
import { type Outbox, type OutboxStore, isOutbox, outbox } from '@afterword/storage/outbox'
import type { Settings } from './settings.ts'

/** A request that was sent before the element was there. */
export type Opening = { readonly address: string; readonly response: Promise<Response> }

/** The adapter of a thread, and the name that its drafts are kept under. */
export interface Storage {
  readonly adapter: Outbox
  readonly scope: string
  /** Whether the element made the adapter, and so closes it. */
  readonly made: boolean
  /** Whether nothing leaves this browser. */
  readonly ownStorage: boolean
}

/** The owner's adapter, else the server's, else this browser's own storage. */
export async function storageFor(
  settings: Settings,
  given: StorageAdapter | null,
  opening: Opening | undefined,
): Promise<Storage> {
  const { server, site } = settings
  if (given !== null) {
    if (isOutbox(given)) return { adapter: given, scope: 'adapter', made: false, ownStorage: false }
    // Closing ends our wrapping; the owner's adapter stays open.
    const kept: StorageAdapter = { ...given, close: async () => undefined }
    return {
      adapter: outbox(kept, { store: lazyOutboxStore('adapter', settings.page) }),
      scope: 'adapter',
      made: true,
      ownStorage: false,
    }
  }
  if (server !== null) {
    const scope = `${server}:${site}`
    const http = httpAdapter({ server, site, ...(opening === undefined ? {} : { opening }) })
    return { adapter: outbox(http, { store: lazyOutboxStore(scope) }), scope, made: true, ownStorage: false }
  }
  const { indexedDBAdapter } = await import('@afterword/storage/indexeddb')
  const parse = async (source: string) => (await import('@afterword/markdown')).parseMarkdown(source)
  return { adapter: outbox(indexedDBAdapter({ parse })), scope: 'browser', made: true, ownStorage: true }
}

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
    delete: async (id) => (await store()).delete(id),
  }
}
