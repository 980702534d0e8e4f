import type { Order, StorageAdapter } from '@afterword/storage'
import type { Opening } from '@afterword/storage/http/address'
import type { OwnMessages } from '../i18n/messages.ts'
import { type Beginning, begin } from './beginning.ts'
import type { AfterwordEventMap } from './events.ts'
import { ATTRIBUTES } from './settings.ts'

export type { AfterwordEventMap } from './events.ts'

/** On a server there is no such class; importing this module must do nothing there. */
const Base: typeof HTMLElement = globalThis.HTMLElement ?? Object

/** What makes another thread. A `lang` or `dir` rewords the one that there is; keys are asked for when they are pressed. */
const OBSERVED = ATTRIBUTES.filter((name) => !['lang', 'dir', 'passage-shortcut'].includes(name))

/**
 * A thread of comments under an article.
 *
 * @tagname afterword-comments
 * @attr {string} server - The server's address, `https://comments.example.org`, or a path on this one. Without it, and without an adapter, comments are kept in this browser.
 * @attr {string} site - The site's key at the server. The page's host name when left out.
 * @attr {string} page - What the page is known by. The canonical link, else the page's address, when left out.
 * @attr {string} article - A CSS selector of the article.
 * @attr {'newest' | 'oldest' | 'top'} order - The order to begin with.
 * @attr {number} page-size - Top-level comments to load at once, 1 to 100.
 * @attr {string} passage-shortcut - The keys that comment on a passage: `Control+Alt+M` when left out; empty for none. They must have Control, Alt or Meta among them.
 * @attr {string} user-token - A token that the page's own server has signed and that says who its user is. They then write under that name.
 * @attr {string} lang - The language of the interface: `pt-BR`. The page's when left out, else the browser's; English where there are no words in it.
 * @attr {'ltr' | 'rtl'} dir - The direction of the interface. The page's when left out, else that of the words.
 *
 * @fires {CustomEvent<{ count: number }>} afterword-ready - The thread is readable.
 * @fires {CustomEvent<{ comment: Comment }>} afterword-comment - The viewer's comment is stored.
 * @fires {CustomEvent<{ author: Author | null }>} afterword-account - Somebody is signed in, or `null`: not any more.
 * @fires {CustomEvent<{ error: StorageError }>} afterword-error - The thread could not be loaded.
 *
 * @csspart thread - The whole of it.
 * @csspart heading - The heading.
 * @csspart count - The number of comments in the heading.
 * @csspart order - The choice of order.
 * @csspart composer - A place to write.
 * @csspart textarea - The field for the words of a comment.
 * @csspart input - The field for a name.
 * @csspart button - A button of the thread or of a composer.
 * @csspart sign-in - The button that leads to signing in.
 * @csspart way - A way to sign in, in the dialog for it.
 * @csspart account - The button with the name of who is signed in, which opens the menu of the account.
 * @csspart submit - The button that posts.
 * @csspart list - The top-level comments.
 * @csspart replies - The replies below a comment.
 * @csspart comment - A comment, without its replies.
 * @csspart tombstone - What stands in the place of a removed comment that has replies.
 * @csspart avatar - The initials beside a comment.
 * @csspart name - Who wrote a comment.
 * @csspart badge - What says that an author wrote the article, or moderates, or what the moderators say of them.
 * @csspart pinned - What says that a comment stands before all others.
 * @csspart time - When a comment was written: its permalink.
 * @csspart body - The words of a comment.
 * @csspart action - A button of a comment.
 * @csspart vote - The button that likes a comment.
 * @csspart answered - The link to the comment that is answered, where replies are not indented any more.
 * @csspart edited - What says that a comment was edited.
 * @csspart read-more - The button that shows the rest of a long comment.
 * @csspart reaction - A reaction with its count.
 * @csspart react - The button that opens the reactions.
 * @csspart picker - The reactions to choose from.
 * @csspart picker-item - A reaction to choose.
 * @csspart branch - The replies below a comment, with their line.
 * @csspart branch-line - The line that closes a branch, and the button that opens it again.
 * @csspart news - The button that shows replies which arrived below a comment.
 * @csspart menu - The menu behind a comment.
 * @csspart menu-button - The button that opens the menu.
 * @csspart menu-item - An entry of the menu.
 * @csspart more - The button that loads more of a list.
 * @csspart arrived - The button that shows comments which arrived.
 * @csspart passage - The words of the article that a comment is about, above its own.
 * @csspart quote - Those words as they were.
 * @csspart now - Those words as they are, where they were changed.
 * @csspart margin - All that stands beside or over the article.
 * @csspart marker - A button beside a paragraph that people talk about.
 * @csspart offer - What offers to comment on selected words.
 * @csspart panel - What is said about some words, beside them.
 * @csspart bar - What is docked at the lower edge of the window while words are chosen or shown.
 * @csspart toolbar - The tools of a place to write.
 * @csspart tool - One of the tools.
 * @csspart preview - The words as they will stand there.
 * @csspart other-draft - What offers another draft of the same reader.
 * @csspart edit - A comment that is being changed.
 * @csspart conflict - What somebody else made of that comment meanwhile.
 * @csspart undo - What stands in the place of a comment that was just removed.
 * @csspart dialog - What is asked in the middle of the window: why a comment is reported, how one signs in, whether something is to be done for good.
 * @csspart moderated - For moderators: how a comment stands that readers do not see, and what was done with it.
 * @csspart connection - What says that the reader is offline, or not signed in any more.
 * @csspart outbox - What of the reader's own waits to be sent.
 * @csspart skeleton - What stands there while comments load.
 * @csspart empty - What stands there when there are none.
 * @csspart failed - What says that they could not be loaded.
 *
 * @cssprop [--afterword-accent=light-dark(#1d5fd1, #8ab4ff)] - The colour of buttons and marks.
 * @cssprop [--afterword-on-accent] - The colour of words on the accent. White or black when left out, whichever is read better.
 * @cssprop [--afterword-link] - The colour of links and pressed buttons. Made of the accent when left out, so that it can be read on the page.
 * @cssprop [--afterword-text=currentColor] - The colour of words.
 * @cssprop [--afterword-muted] - The colour of words that step back, such as times.
 * @cssprop [--afterword-line] - The colour of lines.
 * @cssprop [--afterword-edge] - The colour of the edges of fields.
 * @cssprop [--afterword-surface] - The ground of fields, notes and code.
 * @cssprop [--afterword-ground] - The ground of what opens above the page, such as menus.
 * @cssprop [--afterword-highlight] - The ground of words in the article that people talk about.
 * @cssprop [--afterword-highlight-current] - The ground of those that are pointed at.
 * @cssprop [--afterword-danger] - The colour of what went wrong, and of what takes something away.
 * @cssprop [--afterword-radius=10px] - The roundness of corners.
 * @cssprop [--afterword-density=1] - How roomy it is, as a number: 0.7 is dense, 1.3 airy.
 * @cssprop [--afterword-gap=1.75em] - The distance between comments.
 * @cssprop [--afterword-avatar=2.25em] - The size of avatars.
 */
export class AfterwordComments extends Base {
  static readonly observedAttributes: readonly string[] = OBSERVED

  #adapter: StorageAdapter | null = null
  #messages: OwnMessages = {}
  #beginning: Beginning | undefined
  #opening: Opening | undefined
  #stop: (() => void) | undefined
  #scheduled = false

  /** Where the comments live, when it is neither a server nor this browser. Whoever sets it closes it. */
  get adapter(): StorageAdapter | null {
    return this.#adapter
  }
  set adapter(adapter: StorageAdapter | null) {
    if (adapter === this.#adapter) return
    this.#adapter = adapter
    this.#restart()
  }

  /** A request for this thread that was sent before the element was there. Used once. @internal */
  get opening(): Opening | undefined {
    return this.#opening
  }
  set opening(opening: Opening | undefined) {
    this.#opening = opening
  }

  /** Words of the owner's own, in place of ours: `{ heading: 'Letters', count: { one: '{count} letter', other: '{count} letters' } }`. */
  get messages(): OwnMessages {
    return this.#messages
  }
  set messages(messages: OwnMessages) {
    this.#messages = messages
    this.#beginning?.refresh()
  }

  get server(): string | null {
    return this.getAttribute('server')
  }
  set server(server: string | null) {
    this.#reflect('server', server)
  }
  get site(): string | null {
    return this.getAttribute('site')
  }
  set site(site: string | null) {
    this.#reflect('site', site)
  }
  get page(): string | null {
    return this.getAttribute('page')
  }
  set page(page: string | null) {
    this.#reflect('page', page)
  }
  get article(): string | null {
    return this.getAttribute('article')
  }
  set article(article: string | null) {
    this.#reflect('article', article)
  }
  get order(): Order | null {
    return this.getAttribute('order') as Order | null
  }
  set order(order: Order | null) {
    this.#reflect('order', order)
  }
  get pageSize(): number | null {
    const size = this.getAttribute('page-size')
    return size === null ? null : Number(size)
  }
  set pageSize(size: number | null) {
    this.#reflect('page-size', size === null ? null : String(size))
  }

  /** A token that the page's own server has signed and that says who its user is. */
  get userToken(): string | null {
    return this.getAttribute('user-token')
  }
  set userToken(token: string | null) {
    this.#reflect('user-token', token)
  }

  connectedCallback(): void {
    for (const name of [
      'adapter',
      'messages',
      'opening',
      'server',
      'site',
      'page',
      'article',
      'order',
      'pageSize',
      'userToken',
    ] as const)
      this.#takeOver(name)
    this.#restart()
  }

  disconnectedCallback(): void {
    this.#restart()
  }

  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    if (before !== after) this.#restart()
  }

  /** A property that was set before the element was defined hides the accessor: set it once more. */
  #takeOver(name: keyof AfterwordComments): void {
    const own = Object.getOwnPropertyDescriptor(this, name)
    if (own === undefined) return
    Reflect.deleteProperty(this, name)
    Reflect.set(this, name, own.value)
  }

  #reflect(name: string, value: string | null): void {
    if (value === null) this.removeAttribute(name)
    else this.setAttribute(name, value)
  }

  /**
   * Everything that changes in one turn makes one new thread, and an element that is only moved within the
   * page makes none: it is connected again before the turn is over. The first has a task of its own (decision 0335),
   * except where a server drew it, and it can be pressed.
   */
  #restart(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    const schedule = this.shadowRoot === null ? setTimeout : queueMicrotask
    schedule(() => {
      this.#scheduled = false
      const moved = this.isConnected && this.#stop !== undefined && this.#unchanged()
      if (moved) return
      this.#stop?.()
      this.#stop = undefined
      if (this.isConnected) this.#start()
    })
  }

  #started: readonly unknown[] = []

  #unchanged(): boolean {
    const now = this.#inputs()
    return now.length === this.#started.length && now.every((input, index) => input === this.#started[index])
  }

  #inputs(): readonly unknown[] {
    return [this.#adapter, ...OBSERVED.map((name) => this.getAttribute(name)), location.pathname]
  }

  #start(): void {
    this.#started = this.#inputs()
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
    const ending = new AbortController()
    const opening = this.#opening
    this.#opening = undefined
    this.#stop = () => {
      ending.abort()
      root.replaceChildren()
    }
    this.#beginning = begin({
      host: this,
      root,
      adapter: this.#adapter,
      messages: () => this.#messages,
      opening,
      signal: ending.signal,
    })
  }
}

declare global {
  // They bubble: whoever listens, wherever, knows what comes.
  interface GlobalEventHandlersEventMap extends AfterwordEventMap {}
  interface HTMLElementTagNameMap {
    'afterword-comments': AfterwordComments
  }
}
