/**
 * Why somebody else vouched for nobody, as far as readers can do something about it: it was not reached, said no, does not
 * know this server, or gave an answer that is none.
 */
export type ProviderFailure = 'silent' | 'denied' | 'unknown' | 'unusable'

/** Why nobody was found out, in words that come after the provider's name: “GitHub ” + “did not answer”. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError'
  readonly failure: ProviderFailure

  constructor(
    message: string,
    { cause, failure = 'unusable' }: { readonly cause?: unknown; readonly failure?: ProviderFailure } = {},
  ) {
    super(message, { cause })
    this.failure = failure
  }
}
