import type { Order } from '@afterword/storage'
import { keep, readKept } from './kept.ts'

const KEY = 'afterword:order'
const local = (): Storage => localStorage

/**
 * The order that the reader chose instead of the owner's. An owner who changes theirs is asked anew: their page
 * may have a choice of its own.
 */
export function keptOrder(owners: Order | undefined): Order | undefined {
  const kept = readKept(local, KEY)
  if (typeof kept !== 'object' || kept === null || !('instead' in kept) || !('order' in kept)) return undefined
  return kept.instead === (owners ?? null) ? orderOf(kept.order) : undefined
}

export function keepOrder(order: Order, owners: Order | undefined): void {
  keep(local, KEY, { order, instead: owners ?? null })
}

export function isOrder(value: unknown): value is Order {
  return value === 'newest' || value === 'oldest' || value === 'top'
}

export function orderOf(value: unknown): Order | undefined {
  return isOrder(value) ? value : undefined
}
