import { StorageError, cleanName, isStorageError } from '@afterword/storage'
import type { CryptoKey, JWTPayload } from 'jose'
import { errors, importJWK, importSPKI, jwtVerify } from 'jose'
import type { Site } from '../../database/sites.ts'
import type { Person } from './people.ts'
import { readWays } from './ways.ts'
import type { HostKey } from './ways.ts'

/** Seconds by which the clocks of two machines may differ. */
const TOLERANCE = 30
/** Seconds: what is stolen is of no use for long. */
const LONGEST = 86_400

/**
 * The user of the site whom a token names that the site has signed. It says `sub` (what the site calls them, for
 * ever), `name`, `aud` (the site's key here) and `exp` (a day ahead at most).
 *
 * @throws StorageError `unauthorized`, saying what is wrong with the token
 */
export async function hostUser(site: Site, token: string, now: number): Promise<Person> {
  const { host } = readWays(site.identity)
  if (host === null) {
    throw new StorageError('unauthorized', `The site ${site.key} has no users of its own here. Set its key: Settings.`)
  }
  const payload = await verified(site, host, token, now)
  const { sub = '', exp = 0 } = payload
  const { name } = payload
  if (sub === '' || sub.length > 255) throw notGood('its claim sub is no id of 1 to 255 characters')
  if (typeof name !== 'string') throw notGood('its claim name is no text')
  if (exp > now / 1_000 + LONGEST + TOLERANCE) throw notGood('its claim exp is more than a day ahead')
  return { provider: 'host', subject: sub, name: named(name), staffId: null }
}

async function verified(site: Site, host: HostKey, token: string, now: number): Promise<JWTPayload> {
  try {
    const algorithms = host.algorithm === 'HS256' ? ['HS256'] : ['EdDSA', 'Ed25519']
    const { payload } = await jwtVerify(token, await importHostKey(host), {
      algorithms,
      audience: site.key,
      requiredClaims: ['sub', 'name', 'aud', 'exp'],
      clockTolerance: TOLERANCE,
      currentDate: new Date(now),
    })
    return payload
  } catch (error) {
    throw notGood(reasonOf(error), error)
  }
}

/** @throws what cannot be read as a key */
export async function importHostKey({ algorithm, key }: HostKey): Promise<CryptoKey | Uint8Array> {
  if (algorithm === 'HS256') return new TextEncoder().encode(key)
  if (key.startsWith('-----')) return importSPKI(key, 'EdDSA')
  return importJWK({ ...JSON.parse(key), d: undefined }, 'EdDSA')
}

function named(name: string): string {
  try {
    return cleanName(name)
  } catch (error) {
    throw notGood(isStorageError(error) ? error.message : 'its claim name is no name', error)
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'it has expired'
  if (error instanceof errors.JWTClaimValidationFailed)
    return `its claim ${error.claim} is missing, or not right for this site`
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return 'its signature was not made with the key of this site'
  if (error instanceof errors.JOSEAlgNotAllowed) return 'it is signed with another algorithm than this site’s'
  return 'it cannot be read'
}

function notGood(why: string, cause?: unknown): StorageError {
  return new StorageError('unauthorized', `The token of the site’s user was not taken: ${why}. Make a new one.`, {
    cause,
  })
}
