import type { CommentId, OpenThread, Order, PageKey, Supports } from '@afterword/storage'
import { effect, signal } from '@preact/signals'
import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { App } from '../components/app.tsx'
import type { Links, WritingCode } from '../components/context.ts'
import type { OwnMessages } from '../i18n/messages.ts'
import { createStore } from '../store/create-store.ts'
import { memoryDraftStore } from '../store/memory-draft-store.ts'
import type { Store } from '../store/models.ts'
import { type Part, createPart } from '../store/part.ts'
import { threadJsonLd } from './json-ld.ts'
import { linksTo } from './links.ts'
import { attributes, scriptJson } from './markup.ts'
import { stillSource } from './still-source.ts'
import { threadStyles } from './styles.ts'
import { wordsIn } from './words.ts'

export interface RenderOptions {
  /**
   * The server's address, as the element's attribute is to say it. Without one there is no form and no link to
   * further comments.
   */
  readonly server?: string
  readonly site: string
  readonly page: PageKey
  /** The address of the article's page in full: where a reader without scripts comes back to. */
  readonly address: string
  readonly order?: Order | undefined
  /** How many top-level comments were asked for, when the element is to ask for so many. */
  readonly pageSize?: number | undefined
  /** A CSS selector of the article, for passages. */
  readonly article?: string | undefined
  /** The language of the interface; English when left out, or when there are no words in it. */
  readonly lang?: string | undefined
  readonly dir?: 'ltr' | 'rtl' | undefined
  readonly messages?: OwnMessages
  /** What the adapter can do; everything, as a server, when left out. */
  readonly supports?: Supports
  /** The address of the sheet. Left out, the sheet stands in the fragment, which a policy may forbid. */
  readonly stylesheet?: string
  /** The comment whose reply is open. */
  readonly replyTo?: CommentId | undefined
}

/**
 * A thread as HTML that is readable before any script ran: the element with its shadow root, after the same for
 * search engines. The element takes the nodes over as they are; without a script the links and the form lead to
 * pages of the server.
 *
 * @param thread what an adapter's `open` brought
 */
export async function renderThread(thread: OpenThread, options: RenderOptions): Promise<string> {
  const { server, site, page, article, order, pageSize, address, lang, dir, stylesheet } = options
  const host = attributes({ server, site, page, article, order, 'page-size': pageSize, lang, dir })
  const sheet =
    stylesheet === undefined
      ? `<style>${threadStyles()}</style>`
      : `<link rel="stylesheet"${attributes({ href: stylesheet })}>`
  return [
    `<script type="application/ld+json">${scriptJson(threadJsonLd(thread, address))}</script>`,
    `<afterword-comments${host}><template shadowrootmode="open">`,
    sheet,
    await draw(thread, options, linksTo(options)),
    `<script type="application/json">${scriptJson(thread)}</script>`,
    '</template></afterword-comments>',
  ].join('')
}

/** Nobody writes where a thread is drawn: the form leads elsewhere. */
const NOT_HERE: Part<WritingCode> = /* @__PURE__ */ createPart(
  () => Promise.reject(new Error('A thread that a server draws is not written in.')),
  (code: WritingCode) => code,
)

async function draw(thread: OpenThread, options: RenderOptions, links: Links | undefined): Promise<string> {
  const { page, order, pageSize, lang, dir = 'ltr', messages, supports, replyTo } = options
  const store = createStore({
    source: stillSource(thread, supports),
    page,
    order,
    limit: pageSize,
    drafts: memoryDraftStore(),
  })
  try {
    await read(store)
    if (replyTo !== undefined) store.drafts.openReply(replyTo)
    const { words, locale } = await wordsIn(lang, messages)
    const app = h(App, {
      store,
      words,
      allWords: signal(words),
      writing: NOT_HERE,
      locale,
      dir,
      ownStorage: false,
      rendered: true,
      permalink: (id) => `#comment-${id}`,
      ...(links === undefined ? {} : { links }),
    })
    return renderToString(app)
  } finally {
    store.dispose()
  }
}

function read({ thread }: Store): Promise<void> {
  return new Promise((resolve) => {
    effect(() => {
      if (thread.status.value !== 'loading') resolve()
    })
  })
}
