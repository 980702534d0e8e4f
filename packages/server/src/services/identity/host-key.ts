import type { IdentitySettings } from '@afterword/storage/admin'
import type { Queries } from '../../database/queries.ts'
import type { Site } from '../../database/sites.ts'
import { setWays } from './set-ways.ts'

/**
 * Sets the key that a site signs its users' tokens with; `host: null` for none. Where `key` is `null` it stays as it is.
 *
 * @throws StorageError `invalid` with the field `host.key` for a key that is none
 */
export async function setHostKey(
  queries: Queries,
  site: Site,
  { host }: Pick<IdentitySettings, 'host'>,
): Promise<void> {
  await setWays(queries, site, { host })
}
