import { createHash } from 'node:crypto'
import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { Renderer } from '../deps.ts'

type Markup = HtmlEscapedString | Promise<HtmlEscapedString>

/** What the pages are to look like: as plain as a page can be that nobody chose a look for. */
const STYLE = `
:root { color-scheme: light dark; font: 1.0625rem/1.6 system-ui, sans-serif }
body { margin: 0 } main { max-inline-size: 44rem; margin: 2rem auto; padding: 0 1rem }
form { display: grid; gap: .75rem; margin-block: 1.5rem } label { display: grid; gap: .25rem; font-weight: 600 }
textarea, input { font: inherit; padding: .6rem .75rem; border: 1px solid color-mix(in srgb, currentColor 55%, transparent); border-radius: .5rem; background: none; color: inherit }
button { justify-self: start; min-block-size: 2.75rem; padding: .4rem 1.25rem; font: inherit; font-weight: 550; border: 0; border-radius: .5rem; color: light-dark(#fff, #0b1a33); background: light-dark(#1d5fd1, #8ab4ff) }
a { color: light-dark(#1d5fd1, #8ab4ff) } .trap { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%) }
`

/** For the policy of a page that has the sheet. */
export const STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`

interface Around {
  readonly words: Renderer['words']
  /** Of the article. */
  readonly address: string
}

/** A page with a drawn thread. @param needsSignIn whether nobody can write here: one signs in on the article's page */
export function threadPage(fragment: string, { words, address }: Around, needsSignIn: boolean): Markup {
  return frame(
    words.heading,
    html`<p><a href="${address}">← ${words.backToArticle}</a></p>
      ${needsSignIn ? html`<p role="note">${words.problem('sign-in-needed', undefined)}</p>` : ''} ${raw(fragment)}`,
  )
}

export interface Refused extends Around {
  readonly message: string
  /** What was written, so that it is not lost. */
  readonly source: string
  readonly name: string
  /** Where to send it again; left out when that would be of no use. */
  readonly action?: string
}

/** A page that says why a form was not taken, with everything that was written in it. */
export function refusedPage({ words, address, message, source, name, action }: Refused): Markup {
  return frame(
    words.write,
    html`<h1>${words.write}</h1>
      <p role="alert">${message}</p>
      <form method="post" action="${action ?? ''}">
        <label>${words.write} <textarea name="source" rows="8" dir="auto">${source}</textarea></label>
        <label>${words.nameLabel} <input name="name" autocomplete="name" dir="auto" value="${name}" /></label>
        <span class="trap" aria-hidden="true"><input name="website" tabindex="-1" autocomplete="off" /></span>
        ${action === undefined ? '' : html`<button type="submit">${words.post}</button>`}
      </form>
      <p><a href="${address}">← ${words.backToArticle}</a></p>`,
  )
}

/** A page that says what became of a comment that is not to be seen yet. */
export function heldPage({ words, address }: Around): Markup {
  return frame(
    words.write,
    html`<h1>${words.heading}</h1>
      <p role="status">${words.held}</p>
      <p><a href="${address}">← ${words.backToArticle}</a></p>`,
  )
}

function frame(title: string, content: Markup): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        ${raw(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <main>${content}</main>
      </body>
    </html>`
}
