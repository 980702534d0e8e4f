import type { CommentId, Order, PageKey, Supports } from '@afterword/storage'
import type { OwnMessages } from '../i18n/messages.ts'

/** What a thread is drawn as HTML with. */
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
  /** That of the language when left out. */
  readonly dir?: 'ltr' | 'rtl' | undefined
  readonly messages?: OwnMessages
  /** What the adapter can do; everything, as a server, when left out. */
  readonly supports?: Supports
  /** The address of the sheet. Left out, the sheet stands in the fragment, which a policy may forbid. */
  readonly stylesheet?: string | undefined
  /** The comment whose reply is open. */
  readonly replyTo?: CommentId | undefined
}
