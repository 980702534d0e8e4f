import { createHmac } from 'node:crypto'
import * as v from 'valibot'
import { NoAnswer, oneLine } from './asker.ts'
import type { Asker } from './asker.ts'

export interface WebhookOptions {
  readonly url: string
  /** `whsec_` and the key in base64. */
  readonly secret: string
}

/** Milliseconds. */
const PATIENCE = 10_000

const answered = v.object({
  verdict: v.picklist(['publish', 'hold', 'spam', 'none']),
  why: v.optional(v.string(), ''),
})

/**
 * Asks a server of the owner's, by a request that is signed as Standard Webhooks says, so that libraries for it can
 * check the signature. It is sent all that readers see of the comment; no address, no e-mail.
 */
export function webhook({ url, secret }: WebhookOptions): Asker {
  return {
    name: 'webhook',
    async ask(question, { outbound, now, signal }) {
      const { site, page, id, parent, version, createdAt, author, source, text, quote, hosts, trial } = question
      const comment = { id, parent, version, createdAt, author, source, text, quote, links: hosts }
      const type = trial ? 'comment.trial' : 'comment.written'
      const body = JSON.stringify({ type, timestamp: new Date(now).toISOString(), data: { site, page, comment } })
      const message = `msg_${id}_${version}`
      const seconds = Math.floor(now / 1_000)
      const { status, text: answer } = await outbound.post({
        url,
        headers: {
          'Content-Type': 'application/json',
          'User-Agent': 'Afterword',
          'webhook-id': message,
          'webhook-timestamp': String(seconds),
          'webhook-signature': signature(secret, message, seconds, body),
        },
        body,
        patience: PATIENCE,
        signal,
      })
      if (status === 204) return undefined
      if (status !== 200) throw new NoAnswer(`answered ${status}`)
      const result = v.safeParse(v.pipe(v.string(), v.parseJson(), answered), answer)
      if (!result.success) throw new NoAnswer('answered with something that is no verdict')
      const { verdict, why } = result.output
      return verdict === 'none' ? undefined : { what: verdict, why: oneLine(why) || `it said “${verdict}”` }
    },
  }
}

/** HMAC-SHA256 over id, time and body. */
export function signature(secret: string, id: string, seconds: number, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`
}
