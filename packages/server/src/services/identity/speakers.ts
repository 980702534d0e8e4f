import { StorageError } from '@afterword/storage'
import { ACCESS_TOKEN } from '@afterword/storage/identity'
import type { Site } from '../../database/sites.ts'
import { readWays } from './ways.ts'

/**
 * Who may say something on a site. What a guest wrote when they could stays theirs: they may change and remove it.
 *
 * @throws StorageError `sign-in-needed` for a guest, where the owner wants to hear no guests
 */
export function requireSpeaker({ key, identity }: Site, token: string): void {
  if (ACCESS_TOKEN.test(token) || readWays(identity).guests) return
  throw new StorageError(
    'sign-in-needed',
    `The site ${key} takes comments and reactions of people who are signed in only. Sign in on the page, and send the access token of the session.`,
  )
}
