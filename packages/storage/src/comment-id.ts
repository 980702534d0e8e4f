import type { CommentId } from './types.ts'

const FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

export function isCommentId(value: unknown): value is CommentId {
  return typeof value === 'string' && FORM.test(value)
}

/**
 * A new UUIDv7 (RFC 9562, 5.7): 48 bits of milliseconds since the epoch, then 74 random bits. Two of the
 * same millisecond have no order; nothing relies on one, since a thread is ordered by `seq`.
 */
export function newCommentId(now: number = Date.now()): CommentId {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const view = new DataView(bytes.buffer)
  view.setUint16(0, Math.floor(now / 2 ** 32))
  view.setUint32(2, now >>> 0)
  view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f))
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f))
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
