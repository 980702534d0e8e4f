import type { Order } from '@afterword/storage'

const KEY = 'afterword:order'

/**
 * The order that the reader chose instead of the owner's. An owner who changes theirs is asked anew: their page
 * may have a choice of its own.
 */
export function keptOrder(owners: Order | undefined): Order | undefined {
  try {
    const [instead, order] = localStorage.getItem(KEY)?.split('>') ?? []
    return instead === (owners ?? '') ? orderOf(order) : undefined
  } catch {
    // Storage is blocked: nothing is remembered.
    return undefined
  }
}

export function keepOrder(order: Order, owners: Order | undefined): void {
  try {
    localStorage.setItem(KEY, `${owners ?? ''}>${order}`)
  } catch {
    // It is only not remembered.
  }
}

export function isOrder(value: unknown): value is Order {
  return value === 'newest' || value === 'oldest' || value === 'top'
}

export function orderOf(value: unknown): Order | undefined {
  return isOrder(value) ? value : undefined
}
