import type { Context } from 'hono'
import type { Sender } from '../services/moderation/asked/asker.ts'

/** Who sends a request, as far as it is known. Nothing of it is stored. */
export function senderOf(c: Context, address: string | undefined): Sender | undefined {
  return address === undefined ? undefined : { address, agent: c.req.header('User-Agent') ?? '' }
}
