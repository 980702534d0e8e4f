import { createHash } from 'node:crypto'
import { html, raw } from 'hono/html'
import type { Entered } from '../../services/identity/hand-overs.ts'
import type { MailState, SentCode } from '../../services/identity/mail-codes.ts'
import { fill } from '../../words/fill.ts'
import type { Wording } from '../../words/wording.ts'
import { aside, filled, frame, hostOf, strong } from './window-pages.ts'
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
export function addressPage(wording: Wording, entered: Entered, typed = '', problem?: string): Markup {
  const { words } = wording
  const host = hostOf(entered)
  return frame(
    wording,
    fill(words.signInTo, { host }),
    html`<h1>${filled(words.byMail, { host: aside(host) })}</h1>
      <form method="post">
        <label for="email">${words.address}</label>
        <input
          id="email"
          name="email"
          type="email"
          value="${typed}"
          required
          maxlength="254"
          autocomplete="email"
          autofocus
          dir="ltr"
          aria-describedby="${problem === undefined ? '' : 'problem '}about-email"
          ${problem === undefined ? '' : raw('aria-invalid="true"')}
        />
        ${wrong(problem)}
        <p class="quiet" id="about-email">${words.aboutAddress}</p>
        <div class="buttons">
          <button class="primary" type="submit">${words.sendCode}</button>
          <button type="button" data-close>${words.cancel}</button>
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
export function codePage(
  wording: Wording,
  entered: Entered,
  { address, mail }: SentCode,
  paths: CodePaths,
  problem?: string,
): Markup {
  const { words } = wording
  const line = (state: MailState | 'found', said: Markup): Markup =>
    html`<p data-mail="${state}" ${state === mail ? '' : raw(' hidden')}>${said}</p>`
  const states: readonly MailState[] = ['waiting', 'sent', 'late', 'refused']
  return frame(
    wording,
    words.lookIntoMail,
    html`<h1>${words.lookIntoMail}</h1>
      <div role="status">
        ${states.map((state) => line(state, filled(words.mail[state], { address: strong(address) })))}
        ${line('found', html`${words.otherTab} <a href="${paths.confirm}">${words.goOnHere}</a>`)}
      </div>
      <form method="post" action="${paths.code}" data-state="${paths.state}" data-next="${paths.email}">
        <label for="code">${words.code}</label>
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
        <p class="quiet" id="about-code">${words.aboutCode}</p>
        <div class="buttons">
          <button class="primary" type="submit">${words.goOn}</button>
          <button type="button" data-close>${words.cancel}</button>
        </div>
      </form>
      <form method="post" action="${paths.email}" class="asides">
        <input type="hidden" name="email" value="${address}" />
        <button type="submit">${words.newCode}</button>
        <a href="${paths.again}">${words.otherAddress}</a>
      </form>`,
    entered,
    EMAIL_SCRIPT_PATH,
  )
}

/** Says where a sign-in goes on whose link was opened somewhere else: nobody is signed in here. */
export function elsewherePage(wording: Wording): Markup {
  const { words } = wording
  return frame(
    wording,
    words.elsewhere,
    html`<h1>${words.elsewhere}</h1>
      <p>${words.elsewhereHow}</p>
      <p class="quiet">${words.notYourMail}</p>`,
  )
}

function wrong(problem: string | undefined): Markup | '' {
  return problem === undefined ? '' : html`<p class="problem" id="problem" role="alert">${problem}</p>`
}
