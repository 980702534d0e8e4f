import type { Context } from 'hono'
import type { AppDeps } from '../deps.ts'

/** The address that readers reach the server under, without a slash at its end. */
export function publicAddressOf(c: Context, { publicAddress }: Pick<AppDeps, 'publicAddress'>): string {
  return publicAddress ?? new URL(c.req.url).origin
}
