import type { OpenThread } from '@afterword/storage'
import { effect, signal } from '@preact/signals'
import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { App } from '../components/app.tsx'
import type { Links, WritingCode } from '../components/context.ts'
import { RTL } from '../i18n/locales.ts'
import { createStore } from '../store/create-store.ts'
import { memoryDraftStore } from '../store/memory-draft-store.ts'
import type { Store } from '../store/models.ts'
import { type Part, createPart } from '../store/part.ts'
import { threadJsonLd } from './json-ld.ts'
import { linksTo } from './links.ts'
import { attributes, scriptJson } from './markup.ts'
import type { RenderOptions } from './render-options.ts'
import { stillSource } from './still-source.ts'
import { threadStyles } from './styles.ts'
import { wordsIn } from './words.ts'

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
    // In front: the script's tag follows the element, and looks for it right there.
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
  const { page, order, pageSize, lang, messages, supports, replyTo } = options
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
      dir: options.dir ?? (RTL.test(locale) ? 'rtl' : 'ltr'),
      ownStorage: false,
      rendered: true,
      permalink: (id) => `#comment-${id}`,
      ...(links === undefined ? {} : { links }),
    })
    return unseen(renderToString(app), store)
  } finally {
    store.dispose()
  }
}

/** Comments with their replies that a window may show at first. */
const SEEN = 10

/** Marks the others: all of a page comes at once, and what is seen is laid out before them (decision 0360). */
function unseen(html: string, { thread }: Store): string {
  return thread.comments
    .peek()
    .slice(SEEN)
    .reduce((all, { id }) => all.replace(`class="item" data-id="${id}"`, `class="item unseen" data-id="${id}"`), html)
}

function read({ thread }: Store): Promise<void> {
  return new Promise((resolve) => {
    effect(() => {
      if (thread.status.value !== 'loading') resolve()
    })
  })
}
