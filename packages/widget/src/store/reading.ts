import {
  type CommentId,
  type Location,
  type OpenThread,
  type Order,
  type PageKey,
  type Slice,
  type StorageAdapter,
  isStorageError,
} from '@afterword/storage'

export interface ReadingOptions {
  readonly adapter: StorageAdapter
  readonly page: PageKey
  readonly order: Order
  readonly limit: number | undefined
  /** How many top-level comments to read at least. */
  readonly far: number
  /** The comment that must be among them. */
  readonly wanted: CommentId | null
  readonly signal: AbortSignal
}

/** A thread as far as it was read. */
export interface Reading {
  readonly opened: OpenThread
  /** What to show, in order: from the start, or around the wanted comment. */
  readonly slices: readonly Slice[]
  /** Whether the wanted comment is not there any more. */
  readonly gone: boolean
}

/**
 * Reads a thread from its start or, where the wanted comment is not within the first slice, around that. Both
 * are asked for at the same time, since a reader who follows a link waits for one round trip as well.
 */
export async function readThread(options: ReadingOptions): Promise<Reading> {
  const { adapter, page, order, limit, far, wanted, signal } = options
  const size = limit === undefined ? {} : { limit }
  const locating = wanted === null || !adapter.supports.locate ? undefined : locate(options, wanted)
  // Whoever fails first is heard; the other must not be an error that nobody caught.
  locating?.catch(() => undefined)
  const opened = await adapter.open(page, { order, ...size, signal })
  const here = wanted === null || opened.comments.some(({ id }) => id === wanted)
  const location = here ? null : await locating
  const first = location ?? opened
  return { opened, slices: await readOn(first, far - topLevel(first)), gone: !here && location == null }

  /** A slice and those after it, until so many more top-level comments are here. */
  async function readOn(slice: Slice, missing: number): Promise<readonly Slice[]> {
    if (slice.next === null || missing <= 0) return [slice]
    const next = await adapter.list(page, slice.next, { ...size, signal })
    return [slice, ...(await readOn(next, missing - topLevel(next)))]
  }
}

async function locate(
  { adapter, page, order, limit, signal }: ReadingOptions,
  id: CommentId,
): Promise<Location | null> {
  try {
    return await adapter.locate(page, id, { order, ...(limit === undefined ? {} : { limit }), signal })
  } catch (error) {
    if (isStorageError(error) && error.code === 'not-found') return null
    throw error
  }
}

function topLevel({ comments }: Slice): number {
  return comments.filter(({ parent }) => parent === null).length
}
