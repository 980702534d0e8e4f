import type { StorageAdapter } from '../adapter.ts'
import { parseModerated, parseUnpublished } from '../parse/moderated.ts'
import { paths } from '../protocol.ts'
import type { Query } from './address.ts'
import type { Client } from './client.ts'

/** What a moderator does over HTTP; apart, since readers need none of it. */
export type ModeratingOverHttp = Pick<StorageAdapter, 'unpublished' | 'moderate'>

/** @param send asks as who is signed in */
export function overHttp(
  site: string,
  at: (path: string, query: Query) => string,
  send: <T>(
    method: Parameters<Client>[0],
    address: string,
    parse: (value: unknown) => T,
    options: { readonly body?: unknown; readonly signal?: AbortSignal | undefined },
  ) => Promise<T>,
): ModeratingOverHttp {
  return {
    unpublished: (page, { signal } = {}) =>
      send('get', at(paths.unpublished(site), { page }), parseUnpublished, { signal }),
    moderate: (page, id, body, { signal } = {}) =>
      send('post', at(paths.moderation(site, id), { page }), parseModerated, { body, signal }),
  }
}
