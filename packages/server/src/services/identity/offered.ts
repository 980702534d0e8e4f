import type { SiteIdentity, Way } from '@afterword/storage'
import type { Site } from '../../database/sites.ts'
import { readWays } from './ways.ts'

/** Who may write on a site, and how a reader signs in; `undefined` where everybody writes as a guest. */
export function offered({ identity }: Site): SiteIdentity | undefined {
  const { guests } = readWays(identity)
  const ways: readonly Way[] = []
  return guests && ways.length === 0 ? undefined : { guests, ways }
}
