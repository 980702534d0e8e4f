/** Why nobody was found out, in words that come after the provider's name: “GitHub ” + “did not answer”. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError'
  /** The same for readers, who need not know where an owner's network ends. */
  readonly plain: string

  constructor(message: string, { cause, plain = message }: { readonly cause?: unknown; readonly plain?: string } = {}) {
    super(message, { cause })
    this.plain = plain
  }
}
