import { nullable } from '../parse/read.ts'
import { parseComment } from '../parse/thread.ts'
import type { Comment } from '../types.ts'
import { readAnswer } from './answer.ts'
import { failureOf } from './failure.ts'

/** The tombstone; `null` when nothing is left of it. */
export const removed = (value: unknown): Comment | null => nullable(parseComment)(value, '')

/**
 * Takes a comment away with one plain `fetch`. A removal is often the last that a page does before it is left: it has
 * to be on its way when the call returns, since nothing that comes a turn later is sure to come. No signal ends it: what was
 * taken away is not there again because the page closed its adapter. It tries once.
 *
 * @param timeout milliseconds that the server may take
 * @throws StorageError
 */
export async function removeOverHttp(address: string, token: string, timeout: number): Promise<Comment | null> {
  try {
    const response = await fetch(address, {
      method: 'DELETE',
      keepalive: true,
      headers: { Authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(timeout),
    })
    return await readAnswer(response, removed)
  } catch (error) {
    throw failureOf(error)
  }
}
