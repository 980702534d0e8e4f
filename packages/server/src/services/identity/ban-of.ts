import { createHash } from 'node:crypto'

/**
 * What a ban is kept under when the account goes that it holds for: whoever signs in the same way again is banned
 * still. Nothing else of the account is left, and the hash goes with the ban.
 */
export function banOf({ provider, subject }: { readonly provider: string; readonly subject: string }): string {
  return `left:${createHash('sha256')
    .update(JSON.stringify([provider, subject]))
    .digest('base64url')}`
}
