import { StorageError } from '@afterword/storage'
import type { IdentityChange } from '@afterword/storage/admin'
import * as v from 'valibot'
import type { Queries } from '../../database/queries.ts'
import { saveIdentity } from '../../database/sites.ts'
import type { Site } from '../../database/sites.ts'
import { importHostKey } from './host-users.ts'
import { mergeWays, readWays } from './ways.ts'
import type { Ways } from './ways.ts'

/**
 * Sets how people sign in on a site; what is left out stays as it is.
 *
 * @throws StorageError `invalid` with the field, for what cannot be used
 */
export async function setWays(queries: Queries, site: Site, change: IdentityChange): Promise<Ways> {
  const merged = mergeWays(change, readWays(site.identity))
  if (!merged.success) {
    const [issue] = merged.issues
    throw unusable(v.getDotPath(issue) ?? 'host.key', issue.message)
  }
  const { host } = merged.output
  if (host !== null) {
    await importHostKey(host).catch((cause: unknown) => {
      throw unusable('host.key', 'It is no Ed25519 public key, as PEM (-----BEGIN PUBLIC KEY-----) or as JWK.', cause)
    })
  }
  await saveIdentity(queries, site.id, JSON.stringify(merged.output))
  return merged.output
}

function unusable(field: string, message: string, cause?: unknown): StorageError {
  return new StorageError('invalid', `${field} cannot be used. ${message}`, { field, cause })
}
