import { createHash } from 'node:crypto'
import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import { RECEIVED } from '@afterword/storage/identity'
import type { Entered } from '../../services/identity/hand-overs.ts'
import { fill, pieces } from '../../words/fill.ts'
import type { Wording } from '../../words/wording.ts'

export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>

const STYLE = `
:root { color-scheme: light dark; font: 1.0625rem/1.6 system-ui, sans-serif }
body { margin: 0; min-block-size: 100dvb; display: grid; place-items: center; background: light-dark(#f6f7f9, #14161a) }
main { box-sizing: border-box; inline-size: min(26rem, 100% - 2rem); margin-block: 1rem; padding: 2rem; border-radius: 1rem; background: light-dark(#fff, #1f2228); box-shadow: 0 1px 2px rgb(0 0 0 / .08), 0 8px 32px rgb(0 0 0 / .08); overflow-wrap: anywhere }
h1 { margin: 0 0 .5rem; font-size: 1.375rem; line-height: 1.25; text-wrap: balance } p { margin-block: .75rem }
.quiet { color: light-dark(#5c6370, #a3a9b5); font-size: .9375rem }
.buttons { display: flex; flex-wrap: wrap; gap: .75rem; margin-block-start: 1.5rem }
label { display: block; margin-block-start: 1rem; font-weight: 550 }
input { box-sizing: border-box; inline-size: 100%; min-block-size: 2.75rem; margin-block-start: .25rem; padding: .4rem .75rem; font: inherit; color: inherit; background: light-dark(#fff, #14161a); border: 1px solid light-dark(#8a92a0, #6d7480); border-radius: .5rem }
.problem { color: light-dark(#b3261e, #ffb4ab) }
button, .button { box-sizing: border-box; min-block-size: 2.75rem; padding: .4rem 1.25rem; font: inherit; font-weight: 550; line-height: 1.9; border: 1px solid light-dark(#8a92a0, #6d7480); border-radius: .5rem; background: none; color: inherit; text-decoration: none; cursor: pointer }
.primary { border-color: transparent; color: light-dark(#fff, #0b1a33); background: light-dark(#1d5fd1, #8ab4ff) }
:focus-visible { outline: 2px solid light-dark(#1d5fd1, #8ab4ff); outline-offset: 2px }
.asides { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin-block-start: 1rem; font-size: .9375rem }
.asides button, .asides a { min-block-size: 2rem; padding: 0; border: 0; font-weight: inherit; line-height: 2; color: light-dark(#1d5fd1, #8ab4ff); text-decoration: underline }
[name=code] { font-size: 1.5rem; letter-spacing: .15em; font-variant-numeric: tabular-nums }
.code { font: 600 2rem/1.2 ui-monospace, Menlo, Consolas, monospace; letter-spacing: .12em; margin-block: 1rem; user-select: all }
`

/** Tells the page that opened the window the code, closes when it was heard, and goes on where there is nothing to ask. */
export const SCRIPT = `
const { id, code, origin, next, done } = document.body.dataset
addEventListener('message', (event) => {
  if (done !== undefined && event.origin === origin && event.data === '${RECEIVED}') close()
})
if (opener !== null && code !== undefined) opener.postMessage({ type: 'afterword-sign-in', id, code }, origin)
document.querySelector('[data-close]')?.addEventListener('click', () => close())
if (next !== undefined) location.replace(next)
`

/** The address of the script, which changes with it. */
export const SCRIPT_PATH = `/v1/sign-in-${createHash('sha256').update(SCRIPT).digest('hex').slice(0, 10)}.js`

/** For the policy of a page that has the sheet. */
export const STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`

/** Tells the page the code, and goes on at once. */
export function leadingPage(wording: Wording, entered: Entered, next: string): Markup {
  const { wait } = wording.words
  return frame(wording, wait, html`<h1>${wait}</h1>`, { ...entered, next })
}

/** Asks whether somebody wants to be signed in to the site, as whom the window has found them out to be. */
export function confirmPage(wording: Wording, entered: Entered, name: string, about: string): Markup {
  const { words } = wording
  return frame(
    wording,
    fill(words.signInTo, { host: hostOf(entered) }),
    html`<h1>${filled(words.signingInTo, { host: aside(hostOf(entered)) })}</h1>
      <p>${filled(words.as, { name: strong(name) })} ${about}</p>
      <p class="quiet">${words.notYou}</p>
      <form method="post" class="buttons">
        <button class="primary" type="submit">${fill(words.goOnAs, { name })}</button>
        <button type="button" data-close>${words.cancel}</button>
      </form>`,
    entered,
  )
}

/** Asks a reader who was never here what they want to be called, which is their yes as well. */
export function namePage(wording: Wording, entered: Entered, name: string, problem?: string): Markup {
  const { words } = wording
  const wrong = problem === undefined ? '' : html`<p class="problem" id="problem" role="alert">${problem}</p>`
  const described = problem === undefined ? 'about-name' : 'problem about-name'
  return frame(
    wording,
    fill(words.signInTo, { host: hostOf(entered) }),
    html`<h1>${filled(words.signingInTo, { host: aside(hostOf(entered)) })}</h1>
      <form method="post">
        <label for="name">${words.name}</label>
        <input
          id="name"
          name="name"
          value="${name}"
          required
          maxlength="256"
          dir="auto"
          autocomplete="nickname"
          aria-describedby="${described}"
          ${problem === undefined ? '' : raw('aria-invalid="true"')}
        />
        ${wrong}
        <p class="quiet" id="about-name">${words.aboutName}</p>
        <p class="quiet">${words.notYou}</p>
        <div class="buttons">
          <button class="primary" type="submit">${words.goOn}</button>
          <button type="button" data-close>${words.cancel}</button>
        </div>
      </form>`,
    entered,
  )
}

/** Says that one of the staff has to sign in at the dashboard first. */
export function staffSignInPage(wording: Wording, entered: Entered): Markup {
  const { words } = wording
  return frame(
    wording,
    words.staffFirst,
    html`<h1>${words.staffFirst}</h1>
      <p>${filled(words.staffHow, { host: aside(hostOf(entered)) })}</p>
      <p class="buttons">
        <a class="button" href="/admin" target="_blank" rel="noopener">${words.openDashboard}</a>
        <a class="button primary" href="?">${words.isSignedIn}</a>
      </p>`,
    entered,
  )
}

/** The end: the window closes by itself where the page can hear it, else the code is typed there. */
export function donePage(wording: Wording, entered: Entered): Markup {
  const { words } = wording
  const shown = `${entered.code.slice(0, 3)} ${entered.code.slice(3)}`
  return frame(
    wording,
    words.almostDone,
    html`<h1>${words.almostDone}</h1>
      <p>${filled(words.typeCode, { host: aside(hostOf(entered)) })}</p>
      <p class="code" dir="ltr">${shown}</p>
      <p class="quiet">${words.tellNobody}</p>
      <p class="buttons"><button type="button" data-close>${words.close}</button></p>`,
    { ...entered, done: true },
  )
}

/** Says what somebody else did not do. Nothing on the page that asked has changed meanwhile. */
export function providerProblemPage(wording: Wording, problem: Problem, again: string): Markup {
  const { words } = wording
  return frame(
    wording,
    words.failed,
    html`<h1>${words.failed}</h1>
      ${alert(problem)}
      <p>${words.wordsAreKept}</p>
      <p class="buttons">
        <a class="button primary" href="${again}">${words.retry}</a>
        <button type="button" data-close>${words.close}</button>
      </p>`,
  )
}

/** What went wrong, in the reader's words, and what whoever is asked for help has to know. */
export interface Problem {
  readonly message: string
  /** English, as the server's other errors are. */
  readonly detail?: string | undefined
}

/** Says what went wrong, and what can be done. */
export function problemPage(wording: Wording, problem: Problem): Markup {
  const { words } = wording
  return frame(
    wording,
    words.failed,
    html`<h1>${words.failed}</h1>
      ${alert(problem)}
      <p class="buttons"><button type="button" data-close>${words.close}</button></p>`,
  )
}

function alert({ message, detail }: Problem): Markup {
  return html`<p role="alert">${message}</p>
    ${detail === undefined ? '' : html`<p class="quiet" lang="en" dir="ltr">${detail}</p>`}`
}

export function hostOf({ origin }: Entered): string {
  return new URL(origin).host
}

/** A message with marked up words in it. */
export function filled(message: string, values: Readonly<Record<string, Markup>>): Markup {
  return html`${pieces(message, values)}`
}

/** Runs in its own direction, whatever stands around it. */
export function aside(text: string): Markup {
  return html`<bdi>${text}</bdi>`
}

export function strong(text: string): Markup {
  return html`<strong dir="auto">${text}</strong>`
}

interface Data extends Pick<Entered, 'id' | 'code' | 'origin'> {
  /** Where to go at once. */
  readonly next?: string
  readonly done?: boolean
}

/** A page of the window. It may have a further script of its own. */
export function frame(wording: Wording, title: string, content: Markup, data?: Data, script?: string): Markup {
  const attributes =
    data === undefined
      ? ''
      : html` data-id="${data.id}" data-code="${data.code}"
        data-origin="${data.origin}"${
          data.next === undefined ? '' : html` data-next="${data.next}"`
        }${data.done === true ? html` data-done` : ''}`
  return html`<!doctype html>
    <html lang="${wording.language}" dir="${wording.dir}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        ${raw(`<style>${STYLE}</style>`)}
        <script type="module" src="${SCRIPT_PATH}"></script>
        ${script === undefined ? '' : html`<script type="module" src="${script}"></script>`}
      </head>
      <body${attributes}>
        <main>${content}</main>
      </body>
    </html>`
}
