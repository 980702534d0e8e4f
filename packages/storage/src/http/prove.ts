import { throwIfAborted } from '../errors.ts'
import { count, object, text } from '../parse/read.ts'

export interface Proving {
  /** Told now and then how much is done, 0 to 1. */
  readonly progress?: ((done: number) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/** The hardest work that is done for a comment: guesses, and iterations of each. */
const MOST_GUESSES = 1_000
const MOST_ITERATIONS = 20_000

/**
 * Does the work that a server asks for, and returns what it is shown: the ALTCHA challenge with the number whose key
 * begins as it must. It is many small steps, each of which the browser's own cryptography takes beside the page, so
 * nothing stands still and no worker is needed. `none` where a browser cannot do it, or should not.
 */
export async function prove(challenge: string, { progress, signal }: Proving = {}): Promise<string> {
  const asked = read(challenge)
  // Pages that are not served over https have no cryptography of the browser's own.
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle
  if (asked === undefined || subtle === undefined) return 'none'
  const { nonce, salt, iterations, length, prefix, most } = asked
  for (let counter = 0; counter <= most; counter++) {
    throwIfAborted(signal)
    progress?.(counter / most)
    const password = new Uint8Array([...nonce, counter >>> 24, counter >>> 16, counter >>> 8, counter])
    const key = await subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits'])
    const bits = await subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, key, length * 8)
    const derivedKey = hexOf(new Uint8Array(bits))
    if (derivedKey.startsWith(prefix)) {
      return JSON.stringify({ challenge: JSON.parse(challenge), solution: { counter, derivedKey } })
    }
  }
  return 'none'
}

function read(challenge: string) {
  try {
    const parameters = object(object(JSON.parse(challenge), '')['parameters'], 'parameters')
    const most = count(object(parameters['data'], 'data')['most'], 'most')
    const iterations = count(parameters['cost'], 'cost')
    if (parameters['algorithm'] !== 'PBKDF2/SHA-256' || most > MOST_GUESSES || iterations > MOST_ITERATIONS) {
      return undefined
    }
    return {
      nonce: bytesOf(text(parameters['nonce'], 'nonce')),
      salt: bytesOf(text(parameters['salt'], 'salt')),
      iterations,
      length: count(parameters['keyLength'], 'keyLength'),
      prefix: text(parameters['keyPrefix'], 'keyPrefix'),
      most,
    }
  } catch {
    return undefined
  }
}

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
