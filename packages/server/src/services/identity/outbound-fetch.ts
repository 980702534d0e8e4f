import type { CustomFetch } from 'openid-client'
import type { Outbound } from '../outbound.ts'

/** Milliseconds that a provider may take for one answer. */
const PATIENCE = 6_000

/** `fetch` for a library, by the one way in which the server calls others: no inner address, no redirect, no long answer. */
export function outboundFetch(outbound: Outbound): CustomFetch {
  return async (url, { method, headers, body, signal }) => {
    const ask = method === 'POST' ? outbound.post : outbound.get
    const {
      status,
      headers: told,
      text,
    } = await ask({
      url,
      headers,
      patience: PATIENCE,
      ...(method === 'POST' ? { body: body instanceof URLSearchParams ? body.toString() : String(body ?? '') } : {}),
      signal,
    })
    const type = told['content-type'] ?? ''
    return new Response([204, 205, 304].includes(status) ? null : text, { status, headers: { 'Content-Type': type } })
  }
}
