import { lookup } from 'node:dns'
import type { LookupAddress } from 'node:dns'
import { request as requestHttp } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import type { LookupFunction } from 'node:net'
import { isInner } from './inner-addresses.ts'

export interface OutboundRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Left out of what is only read. */
  readonly body?: string
  /** Milliseconds for all of it. */
  readonly patience: number
  readonly signal?: AbortSignal | undefined
}

export interface OutboundAnswer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly text: string
}

/** Why there is no answer, in words that come after the name of who was asked: “the webhook ” + “gave no answer”. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError'
}

/** The one way in which the server calls others of its own accord. */
export interface Outbound {
  /** @throws OutboundError */
  get(request: OutboundRequest): Promise<OutboundAnswer>
  /** @throws OutboundError */
  post(request: OutboundRequest): Promise<OutboundAnswer>
}

/** Bytes. What is waited for is a word or two, or a document of a few keys. */
const MOST_READ = 65_536

/**
 * A site's owner chooses the address, so it must lead nowhere that only the server can reach: what is looked at is the
 * address that the connection goes to, not the name. Redirects are not followed. What `local` names, as `host:port`,
 * whoever runs the server allows.
 */
export function createOutbound(local: readonly string[]): Outbound {
  async function ask(method: Sending['method'], { url, headers, body = '', patience, signal }: OutboundRequest) {
    const target = targetOf(url)
    const allowed = local.includes(hostAndPort(target))
    if (!allowed) requireOuter(target)
    const late = AbortSignal.timeout(patience)
    const over = signal === undefined ? late : AbortSignal.any([late, signal])
    const sending = { method, headers, body, signal: over }
    try {
      return await send(target, { ...sending, ...(allowed ? {} : { lookup: outerOnly(target) }) })
    } catch (cause) {
      if (late.aborted) throw new OutboundError(`gave no answer within ${patience / 1_000} s`, { cause })
      throw cause instanceof OutboundError ? cause : new OutboundError(`cannot be reached: ${words(cause)}`, { cause })
    }
  }

  return { get: (request) => ask('GET', request), post: (request) => ask('POST', request) }
}

interface Sending {
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly signal: AbortSignal
  readonly lookup?: LookupFunction
}

function send(target: URL, { body, ...options }: Sending): Promise<OutboundAnswer> {
  return new Promise((resolve, reject) => {
    const request = target.protocol === 'https:' ? requestHttps : requestHttp
    const sent = request(target, { agent: false, ...options }, (answer) => {
      read(answer).then((text) => {
        const { statusCode: status = 0, headers } = answer
        if (status >= 300 && status < 400) reject(new OutboundError(`answered ${status}: redirects are not followed`))
        else resolve({ status, headers, text })
      }, reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

async function read(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    // Leaving the loop cuts the connection.
    if (size > MOST_READ) throw new OutboundError(`answered with more than ${MOST_READ / 1_024} KiB`)
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function targetOf(url: string): URL {
  const target = URL.canParse(url) ? new URL(url) : undefined
  if (target !== undefined && /^https?:$/.test(target.protocol) && target.username === '' && target.password === '') {
    return target
  }
  throw new OutboundError('has no address that can be asked: write it in full, with https://, without a password in it')
}

function hostAndPort({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port === '' ? (protocol === 'https:' ? 443 : 80) : port}`
}

function requireOuter(target: URL): void {
  const host = target.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && isInner(host)) throw inner(hostAndPort(target))
  if (target.protocol === 'https:') return
  throw new OutboundError(
    `is asked over https only, unless whoever runs the server names it: AFTERWORD_LOCAL_SERVICES=${hostAndPort(target)}`,
  )
}

/** Looks a name up and hands out its addresses only if none of them is of the server's own network. */
function outerOnly(target: URL): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, addresses: readonly LookupAddress[]) => {
      const [first] = addresses ?? []
      if (error !== null || first === undefined) done(error ?? new Error(`${host} has no address`), '')
      else if (addresses.some(({ address }) => isInner(address))) done(inner(hostAndPort(target)), '')
      else if (options.all === true) done(null, [...addresses])
      else done(null, first.address, first.family)
    })
  }
}

function inner(host: string): OutboundError {
  return new OutboundError(
    `is within the server’s own network. Whoever runs the server can allow it: AFTERWORD_LOCAL_SERVICES=${host}`,
  )
}

function words(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message
}
