import { AuthorizationResponseError, ResponseBodyError } from 'openid-client'
import { OutboundError } from '../outbound.ts'
import type { ProviderFailure } from './provider-error.ts'

/** What an issuer says of a client that it does not know, or not by this secret. */
const UNKNOWN_CLIENT = new Set(['invalid_client', 'unauthorized_client', 'incorrect_client_credentials'])

export function isUnknownClient(refusal: string): boolean {
  return UNKNOWN_CLIENT.has(refusal)
}

/** What went wrong with a provider, in words that come after its name. */
export function wordsFor(error: unknown): string {
  const outer = outboundErrorIn(error)
  if (outer !== undefined) return outer.message
  if (error instanceof AuthorizationResponseError) {
    return error.error === 'access_denied'
      ? 'did not sign you in, because you said no or may not'
      : `sent you back with the error ${plain(error.error)}`
  }
  const refusal = refusalIn(error)
  if (isUnknownClient(refusal)) return 'does not know this server, or not by its secret'
  if (refusal !== '') return `did not take its own answer back: ${plain(refusal)}`
  return `gave an answer that cannot be used: ${error instanceof Error ? error.message : String(error)}`
}

export function failureIn(error: unknown): ProviderFailure {
  if (outboundErrorIn(error) !== undefined) return 'silent'
  if (error instanceof AuthorizationResponseError && error.error === 'access_denied') return 'denied'
  return isUnknownClient(refusalIn(error)) ? 'unknown' : 'unusable'
}

/** The code of a refusal, also of a server that sends it as if all were well; empty when there is none. */
export function refusalIn(error: unknown): string {
  for (const cause of causesOf(error)) {
    if (cause instanceof ResponseBodyError) return cause.error
    const { body } = cause as { readonly body?: { readonly error?: unknown } }
    if (typeof body?.error === 'string') return body.error
  }
  return ''
}

/** Why the provider was not reached, if that is it. */
export function outboundErrorIn(error: unknown): OutboundError | undefined {
  return causesOf(error).find((cause) => cause instanceof OutboundError)
}

/** The error, what caused it, and so on. */
function causesOf(error: unknown): readonly object[] {
  const causes: object[] = []
  for (let cause = error; typeof cause === 'object' && cause !== null && causes.length < 10;) {
    causes.push(cause)
    cause = 'cause' in cause ? cause.cause : undefined
  }
  return causes
}

/** A code of a stranger’s, as it may stand in a sentence. */
function plain(code: string): string {
  return code.replace(/[^\w .:-]/g, '').slice(0, 60)
}
