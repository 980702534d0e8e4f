import { createHash } from 'node:crypto'
import { html, raw } from 'hono/html'
import type { Entered } from '../../services/identity/hand-overs.ts'
import type { MailState, SentCode } from '../../services/identity/mail-codes.ts'
import { frame, hostOf } from './window-pages.ts'
import type { Markup } from './window-pages.ts'

/**
 * Puts the code in that the link of the mail has behind its #, which no server is sent; says how the mail is doing, and
 * goes on when somebody went on in the tab that the mail has opened.
 */
export const EMAIL_SCRIPT = `
const form = document.querySelector('[data-state]')
const { state, next } = form.dataset
const [, said] = /^#(\\d{6})$/.exec(location.hash) ?? []
if (said !== undefined) {
  form.elements.namedItem('code').value = said
  history.replaceState(null, '', location.pathname)
  form.querySelector('[type=submit]').focus()
}
async function look() {
  const answer = await fetch(state).catch(() => undefined)
  if (answer?.status === 403 || answer?.status === 404) return location.replace(next)
  if (answer?.ok) {
    const { step, mail } = await answer.json()
    if (step === 'done') return location.replace(next)
    const shown = step === 'found' ? step : mail
    for (const line of document.querySelectorAll('[data-mail]')) line.hidden = line.dataset.mail !== shown
  }
  setTimeout(look, 2000)
}
setTimeout(look, 1000)
`

/** The address of the script, which changes with it. */
export const EMAIL_SCRIPT_PATH = `/v1/sign-in-by-mail-${createHash('sha256').update(EMAIL_SCRIPT).digest('hex').slice(0, 10)}.js`

/** Asks for an address. */
export function addressPage(entered: Entered, typed = '', problem?: string): Markup {
  const host = hostOf(entered)
  return frame(
    `Sign in to ${host}`,
    html`<h1>Sign in to ${host} by e-mail</h1>
      <form method="post">
        <label for="email">Your e-mail address</label>
        <input
          id="email"
          name="email"
          type="email"
          value="${typed}"
          required
          maxlength="254"
          autocomplete="email"
          autofocus
          aria-describedby="${problem === undefined ? '' : 'problem '}about-email"
          ${problem === undefined ? '' : raw('aria-invalid="true"')}
        />
        ${wrong(problem)}
        <p class="quiet" id="about-email">We send you a code. Nobody else sees the address.</p>
        <div class="buttons">
          <button class="primary" type="submit">Send me a code</button>
          <button type="button" data-close>Cancel</button>
        </div>
      </form>`,
    entered,
  )
}

export interface CodePaths {
  readonly code: string
  readonly state: string
  /** The page itself. */
  readonly email: string
  /** Where another address is asked for. */
  readonly again: string
  /** Where whoever has typed the code goes on. */
  readonly confirm: string
}

/** Asks for the code that was sent, and says how the mail is doing. */
export function codePage(entered: Entered, { address, mail }: SentCode, paths: CodePaths, problem?: string): Markup {
  const line = (state: MailState | 'found', words: Markup): Markup =>
    html`<p data-mail="${state}" ${state === mail ? '' : raw(' hidden')}>${words}</p>`
  const to = html`<strong>${address}</strong>`
  return frame(
    'Look into your mail',
    html`<h1>Look into your mail</h1>
      <div role="status">
        ${line('waiting', html`A code is on its way to ${to}.`)}
        ${line('sent', html`A code was sent to ${to}. It can take a minute; look among the spam as well.`)}
        ${line('late', html`The mail to ${to} could not be sent yet. We go on trying, and this page says when it is sent.`)}
        ${line('refused', html`The mail could not be sent to ${to}. Is the address right?`)}
        ${line(
          'found',
          html`You are going on in the tab that the mail has opened. Or <a href="${paths.confirm}">go on here</a>.`,
        )}
      </div>
      <form method="post" action="${paths.code}" data-state="${paths.state}" data-next="${paths.email}">
        <label for="code">Code</label>
        <input
          id="code"
          name="code"
          required
          maxlength="16"
          inputmode="numeric"
          autocomplete="one-time-code"
          autofocus
          dir="ltr"
          aria-describedby="${problem === undefined ? '' : 'problem '}about-code"
          ${problem === undefined ? '' : raw('aria-invalid="true"')}
        />
        ${wrong(problem)}
        <p class="quiet" id="about-code">
          Six digits. They are good here only: in this browser, for a quarter of an hour.
        </p>
        <div class="buttons">
          <button class="primary" type="submit">Continue</button>
          <button type="button" data-close>Cancel</button>
        </div>
      </form>
      <form method="post" action="${paths.email}" class="asides">
        <input type="hidden" name="email" value="${address}" />
        <button type="submit">Send a new code</button>
        <a href="${paths.again}">Another address</a>
      </form>`,
    entered,
    EMAIL_SCRIPT_PATH,
  )
}

/** Says where a sign-in goes on whose link was opened somewhere else: nobody is signed in here. */
export function elsewherePage(): Markup {
  return frame(
    'Go on where you began',
    html`<h1>Go on where you began</h1>
      <p>
        This link is good only in the browser in which you gave your address. Go back to it, and type the code of the
        mail into the window that asks for it.
      </p>
      <p class="quiet">Did you not ask for the mail? Then close this page: nothing has happened.</p>`,
  )
}

function wrong(problem: string | undefined): Markup | '' {
  return problem === undefined ? '' : html`<p class="problem" id="problem" role="alert">${problem}</p>`
}
