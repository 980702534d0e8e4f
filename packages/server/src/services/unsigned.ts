import { createHmac, randomBytes } from 'node:crypto'
import type { CommentId } from '@afterword/storage'

/** Milliseconds for which the same words from the same place are the same comment: a button that was pressed twice. */
const TWICE = 120_000

export interface Unsigned {
  /** Belongs to nobody afterwards: what was written without a script cannot be edited. */
  readonly token: string
  readonly id: CommentId
}

export interface UnsignedWriters {
  /** @param what everything that makes the comment what it is */
  sign(what: readonly (string | null)[], address: string | undefined): Unsigned
}

/** Tokens and ids for who has no script to make them, from a key that lives as long as this process. */
export function unsignedWriters(clock: () => number): UnsignedWriters {
  const key = randomBytes(32)
  return {
    sign(what, address = '') {
      const at = Math.floor(clock() / TWICE) * TWICE
      const hash = (purpose: string): Buffer =>
        createHmac('sha256', key)
          .update(JSON.stringify([purpose, at, address, ...what]))
          .digest()
      return { token: `awg_${hash('token').toString('base64url')}`, id: uuidv7(at, hash('id')) }
    },
  }
}

function uuidv7(milliseconds: number, bits: Buffer): CommentId {
  const time = milliseconds.toString(16).padStart(12, '0')
  const rest = bits.toString('hex')
  const variant = ((bits[10] ?? 0) & 0x3f) | 0x80
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-${variant.toString(16)}${rest.slice(4, 6)}-${rest.slice(6, 18)}`
}
