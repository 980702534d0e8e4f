import type { StorageAdapter } from '@afterword/storage'
import type { Outbox } from '@afterword/storage/outbox'

/** Where a thread comes from. Opening it needs little code; everything else waits for the whole adapter. */
export interface Source extends Pick<StorageAdapter, 'supports' | 'open'> {
  whole(): Promise<Outbox>
}
