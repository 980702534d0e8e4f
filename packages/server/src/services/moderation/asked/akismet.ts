import { NoAnswer, oneLine } from './asker.ts'
import type { Asker } from './asker.ts'

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
export function akismet({ url, key }: AkismetOptions): Asker {
  return {
    name: 'akismet',
    async ask(question, { outbound, signal }) {
      const { origin, page, parent, version, createdAt, author, source, sender, trial } = question
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
      const { status, headers, text } = await outbound.post({
        url: `${url.replace(/\/+$/, '')}/comment-check`,
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'User-Agent': 'Afterword | Afterword/1' },
        body: fields.toString(),
        patience: PATIENCE,
        signal,
      })
      if (status !== 200) throw new NoAnswer(`answered ${status}`)
      if (text === 'false') return undefined
      if (text === 'true') {
        const sure = headers['x-akismet-pro-tip'] === 'discard'
        return { what: 'spam', why: sure ? 'Akismet is sure that it is spam' : 'Akismet calls it spam' }
      }
      const help = oneLine(String(headers['x-akismet-debug-help'] ?? ''))
      throw new NoAnswer(help === '' ? 'answered neither true nor false' : `says: ${help}`)
    },
  }
}
