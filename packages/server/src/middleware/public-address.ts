import { RETURN_PATH } from '@afterword/storage/identity'
import type { Context } from 'hono'
import type { AppDeps } from '../deps.ts'

/** The address that readers reach the server under, without a slash at its end. */
export function publicAddressOf(c: Context, { publicAddress }: Pick<AppDeps, 'publicAddress'>): string {
  return publicAddress ?? new URL(c.req.url).origin
}

/** Where every provider sends readers back to. */
export function returnAddressOf(c: Context, deps: Pick<AppDeps, 'publicAddress'>): string {
  return publicAddressOf(c, deps) + RETURN_PATH
}
