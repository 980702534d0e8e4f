import { type PageKey, type StorageAdapter, pageKey } from '@afterword/storage'
import { countOf } from './counting.ts'
import { languagesOf } from './language.ts'
import { serverOf } from './settings.ts'

/** On a server there is no such class; importing this module must do nothing there. */
const Base: typeof HTMLElement = globalThis.HTMLElement ?? Object

/** The forms that languages have for a number of things, as attributes. */
const FORMS = ['zero', 'one', 'two', 'few', 'many', 'other'] as const

/**
 * How many comments a page has, for lists of pages, as the page's language writes numbers: the number alone, or words of
 * the owner's own, `one="{count} comment" other="{count} comments"`. What stands in the element is shown until the
 * number is known, and when it cannot be had.
 *
 * All that stand on a page are asked for in one request.
 *
 * @tagname afterword-count
 * @attr {string} page - What the page is known by: as the thread on it says.
 * @attr {string} server - The server's address, `https://comments.example.org`, or a path on this one. Where the script came from, when left out.
 * @attr {string} site - The site's key at the server. The page's host name when left out.
 * @attr {string} zero - What is shown for no comments. Like the following, with `{count}` for the number; the form of the page's language when left out.
 * @attr {string} one - The words for one.
 * @attr {string} two - The words for two, where the language has a form for that.
 * @attr {string} few - The words for a few, where the language has a form for that.
 * @attr {string} many - The words for many, where the language has a form for that.
 * @attr {string} other - The words for any other number, and for those that have none of their own.
 */
export class AfterwordCount extends Base {
  static readonly observedAttributes: readonly string[] = ['page', 'server', 'site', ...FORMS]
  /** What an element asks that names no server or site: the script's. */
  static defaults: { readonly server?: string; readonly site?: string } = {}

  #adapter: StorageAdapter | null = null
  #asked = 0

  /** Where the comments live, when it is no server. */
  get adapter(): StorageAdapter | null {
    return this.#adapter
  }
  set adapter(adapter: StorageAdapter | null) {
    this.#adapter = adapter
    this.#ask()
  }

  get page(): string | null {
    return this.getAttribute('page')
  }
  set page(page: string | null) {
    if (page === null) this.removeAttribute('page')
    else this.setAttribute('page', page)
  }

  connectedCallback(): void {
    // Set before the element was defined, it hides the accessor.
    const own = Object.getOwnPropertyDescriptor(this, 'adapter')
    if (own !== undefined) {
      Reflect.deleteProperty(this, 'adapter')
      this.#adapter = own.value
    }
    this.#ask()
  }

  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    if (before !== after) this.#ask()
  }

  /** Everything that changes in one turn asks once, and the last answer that was asked for is shown. */
  #ask(): void {
    this.#asked += 1
    const turn = this.#asked
    queueMicrotask(() => {
      if (turn !== this.#asked || !this.isConnected) return
      this.#read().then(
        (count) => turn === this.#asked && this.#show(count),
        (error: unknown) => console.warn('<afterword-count>: the comments could not be counted.', error),
      )
    })
  }

  async #read(): Promise<number> {
    const page = this.#pageKey()
    if (this.#adapter !== null) return countOf(page, this.#adapter)
    const server = serverOf(this) ?? AfterwordCount.defaults.server
    if (server === undefined) throw new Error('It needs a server="…" (or an adapter) to ask.')
    const site = this.getAttribute('site') ?? AfterwordCount.defaults.site ?? location.hostname
    return countOf(page, { server, site })
  }

  #pageKey(): PageKey {
    if (this.page === null) throw new Error('It needs a page="…" to count the comments of.')
    return pageKey(this.page)
  }

  #show(count: number): void {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
    const languages = [...languagesOf(this)]
    const number = new Intl.NumberFormat(languages).format(count)
    const form = count === 0 && this.hasAttribute('zero') ? 'zero' : new Intl.PluralRules(languages).select(count)
    const words = this.getAttribute(form) ?? this.getAttribute('other')
    root.replaceChildren(words?.replaceAll('{count}', () => number) ?? number)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'afterword-count': AfterwordCount
  }
}
