import {
  type CommentId,
  type Location,
  type OpenThread,
  type Order,
  type PageKey,
  type Slice,
  isStorageError,
} from '@afterword/storage'
import type { Source } from './source.ts'

export interface ReadingOptions {
  readonly source: Source
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
  const { source, page, order, limit, far, wanted, signal } = options
  const size = limit === undefined ? {} : { limit }
  const locating = wanted === null || !source.supports.locate ? undefined : locate(options, wanted)
  // Whoever fails first is heard; the other must not be an error that nobody caught.
  locating?.catch(() => undefined)
  // The default is not named: the address is then that of the request which a page may have sent beforehand.
  const sorted = order === source.supports.orders[0] ? {} : { order }
  const opened = await source.open(page, { ...sorted, ...size, signal })
  const here = wanted === null || opened.comments.some(({ id }) => id === wanted)
  const location = here ? null : await locating
  const first = location ?? opened
  return { opened, slices: await readOn(first, far - topLevel(first)), gone: !here && location == null }

  /** A slice and those after it, until so many more top-level comments are here. */
  async function readOn(slice: Slice, missing: number): Promise<readonly Slice[]> {
    if (slice.next === null || missing <= 0) return [slice]
    const next = await (await source.whole()).list(page, slice.next, { ...size, signal })
    return [slice, ...(await readOn(next, missing - topLevel(next)))]
  }
}

async function locate({ source, page, order, limit, signal }: ReadingOptions, id: CommentId): Promise<Location | null> {
  try {
    return await (await source.whole()).locate(page, id, { order, ...(limit === undefined ? {} : { limit }), signal })
  } catch (error) {
    if (isStorageError(error) && error.code === 'not-found') return null
    throw error
  }
}

function topLevel({ comments }: Slice): number {
  return comments.filter(({ parent }) => parent === null).length
}
