import type { OutboundAnswer } from '../../outbound.ts'
import { NoAnswer, oneLine } from './asker.ts'
import type { Asker, Asking, Question } from './asker.ts'

export interface AkismetOptions {
  /** `https://rest.akismet.com/1.1/` */
  readonly url: string
  readonly key: string
}

/** Milliseconds. */
const PATIENCE = 10_000
/** The service wants an address. Where none may be told, or none is known any more, it gets one that says nothing. */
const NOBODY = '127.0.0.1'

/** Asks Akismet's `comment-check`. It is sent the words, the name and the page; the reader's address by the owner's choice alone. */
export function akismet(options: AkismetOptions): Asker {
  return {
    name: 'akismet',
    async ask(question, asking) {
      const { headers, text, status } = await post(options, 'comment-check', question, asking)
      if (status === 200 && text === 'false') return undefined
      if (status === 200 && text === 'true') {
        const sure = headers['x-akismet-pro-tip'] === 'discard'
        return { what: 'spam', why: sure ? 'Akismet is sure that it is spam' : 'Akismet calls it spam' }
      }
      throw unexpected({ headers, text, status }, 'answered neither true nor false')
    },
  }
}

/**
 * Tells Akismet that it was wrong about a comment.
 *
 * @throws OutboundError when there was no answer
 * @throws NoAnswer when it does not say that it has understood
 */
export async function tellAkismet(
  options: AkismetOptions,
  is: 'spam' | 'ham',
  question: Question,
  asking: Asking,
): Promise<void> {
  const answer = await post(options, is === 'spam' ? 'submit-spam' : 'submit-ham', question, asking)
  if (answer.status !== 200 || !/^thanks/i.test(answer.text)) throw unexpected(answer, 'did not say thanks')
}

/** One of its methods, with what it is to be told of a comment each time. */
function post(
  { url, key }: AkismetOptions,
  method: string,
  { origin, page, parent, version, createdAt, author, source, sender, trial }: Question,
  { outbound, signal }: Asking,
): Promise<OutboundAnswer> {
  const fields = new URLSearchParams({
    api_key: key,
    blog: origin,
    user_ip: sender?.address ?? NOBODY,
    ...(sender === undefined ? {} : { user_agent: sender.agent }),
    permalink: URL.canParse(page, origin) ? new URL(page, origin).href : origin,
    comment_type: parent === null ? 'comment' : 'reply',
    comment_author: author.name,
    comment_content: source,
    comment_date_gmt: new Date(createdAt).toISOString(),
    blog_charset: 'UTF-8',
    ...(version > 1 ? { recheck_reason: 'edit' } : {}),
    ...(trial ? { is_test: '1' } : {}),
  })
  return outbound.post({
    url: `${url.replace(/\/+$/, '')}/${method}`,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'User-Agent': 'Afterword | Afterword/1' },
    body: fields.toString(),
    patience: PATIENCE,
    signal,
  })
}

function unexpected({ status, headers, text }: OutboundAnswer, otherwise: string): NoAnswer {
  if (status !== 200) return new NoAnswer(`answered ${status}`)
  const help = oneLine(String(headers['x-akismet-debug-help'] ?? ''))
  if (help !== '') return new NoAnswer(`says: ${help}`)
  return new NoAnswer(text === '' ? otherwise : `${otherwise}: ${oneLine(text)}`)
}
