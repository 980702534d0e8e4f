import ky from 'ky'
import type { Client } from '../http.ts'
import { failureOf, readAnswer } from './answer.ts'

/** Milliseconds that a server may take for one attempt, and for all of them. */
const ATTEMPT = 10_000
const ALL = 25_000

/**
 * Requests with retries, time-outs and `Retry-After`, for everything after the first paint. A comment carries
 * its own id and the other writes say the state that they want, so sending any of them twice does no harm;
 * only an edit, which says where it started, is not repeated here.
 */
export function createClient(): Client {
  const api = ky.create({
    timeout: ATTEMPT,
    totalTimeout: ALL,
    throwHttpErrors: false,
    credentials: 'omit',
    retry: {
      limit: 2,
      methods: ['get', 'post', 'put', 'delete'],
      statusCodes: [408, 500, 502, 503, 504],
      afterStatusCodes: [503],
      maxRetryAfter: 5_000,
      backoffLimit: 3_000,
      jitter: true,
    },
  })
  return async (method, address, parse, { token, body, signal }) => {
    let response: Response
    try {
      response = await api(address, {
        method,
        ...(signal === undefined ? {} : { signal }),
        ...(token === undefined ? {} : { headers: { Authorization: `Bearer ${token}` } }),
        ...(body === undefined ? {} : { json: body }),
      })
    } catch (error) {
      throw failureOf(error, globalThis.navigator?.onLine ?? true)
    }
    return readAnswer(response, parse)
  }
}
