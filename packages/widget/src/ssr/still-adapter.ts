import { EVERYTHING, type OpenThread, type StorageAdapter, type Supports, defineAdapter } from '@afterword/storage'

/** Claims nothing, so that `defineAdapter` answers every call with `unsupported`. */
const NOTHING: Supports = {
  ...EVERYTHING,
  ...Object.fromEntries(
    Object.entries(EVERYTHING).flatMap(([claim, value]) => (typeof value === 'boolean' ? [[claim, false]] : [])),
  ),
}

/** An adapter that has one thread to show and does nothing, whatever it says: what it says decides what is drawn. */
export function stillAdapter(thread: OpenThread, supports: Supports = EVERYTHING): StorageAdapter {
  const adapter = defineAdapter({ supports: NOTHING, open: async () => thread })
  return { ...adapter, supports, subscribe: () => () => undefined }
}
