import { type Order, type PageKey, pageKey } from '@afterword/storage'
import { isOrder, keptOrder, orderOf } from './kept-order.ts'

/** What the owner can say of a thread. Attribute `page-size`, script `data-page-size` and property `pageSize` are one. */
export const ATTRIBUTES = [
  'server',
  'site',
  'page',
  'article',
  'order',
  'page-size',
  'passage-shortcut',
  'user-token',
  'lang',
  'dir',
] as const

export interface Settings {
  /** The server's address in full; `null`: none is named. */
  readonly server: string | null
  readonly site: string
  readonly page: PageKey
  /** The reader's choice, else the owner's. */
  readonly order: Order | undefined
  readonly ownersOrder: Order | undefined
  readonly pageSize: number | undefined
  /** Says who the page's own user is, for the server; `null`: nobody is said to be. */
  readonly userToken: string | null
}

/** Settings as they are given: nobody has looked yet whether the page's name is one. */
export interface GivenSettings extends Omit<Settings, 'page'> {
  readonly name: string
}

/**
 * Reads what the element says of itself, and for the rest the page that it stands on.
 *
 * @param kept the order that the reader chose instead of the owner's
 */
export function settingsGiven(element: HTMLElement, kept = keptOrder): GivenSettings {
  const { document } = globalThis
  const ownersOrder = orderOf(element.getAttribute('order'))
  return {
    server: serverOf(element),
    site: element.getAttribute('site') ?? location.hostname,
    name: element.getAttribute('page') ?? canonical(document) ?? location.origin + location.pathname,
    order: kept(ownersOrder) ?? ownersOrder,
    ownersOrder,
    pageSize: pageSizeOf(element.getAttribute('page-size')),
    userToken: element.getAttribute('user-token') || null,
  }
}

/** @throws StorageError `invalid` when the page has no name */
export function readSettings(element: HTMLElement): Settings {
  const { name, ...settings } = settingsGiven(element)
  return { ...settings, page: pageKey(name) }
}

/** The name that drafts, visits and what waits are kept under. */
export function scopeOf({ server, site }: Settings): string {
  return `${server}:${site}`
}

/**
 * Whether something may be wrong with how the element is set up. Only then the words for it are loaded: a reader
 * pays for the look, a developer for the answer.
 */
export function isDoubtful(element: HTMLElement): boolean {
  const [order, size, article] = ['order', 'page-size', 'article'].map((name) => element.getAttribute(name))
  const tag = element.previousElementSibling
  return [
    order && !isOrder(order),
    size && !isPageSize(size),
    article && !finds(article),
    element.getAttributeNames().some((name) => !namesOf().test(name)),
    tag?.hasAttribute('data-afterword-done') && tag.getAttributeNames().some((name) => !tagNames().test(name)),
    document.querySelectorAll(element.localName).length > 1,
  ].some(Boolean)
}

const namesOf = (): RegExp => new RegExp(`^(${ATTRIBUTES.join('|')}|id|class|style)$`)
const tagNames = (): RegExp =>
  new RegExp(
    `^(data-(${ATTRIBUTES.join('|')}|storage|insert|afterword-done)|src|type|async|defer|crossorigin|integrity|nonce)$`,
  )

function finds(selector: string): boolean {
  try {
    return document.querySelector(selector) !== null
  } catch {
    return false
  }
}

/** The server's address in full, as far as it is one; `null`: none is named. */
export function serverOf(element: HTMLElement): string | null {
  const server = element.getAttribute('server')
  if (server === null || server.trim() === '') return null
  // A path alone is this page's own server.
  return server.startsWith('/') ? new URL(server, location.origin).href : server
}

function canonical(document: Document): string | undefined {
  return document.querySelector<HTMLLinkElement>('link[rel~="canonical"][href]')?.href
}

export function isPageSize(value: string): boolean {
  const size = Number(value)
  return Number.isInteger(size) && size >= 1 && size <= 100
}

function pageSizeOf(value: string | null): number | undefined {
  return value !== null && isPageSize(value) ? Number(value) : undefined
}
