/** A mail as it is handed over. */
export interface Mail {
  /** The same for every attempt, so that one which arrives twice can be told to be one. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly language: string
}

/**
 * Hands a mail to a mail server. It resolves when the server has taken it on.
 *
 * @throws NotCarried
 */
export type Carrier = (mail: Mail, signal: AbortSignal) => Promise<void>

/** A mail was not taken. The message says why, without the address and what stands in the mail. */
export class NotCarried extends Error {
  override readonly name = 'NotCarried'
  /** Whether the same mail will not be taken at another time either. */
  readonly forGood: boolean

  constructor(message: string, { forGood, cause }: { readonly forGood: boolean; readonly cause?: unknown }) {
    super(message, { cause })
    this.forGood = forGood
  }
}
