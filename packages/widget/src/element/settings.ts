import { type Order, type PageKey, pageKey } from '@afterword/storage'

/** What the owner can say of a thread. Attribute `page-size`, script `data-page-size` and property `pageSize` are one. */
export const ATTRIBUTES = [
  'server',
  'site',
  'page',
  'article',
  'order',
  'page-size',
  'passage-shortcut',
  'lang',
  'dir',
] as const

export interface Settings {
  /** The server's address in full; `null`: none is named. */
  readonly server: string | null
  readonly site: string
  readonly page: PageKey
  readonly order: Order | undefined
  readonly pageSize: number | undefined
}

/**
 * Reads what the element says of itself, and for the rest the page that it stands on.
 *
 * @throws StorageError `invalid` when the page has no name
 */
export function readSettings(element: HTMLElement): Settings {
  const { document } = globalThis
  return {
    server: resolved(element.getAttribute('server')),
    site: element.getAttribute('site') ?? location.hostname,
    page: pageKey(element.getAttribute('page') ?? canonical(document) ?? location.origin + location.pathname),
    order: orderOf(element.getAttribute('order')),
    pageSize: pageSizeOf(element.getAttribute('page-size')),
  }
}

/** What is wrong with an attribute, in words for the developer, or `null`. The thread is shown nevertheless. */
export function complaint(element: HTMLElement): string | null {
  const order = element.getAttribute('order')
  if (order !== null && orderOf(order) === undefined) {
    return `order="${order}" is not known: write newest, oldest or top.`
  }
  const size = element.getAttribute('page-size')
  if (size !== null && pageSizeOf(size) === undefined) {
    return `page-size="${size}" is not a number from 1 to 100.`
  }
  return null
}

function resolved(server: string | null): string | null {
  if (server === null || server.trim() === '') return null
  // A path alone is this page's own server.
  return server.startsWith('/') ? new URL(server, location.origin).href : server
}

function canonical(document: Document): string | undefined {
  return document.querySelector<HTMLLinkElement>('link[rel~="canonical"][href]')?.href
}

function orderOf(value: string | null): Order | undefined {
  return value === 'newest' || value === 'oldest' || value === 'top' ? value : undefined
}

function pageSizeOf(value: string | null): number | undefined {
  const size = value === null ? Number.NaN : Number(value)
  return Number.isInteger(size) && size >= 1 && size <= 100 ? size : undefined
}
