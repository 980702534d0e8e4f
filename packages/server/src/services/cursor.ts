import { createHash } from 'node:crypto'
import { LIMITS, StorageError } from '@afterword/storage'
import type { Cursor, Order } from '@afterword/storage'
import type { From, RootPlace } from '../database/reading.ts'
import { pathOf, seqsOf } from './path.ts'

/** Where a list of top-level comments goes on. */
export interface RootCursor {
  readonly order: Order
  readonly from: From<RootPlace>
}

const VERSION = 1
const ORDERS: readonly Order[] = ['newest', 'oldest', 'top']
const REPLIES = ORDERS.length
const DIRECTIONS = ['next', 'previous'] as const
const CHECK_BYTES = 4

/**
 * A cursor is a few numbers, packed, and a check that includes the thread: what was cut, changed or made for
 * another thread is not read. It needs no secret, since it leads only to what everybody may read.
 */
export function rootCursor(threadId: number, { order, from }: RootCursor): Cursor {
  return pack(threadId, [ORDERS.indexOf(order), DIRECTIONS.indexOf(from.toward), from.place.score, from.place.seq])
}

/** Where a branch goes on. A path may be 100 levels deep; each level is kept as what it adds to the one above. */
export function replyCursor(threadId: number, from: From<string>): Cursor {
  const steps = seqsOf(from.place).map((seq, level, seqs) => seq - (seqs[level - 1] ?? 0))
  return pack(threadId, [REPLIES, DIRECTIONS.indexOf(from.toward), ...steps])
}

/** @throws StorageError `bad-cursor` */
export function readRootCursor(threadId: number | undefined, cursor: Cursor): RootCursor {
  const [kind = -1, direction = -1, score, seq, ...rest] = unpack(threadId, cursor)
  const order = ORDERS[kind]
  const toward = DIRECTIONS[direction]
  if (order === undefined || toward === undefined || score === undefined || seq === undefined || rest.length > 0) {
    throw badCursor()
  }
  return { order, from: { place: { score, seq }, toward } }
}

/** @throws StorageError `bad-cursor` */
export function readReplyCursor(threadId: number | undefined, cursor: Cursor): From<string> {
  const [kind, direction = -1, ...steps] = unpack(threadId, cursor)
  const toward = DIRECTIONS[direction]
  if (kind !== REPLIES || toward === undefined || steps.length === 0) throw badCursor()
  let seq = 0
  return { place: pathOf(steps.map((step) => (seq += step))), toward }
}

function pack(threadId: number, numbers: readonly number[]): Cursor {
  const bytes = Buffer.from([VERSION, ...numbers.flatMap(varint)])
  return Buffer.concat([bytes, check(threadId, bytes)]).toString('base64url')
}

function unpack(threadId: number | undefined, cursor: Cursor): readonly number[] {
  if (threadId === undefined || cursor.length > LIMITS.cursorCharacters) throw badCursor()
  const all = Buffer.from(cursor, 'base64url')
  const bytes = all.subarray(0, -CHECK_BYTES)
  const intact =
    all.toString('base64url') === cursor &&
    bytes[0] === VERSION &&
    check(threadId, bytes).equals(all.subarray(-CHECK_BYTES))
  if (!intact) throw badCursor()
  return numbersOf(bytes.subarray(1))
}

function check(threadId: number, bytes: Buffer): Buffer {
  return createHash('sha256').update(`${threadId}:`).update(bytes).digest().subarray(0, CHECK_BYTES)
}

function varint(number: number): readonly number[] {
  const low = number % 128
  return number < 128 ? [low] : [low + 128, ...varint((number - low) / 128)]
}

function numbersOf(bytes: Buffer): readonly number[] {
  const numbers: number[] = []
  let number = 0
  let scale = 1
  for (const byte of bytes) {
    number += (byte % 128) * scale
    scale *= 128
    if (byte < 128) {
      numbers.push(number)
      number = 0
      scale = 1
    }
  }
  return numbers
}

function badCursor(): StorageError {
  return new StorageError(
    'bad-cursor',
    'The cursor was not made for this list. Read from the start: open the page again.',
    {
      field: 'cursor',
    },
  )
}
