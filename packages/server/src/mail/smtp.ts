import { createTransport } from 'nodemailer'
import type { Carrier } from '../services/mail/carrier.ts'
import { NotCarried } from '../services/mail/carrier.ts'
import { directionOf } from '../words/wording.ts'

/** Which mail server, and in whose name. */
export interface SmtpOptions {
  /** `smtp://user:password@mail.example.org:587`, or `smtps://…` for one that is encrypted from the first byte. */
  readonly url: string
  readonly from: { readonly name: string; readonly address: string }
}

const SECOND = 1_000
/** Milliseconds until the server has to say its first word, and each after that. */
const [CONNECT, ANSWER] = [10 * SECOND, 20 * SECOND]
const LONGEST_REPLY = 200

/** Sends by a mail server. One connection for each mail: between two sign-ins there is nothing to keep alive. */
export function smtpCarrier({ url, from }: SmtpOptions): Carrier {
  const { protocol, hostname, port, username, password } = new URL(url)
  const here = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
  const secure = protocol === 'smtps:'
  const transport = createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    // Within one machine nobody listens, and its certificate is nobody's. Elsewhere no password goes in the clear.
    ignoreTLS: here,
    requireTLS: !here && !secure && username !== '',
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    dnsTimeout: CONNECT,
    connectionTimeout: CONNECT,
    greetingTimeout: CONNECT,
    socketTimeout: ANSWER,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const host = from.address.slice(from.address.lastIndexOf('@') + 1)

  return async ({ id, to, subject, text, html, language }, signal) => {
    try {
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject,
        text,
        html: page(subject, html, language),
        messageId: `<${id}@${host}>`,
        // No machine is to answer it: RFC 3834, and what Exchange looks at.
        headers: {
          'Content-Language': language,
          'Auto-Submitted': 'auto-generated',
          'X-Auto-Response-Suppress': 'All',
        },
        signal,
      })
    } catch (error) {
      throw notCarried(error, signal)
    }
  }
}

function page(subject: string, html: string, language: string): string {
  const title = subject.replace(/[&<]/g, (character) => (character === '&' ? '&amp;' : '&lt;'))
  return `<!doctype html><html lang="${language}" dir="${directionOf(language)}"><head><meta charset="utf-8"><title>${title}</title></head><body>${html}</body></html>`
}

/** As nodemailer says it. */
interface Failure {
  readonly code?: string
  /** The last thing that was said to the server. */
  readonly command?: string
  readonly responseCode?: number
  readonly response?: string
}

function notCarried(error: unknown, signal: AbortSignal): NotCarried {
  const { code = '', command = '', responseCode = 0, response = '' } = error as Failure
  const said = response === '' ? '' : ` (${reply(response)})`
  const whole = (message: string, forGood = false): NotCarried =>
    new NotCarried(message + said, { forGood, cause: error })

  if (signal.aborted || code === 'ETIMEDOUT') return whole('The mail server did not answer in time')
  if (code === 'EAUTH' || code === 'ENOAUTH') return whole('The mail server does not take the name and password')
  if (code === 'ETLS') return whole('The connection to the mail server could not be encrypted')
  if (responseCode >= 400 && responseCode < 500) return whole('The mail server asks to come again later')
  if (responseCode >= 500 && command === 'RCPT TO') return whole('The mail server does not take the address', true)
  if (responseCode >= 500 && code === 'EMESSAGE') return whole('The mail server does not take the mail', true)
  if (responseCode >= 500) return whole('The mail server does not take mail from us')
  const reason = /\b(E[A-Z]{4,})\b/.exec(error instanceof Error ? error.message : '')?.[1] ?? code
  return whole(`The mail server could not be reached${reason === '' ? '' : ` (${reason})`}`)
}

/** What a server said, in one line, without an address or a code that it may have repeated. */
function reply(text: string): string {
  return text
    .replace(/[^\s<>]+@[^\s<>]+/g, '…')
    .replace(/\b\d{3} ?\d{3}\b/g, '…')
    .replace(/\s+/g, ' ')
    .slice(0, LONGEST_REPLY)
}
