import ky, { isHTTPError } from 'ky'
import { problemOf } from './answer.ts'
import { failureOf, parseAnswer } from './failure.ts'

/** One request and its parsed answer. */
export type Client = <T>(
  method: 'get' | 'post' | 'put' | 'patch' | 'delete',
  address: string,
  parse: (value: unknown) => T,
  options: { readonly token?: string | undefined; readonly body?: unknown; readonly signal?: AbortSignal | undefined },
) => Promise<T>

/** All attempts together may take so many times as long as one. */
const ATTEMPTS = 2.5

/**
 * Requests with retries, time-outs and `Retry-After`, for everything after the first paint. A comment carries
 * its own id and the other writes say the state that they want, so sending any of them twice does no harm;
 * only an edit, which says where it started, is not repeated here.
 *
 * @param timeout milliseconds for one attempt
 */
export function createClient(timeout: number): Client {
  const api = ky.create({
    timeout,
    totalTimeout: timeout * ATTEMPTS,
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
    let value: unknown
    try {
      value = await api(address, {
        method,
        ...(signal === undefined ? {} : { signal }),
        ...(token === undefined ? {} : { headers: { Authorization: `Bearer ${token}` } }),
        ...(body === undefined ? {} : { json: body }),
      }).json()
    } catch (error) {
      if (isHTTPError(error)) throw problemOf(error.response, error.data)
      // An answer that is no JSON came nevertheless: the network is not to blame.
      if (error instanceof SyntaxError) return parseAnswer(address, undefined, parse)
      throw failureOf(error)
    }
    return parseAnswer(address, value, parse)
  }
}
